import { chooseAct } from './support/person'
import { expect, test } from './support/test'

test('An administrator edits a person, and lets them go with a reason and a receipt', async ({
  page,
  company,
  signIn,
}) => {
  const vault = await company.group({ name: 'Vault', grants: ['vault:open'] })
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  const bob = await company.user({ name: 'Bob Fisher', title: 'Engineer', groups: [vault] })
  await company.invitation({ by: bob, email: 'frank@acme.example' })
  for (let device = 0; device < 2; device++) await company.session(bob)
  await signIn(ada)
  await page.goto(`/${company.slug}/users/${bob.id}`)

  await page.getByRole('main').getByRole('link', { name: 'Edit' }).click()
  await page.getByLabel('Name').fill('')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByLabel('Name')).toHaveAccessibleDescription(/missing/)
  await page.getByLabel('Name').fill('Bob Fischer')
  await page.getByLabel('Title').fill('Tech Lead')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Bob Fischer' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('Tech Lead')

  await chooseAct(page, 'Deactivate')
  await expect(page.getByRole('main')).toContainText('2 end immediately')
  await expect(page.getByRole('main')).toContainText('vault:open')
  await page.getByLabel('Reason').fill('The contract is over.')
  await page.getByRole('checkbox', { name: 'Also cancel the pending invitation they sent' }).check()
  await page.getByRole('button', { name: 'Deactivate' }).click()

  await expect(page.getByRole('heading', { level: 1, name: 'Offboarding receipt of Bob Fischer' })).toBeVisible()
  const main = page.getByRole('main')
  for (const text of [
    '2 sessions',
    '0 password reset links',
    '1 cancelled',
    'in effect from their next request',
    'Ada',
    'The contract is over.',
    'vault:open',
  ])
    await expect(main).toContainText(text)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: 'Copy receipt' }).click()
  await expect(page.getByRole('status').getByText('Copied')).toBeAttached()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('Permissions nobody else had: vault:open')
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden()
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden()
  await page.emulateMedia({ media: 'screen' })

  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Bob Fischer' }).click()
  await expect(main).toContainText('The contract is over.')
  await expect(main.getByRole('link', { name: 'Edit' })).toHaveCount(0)
  await chooseAct(page, 'Offboarding receipt')
  await expect(page.getByRole('heading', { level: 1, name: 'Offboarding receipt of Bob Fischer' })).toBeVisible()
  await page.goto(`/${company.slug}/users?q=frank`)
  await expect(main).toContainText('No users match')
})
