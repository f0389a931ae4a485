import { chooseAct } from './support/person'
import { expect, test } from './support/test'

test('An administrator finds a person by name, status and group, and the address keeps it', async ({
  page,
  company,
  signIn,
}) => {
  const finance = await company.group({ name: 'Finance' })
  const ada = await company.user({ name: 'Ada Lovelace', email: 'ada@example.com', groups: [company.administrators] })
  await company.user({ name: 'Grace Hopper', email: 'hopper@example.com', groups: [finance] })
  await company.user({ name: 'Grace Kelly', email: 'kelly@example.com', status: 'inactive', groups: [finance] })
  await signIn(ada)
  await page.goto(`/${company.slug}/users`)
  const rows = page.getByRole('table', { name: 'Users' }).getByRole('rowheader')
  await expect(rows).toHaveCount(3)
  await page.getByRole('searchbox').fill('grace')
  await page.getByRole('searchbox').press('Enter')
  await expect(rows).toHaveCount(2)
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByLabel('Status').selectOption('inactive')
  await expect(rows).toHaveText([/Grace Kelly/])
  await page.reload()
  await expect(rows).toHaveText([/Grace Kelly/])
  expect(new URL(page.url()).searchParams.get('q')).toBe('grace')
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(rows).toHaveCount(3)
})

test('A list of many pages goes forth and back', async ({ page, company, signIn }) => {
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  for (let n = 10; n < 40; n++) await company.user({ name: `Person ${n}` })
  await signIn(ada)
  await page.goto(`/${company.slug}/users`)
  const rows = page.getByRole('table', { name: 'Users' }).getByRole('rowheader')
  await expect(rows).toHaveCount(25)
  await page.getByRole('link', { name: 'Next' }).click()
  await expect(rows).toHaveCount(6)
  await expect(rows.last()).toContainText('Person 39')
  await page.getByRole('link', { name: 'Previous' }).click()
  await expect(rows.first()).toContainText('Ada')
})

test('A person changes groups, is deactivated, comes back, and is deleted in the end', async ({
  page,
  company,
  signIn,
}) => {
  const viewers = await company.group({ name: 'Viewers', grants: ['users:read'] })
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  const bob = await company.user({ name: 'Bob' })
  await company.session(bob)
  await signIn(ada)
  await page.goto(`/${company.slug}/users/${bob.id}`)

  await page.getByRole('button', { name: 'Change groups' }).click()
  await page.getByRole('dialog').getByRole('option', { name: viewers.name }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save groups' }).click()
  await expect(page.getByText('users:read')).toBeVisible()

  const deactivate = async () => {
    await chooseAct(page, 'Deactivate')
    await expect(page.getByRole('main')).toContainText('signed out everywhere immediately')
    await page.getByRole('button', { name: 'Deactivate' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Offboarding receipt of Bob' })).toBeVisible()
    await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Bob' }).click()
  }
  await deactivate()
  await page.getByRole('button', { name: 'Reactivate' }).click()
  await expect(page.getByRole('dialog')).toContainText('Viewers')
  await page.getByRole('dialog').getByRole('button', { name: 'Reactivate' }).click()
  await deactivate()

  await chooseAct(page, 'Delete')
  const forGood = page.getByRole('dialog').getByRole('button', { name: 'Delete permanently' })
  await expect(forGood).toBeDisabled()
  await page.getByRole('dialog').getByRole('textbox').fill(bob.email)
  await forGood.click()
  await expect(page).toHaveURL(`/${company.slug}/users`)
  await expect(page.getByRole('table', { name: 'Users' })).not.toContainText('Bob')

  await page.goto(`/${company.slug}/audit-log?kind=change`)
  const main = page.getByRole('main')
  for (const sentence of [
    'Ada added a deleted user to the group Viewers.',
    'Ada deactivated a deleted user',
    'Ada reactivated a deleted user',
    'Ada deleted a user',
  ]) {
    await expect(main).toContainText(sentence)
  }
  await expect(main).not.toContainText('Bob')
})

test('Who may only read sees no action, and nobody can act on themselves', async ({ page, company, signIn }) => {
  const reader = await company.user({ name: 'Rea', can: ['users:read'] })
  const other = await company.user({ name: 'Otto' })
  await signIn(reader)
  await page.goto(`/${company.slug}/users/${other.id}`)
  await expect(page.getByRole('heading', { level: 1, name: 'Otto' })).toBeVisible()
  for (const name of ['Edit', 'Change groups', 'More actions']) {
    await expect(
      page.getByRole('main').getByRole('button', { name }).or(page.getByRole('main').getByRole('link', { name })),
    ).toHaveCount(0)
  }
  await page.goto(`/${company.slug}/users`)
  await expect(page.getByRole('checkbox')).toHaveCount(0)
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  await signIn(ada)
  await page.goto(`/${company.slug}/users/${ada.id}`)
  await expect(page.getByRole('heading', { level: 1, name: 'Ada' })).toBeVisible()
  await expect(page.getByRole('main').getByRole('button', { name: 'More actions' })).toHaveCount(0)
  await page.goto(`/${company.slug}/users/${ada.id}/deactivate`)
  await expect(page.getByRole('main')).toContainText('You cannot deactivate yourself')
  await expect(page.getByRole('button', { name: 'Deactivate' })).toHaveCount(0)
})

test('A person is shown with the acts that each permission opens, and no others', async ({ page, company, signIn }) => {
  const otto = await company.user({ name: 'Otto' })
  await company.session(otto)
  await company.secondFactor(otto)
  const opens: [string, string[]][] = [
    ['users:update', ['Edit']],
    ['users:deactivate', ['Deactivate']],
    ['users:end-sessions', ['Sign out everywhere']],
    ['users:manage-credentials', ['Send a password reset link', 'Reset two-factor authentication']],
    [
      'users:*',
      ['Edit', 'Deactivate', 'Sign out everywhere', 'Send a password reset link', 'Reset two-factor authentication'],
    ],
  ]
  const all = opens.at(-1)![1]
  const main = page.getByRole('main')
  for (const [key, offered] of opens) {
    await signIn(await company.user({ can: ['users:read', key] }))
    await page.goto(`/${company.slug}/users/${otto.id}`)
    await expect(page.getByRole('heading', { level: 1, name: 'Otto' })).toBeVisible()
    for (const name of all) {
      const [button, link] = (['button', 'link'] as const).map(role =>
        main.getByRole(role, { name, exact: true, includeHidden: true }),
      )
      const act = button!.or(link!)
      await expect(act, `${name} for ${key}`).toHaveCount(offered.includes(name) ? 1 : 0)
    }
  }
})

test('Who may import and nothing else is led to it', async ({ page, company, signIn }) => {
  await signIn(await company.user({ can: ['users:import'] }))
  await page.goto(`/${company.slug}`)
  const links = page.getByRole('navigation', { name: 'Main' }).getByRole('link')
  await expect(links).toHaveText(['Dashboard', 'My access', 'Import'])
  await links.filter({ hasText: 'Import' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Import people' })).toBeVisible()
})

test('The refusal to remove the last administrator is a sentence in the dialog, and nothing changes', async ({
  page,
  company,
  signIn,
}) => {
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  await signIn(ada)
  await page.goto(`/${company.slug}/users/${ada.id}`)
  await page.getByRole('button', { name: 'Change groups' }).click()
  await page.getByRole('dialog').getByRole('option', { name: 'Administrators' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save groups' }).click()
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('without an active administrator')
  await page.goto(`/${company.slug}/access`)
  await expect(page.getByRole('main')).toContainText('*:*')
})

test('A group to filter by is found by typing, with the keyboard alone', async ({ page, company, signIn }) => {
  const ada = await company.user({ name: 'Ada Lovelace', groups: [company.administrators] })
  const finance = await company.group({ name: 'Finance' })
  for (let n = 0; n < 60; n++) await company.group({ name: `Team ${n}` })
  await company.user({ name: 'Grace Hopper', groups: [finance] })
  await signIn(ada)
  await page.goto(`/${company.slug}/users`)
  const group = page.getByRole('combobox', { name: 'Group' })
  const list = page.getByRole('listbox', { name: 'Group' })
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await group.focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('option', { name: 'Without a group' })).toBeVisible()
  await expect(page.getByText('The first 50. Type to find others.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(list).toHaveCount(0)
  await page.keyboard.type('nobody')
  await expect(page.getByText('No matches.')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('ArrowDown')
  await expect(list.getByRole('option', { name: 'Administrators' })).toBeVisible()
  await page.keyboard.press('Escape')
  // Nothing is chosen before the answer to what was typed is there.
  await page.keyboard.type('fin')
  await page.keyboard.press('Enter')
  await expect(list.getByRole('option')).toHaveText(['Finance'])
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/${company.slug}/users?group=${finance.id}`)
  await expect(page.getByRole('link', { name: 'Grace Hopper' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Ada Lovelace' })).toHaveCount(0)
  const chip = page.getByRole('button', { name: 'Group: Finance' })
  await chip.click()
  await expect(group).toHaveValue('Finance')

  await group.click()
  await page.getByRole('option', { name: 'Any group' }).click()
  await expect(page).toHaveURL(`/${company.slug}/users`)
  await expect(page.getByRole('link', { name: 'Ada Lovelace' })).toBeVisible()
  await page.goBack()
  await expect(chip).toBeVisible()
})

test('A list of groups that cannot be loaded says so, and is loaded when it is opened again', async ({
  page,
  company,
  signIn,
}) => {
  await signIn(await company.user({ groups: [company.administrators] }))
  await page.goto(`/${company.slug}/users`)
  await page.route('**/api/v1/groups/options', route => route.abort())
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('combobox', { name: 'Group' }).click()
  await expect(page.getByText('The list could not be loaded.', { exact: false })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.unroute('**/api/v1/groups/options')
  await page.getByRole('combobox', { name: 'Group' }).click()
  await expect(page.getByRole('option', { name: 'Administrators' })).toBeVisible()
})
