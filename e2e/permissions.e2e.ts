import { expect, test } from './support/test'

test('A permission that only full access gives says so, in the catalogue and on its page', async ({
  page,
  company,
  signIn,
}) => {
  await signIn(await company.user({ groups: [company.administrators] }))
  await page.goto(`/${company.slug}/permissions`)
  await expect(
    page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'users:delete' }) }),
  ).toContainText('Only through *:*')
  await page.getByRole('link', { name: 'users:delete' }).click()
  await expect(page.getByText('1 person has it through this group.')).toBeVisible()
  await expect(
    page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'Administrators' }) }),
  ).toContainText('through *:*')
})

test('Deleting a permission counts those who have it through nothing else', async ({ page, company, signIn }) => {
  const [deploy = ''] = await company.permissionIds(['staging:deploy'])
  const deployers = await company.group({ name: 'Deployers', grants: ['staging:deploy'] })
  await company.user({ groups: [deployers] })
  await signIn(await company.user({ groups: [company.administrators, deployers] }))
  await page.goto(`/${company.slug}/permissions/${deploy}`)
  await page.getByRole('button', { name: 'Delete permission' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('1 group grants it: 1 person loses it immediately.')
  await dialog.getByRole('textbox').fill('staging:deploy')
  await dialog.getByRole('button', { name: 'Delete permission' }).click()
  await expect(page).toHaveURL(`/${company.slug}/permissions`)
  await expect(page.getByRole('link', { name: 'staging:deploy' })).toHaveCount(0)
})
