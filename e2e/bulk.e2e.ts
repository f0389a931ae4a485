import { usersIn } from '@/db/repositories/users'
import { inCompany } from '@/db/scope'
import { expect, test } from './support/test'

test('People are selected, added to a group with the consequences said, and taken out again by undoing it', async ({
  page,
  company,
  signIn,
}) => {
  const finance = await company.group({ name: 'Finance', grants: ['ledger:post'] })
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  await company.user({ name: 'Grace Hopper' })
  await company.user({ name: 'Grace Kelly', groups: [finance] })
  await signIn(ada)
  await page.goto(`/${company.slug}/users?q=grace`)
  const add = page.getByRole('button', { name: 'Add to group' })
  await expect(add).toBeHidden()
  await page.getByRole('checkbox', { name: 'Select Grace Hopper' }).check()
  await expect(page.getByText('1 selected')).toBeVisible()
  await page.getByRole('checkbox', { name: 'Select all 2 on this page' }).check()
  await expect(page.getByText('2 selected')).toBeVisible()
  await add.click()

  await expect(page.getByRole('heading', { level: 1, name: 'Add people to a group' })).toBeVisible()
  await page.getByRole('combobox', { name: 'Group' }).click()
  await page.getByRole('option', { name: 'Finance' }).click()
  const main = page.getByRole('main')
  await expect(main).toContainText('1 person will be added to Finance')
  await expect(main).toContainText('ledger:post')
  const selected = page.getByRole('table', { name: 'Selected' })
  await expect(selected.getByRole('row').filter({ hasText: 'Grace Hopper' })).toContainText('Will be added')
  await expect(selected.getByRole('row').filter({ hasText: 'Grace Kelly' })).toContainText(
    'Skipped: Already in the group',
  )
  await page.getByRole('link', { name: 'Skipped 1' }).click()
  const skipped = page.getByRole('table', { name: 'Skipped' }).getByRole('row').filter({ hasText: 'Grace Kelly' })
  await expect(skipped).toContainText('Already in the group')
  await page.getByRole('button', { name: 'Add (1)' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '1 person was added to Finance' })).toBeVisible()
  await expect(main.getByRole('link', { name: 'Grace Hopper' })).toBeVisible()

  await page.getByRole('link', { name: 'Undo' }).click()
  await expect(main).toContainText('1 person will be removed from Finance')
  await expect(main).toContainText('Grace Hopper')
  await expect(main).not.toContainText('Grace Kelly')
  await page.getByRole('button', { name: 'Remove (1)' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '1 person was removed from Finance' })).toBeVisible()

  await page.goto(`/${company.slug}/audit-log?kind=change`)
  await expect(main).toContainText('Ada added Grace Hopper to the group Finance.')
  await expect(main).toContainText('Ada added 1 person to the group Finance in bulk; 1 skipped.')
})

test('All who match on all pages are deactivated at once, without oneself', async ({ page, company, signIn }) => {
  const ada = await company.user({ name: 'Ada Temp', groups: [company.administrators] })
  for (let n = 10; n < 40; n++) await company.user({ name: `Temp ${n}` })
  await company.user({ name: 'Grace Hopper' })
  await signIn(ada)
  await page.goto(`/${company.slug}/users?q=temp`)
  await page.getByRole('checkbox', { name: 'Select all 25 on this page' }).check()
  await page.getByRole('checkbox', { name: 'Select all 31 that match' }).check()
  await expect(page.getByText('31 selected')).toBeVisible()
  await page.getByRole('button', { name: 'Deactivate' }).click()
  const main = page.getByRole('main')
  await expect(main).toContainText('30 people will be deactivated')
  await page.getByRole('link', { name: 'Skipped 1' }).click()
  await expect(page.getByRole('table', { name: 'Skipped' })).toContainText('Yourself')
  await page.getByRole('link', { name: 'Selected 31' }).click()
  await page.getByLabel('Reason').fill('The season is over.')
  await page.getByRole('button', { name: 'Deactivate (30)' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '30 people were deactivated' })).toBeVisible()
  const result = page.url()
  await page.goto(`/${company.slug}/users?status=active`)
  await expect(page.getByRole('table', { name: 'Users' }).getByRole('rowheader')).toHaveText([
    /Ada Temp/,
    /Grace Hopper/,
  ])

  await page.goto(result)
  await page.getByRole('link', { name: 'Skipped 1' }).click()
  await expect(page.getByRole('table', { name: 'Skipped' })).toContainText('Ada Temp')
  await page.getByRole('link', { name: 'Undo' }).click()
  await expect(main).toContainText('30 people will be reactivated')
  await page.getByRole('button', { name: 'Reactivate (30)' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '30 people were reactivated' })).toBeVisible()
})

test('Who looked before others came along looks again on the same page, and then goes on', async ({
  page,
  company,
  signIn,
}) => {
  await company.user({ name: 'Temp One' })
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/users/bulk?act=deactivate&all=yes&q=temp`)
  await expect(page.getByRole('main')).toContainText('1 person will be deactivated')
  await company.user({ name: 'Temp Two' })
  await page.getByLabel('Reason').fill('The season is over.')
  await page.getByRole('button', { name: 'Deactivate (1)' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Review the changes and try again' })).toBeVisible()
  await expect(page.getByLabel('Reason')).toHaveValue('The season is over.')
  await page.getByRole('button', { name: 'Deactivate (2)' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '2 people were deactivated' })).toBeVisible()
})

test('Somebody selected who was deleted meanwhile is said to be gone, and it is done to the others', async ({
  page,
  company,
  signIn,
}) => {
  const eve = await company.user({ name: 'Temp Eve' })
  const bob = await company.user({ name: 'Temp Bob' })
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/users?q=temp`)
  await page.getByRole('checkbox', { name: 'Select all 2 on this page' }).check()
  await inCompany(company.id, scope => usersIn(scope).remove(eve.id, bob.id))
  await page.getByRole('button', { name: 'Deactivate' }).click()
  const main = page.getByRole('main')
  await expect(main).toContainText('2 people selected: 1 person will be deactivated, 1 skipped.')
  await expect(main).toContainText('1 of the people you selected no longer exists.')
  await page.getByRole('button', { name: 'Deactivate (1)' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '1 person was deactivated' })).toBeVisible()
  await expect(main).toContainText('1 of the people who were selected no longer existed.')

  await page.goto(`/${company.slug}/users?q=temp`)
  await page.getByRole('checkbox', { name: 'Select Temp Bob' }).check()
  await inCompany(company.id, scope => usersIn(scope).remove(bob.id, bob.id))
  await page.getByRole('button', { name: 'Deactivate' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'No selected people left' })).toBeVisible()
  await page.getByRole('link', { name: 'Back to the list' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible()
  await expect(page.getByText('1 selected')).toBeHidden()
})

test.describe('Without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the list works, and a selection leads to the consequences', async ({ page, company, signIn }) => {
    const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
    for (const name of ['Grace Hopper', 'Grace Kelly', 'Grace Slick']) await company.user({ name })
    await signIn(ada)
    await page.goto(`/${company.slug}/users?q=grace`)
    await page.getByRole('checkbox', { name: 'Select Grace Hopper' }).check()
    await page.getByRole('checkbox', { name: 'Select Grace Slick' }).check()
    await page.getByRole('button', { name: 'Deactivate' }).click()
    await expect(page.getByRole('main')).toContainText('2 people will be deactivated')
    await expect(page.getByRole('main')).not.toContainText('Grace Kelly')
  })
})
