import { chooseAct } from './support/person'
import { expect, test } from './support/test'

test('A helper is offered nothing that would take from an administrator, and reads why and whom to ask', async ({
  page,
  company,
  signIn,
}) => {
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  const bob = await company.user({ name: 'Bob', can: ['staging:deploy'] })
  await signIn(
    await company.user({ name: 'Hana', can: ['users:*', 'groups:*', 'permissions:*', 'settings:*', 'audit:*'] }),
  )
  const main = page.getByRole('main')

  await page.goto(`/${company.slug}/users/${ada.id}`)
  await expect(
    main.getByRole('note').filter({
      hasText: 'You cannot change somebody who has permissions you do not have: *:*. Ada can help.',
    }),
  ).toBeVisible()
  await expect(main.getByRole('link', { name: 'Edit', exact: true })).toHaveCount(0)
  await expect(main.getByRole('button', { name: 'More actions' })).toHaveCount(0)
  await page.goto(`/${company.slug}/users/${ada.id}/deactivate`)
  await expect(main).toContainText('You cannot deactivate Ada')
  await expect(main.getByRole('button', { name: 'Deactivate' })).toHaveCount(0)

  await page.goto(`/${company.slug}/groups/${company.administrators.id}`)
  await expect(
    main.getByRole('note').filter({
      hasText: 'You cannot change or delete a group that grants permissions you do not have: *:*. Ada can help.',
    }),
  ).toBeVisible()
  for (const name of ['Edit', 'Delete', 'Change permissions'])
    await expect(main.getByRole('link', { name, exact: true })).toHaveCount(0)
  await expect(main.getByRole('button', { name: 'Remove' })).toHaveCount(0)
  for (const [act, why] of [
    ['edit', 'Ada can help.'],
    ['permissions', 'Ada can help.'],
    ['delete', 'Administrators cannot be deleted'],
  ]) {
    await page.goto(`/${company.slug}/groups/${company.administrators.id}/${act}`)
    await expect(main.getByRole('note').filter({ hasText: why! })).toBeVisible()
    await expect(main.getByRole('button', { name: /Save|Delete/ })).toHaveCount(0)
  }

  await page.goto(`/${company.slug}/users/bulk?act=deactivate&people=${ada.id},${bob.id}`)
  await expect(main).toContainText('1 person will be deactivated')
  await expect(main).toContainText('1 person is in groups that grant permissions you do not have. Ada can help.')
  await page.getByRole('link', { name: 'Skipped 1' }).click()
  await expect(page.getByRole('table', { name: 'Skipped' }).getByRole('link', { name: 'Ada' })).toBeVisible()

  await page.goto(`/${company.slug}/users/${bob.id}`)
  await expect(
    main.getByRole('note').filter({
      hasText: 'You cannot reset the sign-in of somebody who has permissions you do not have: staging:deploy.',
    }),
  ).toBeVisible()
  await chooseAct(page, 'Deactivate')
  await page.getByRole('button', { name: 'Deactivate' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Offboarding receipt')
})

test('A helper changes the description of a permission whose key is not theirs to change', async ({
  page,
  company,
  signIn,
}) => {
  await company.user({ name: 'Ada', groups: [company.administrators] })
  await company.group({ name: 'Operations', grants: ['staging:deploy'] })
  const [staging] = await company.permissionIds(['staging:deploy'])
  await signIn(await company.user({ name: 'Hana', can: ['permissions:*'] }))
  await page.goto(`/${company.slug}/permissions/${staging}`)
  const main = page.getByRole('main')
  await expect(
    main.getByRole('note').filter({
      hasText:
        'You cannot rename a permission of groups that grant permissions you do not have: staging:deploy. Ada can help.',
    }),
  ).toBeVisible()
  for (const name of ['Resource', 'Action']) await expect(main.getByLabel(name)).not.toBeEditable()
  await main.getByLabel('Description').fill('Deploys to staging.')
  await main.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'The permission was saved.' })).toBeVisible()
})

test('That Administrators cannot be deleted is said before anybody tries', async ({ page, company, signIn }) => {
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/groups/${company.administrators.id}`)
  await page.getByRole('link', { name: 'Delete' }).click()
  const main = page.getByRole('main')
  await expect(main.getByRole('note').filter({ hasText: 'Administrators cannot be deleted' })).toBeVisible()
  await expect(main.getByRole('note').filter({ hasText: 'without an active administrator' })).toBeVisible()
  await expect(main.getByRole('button', { name: 'Delete permanently' })).toHaveCount(0)
})

test('Who invites into a group that has grown meanwhile reads what it grants now, and may then go on', async ({
  page,
  company,
  signIn,
}) => {
  const marketing = await company.group({ name: 'Marketing', grants: ['campaigns:manage'] })
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/users/invite`)
  await page.getByLabel('Email addresses').fill('nadia@example.com')
  await page.getByRole('option', { name: /Marketing/ }).click()
  await company.grow(marketing, ['vault:open'])
  await page.getByRole('button', { name: 'Send invitations' }).click()
  await expect(
    page.getByRole('alert').filter({ hasText: 'Marketing now grants more than when you reviewed it: vault:open.' }),
  ).toBeVisible()
  await expect(page.getByText('Grants campaigns:manage, vault:open.')).toBeVisible()
  await page.getByRole('button', { name: 'Send invitations' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Invitations' })).toBeVisible()
})
