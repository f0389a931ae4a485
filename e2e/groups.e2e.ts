import type { Page } from '@playwright/test'
import { expect, test } from './support/test'

const posted = (page: Page) => page.waitForResponse(response => response.request().method() === 'POST')

test('A group is made, gets people and permissions, and is deleted with its consequences said', async ({
  page,
  company,
  signIn,
}) => {
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  await company.user({ name: 'Grace Hopper' })
  await signIn(ada)
  await page.goto(`/${company.slug}/groups/new`)
  await page.getByLabel('Name').fill('Finance & Co')
  await expect(page.getByLabel('Slug')).toHaveValue('finance-co')
  await page.getByRole('button', { name: 'Create group' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Finance & Co' })).toBeVisible()

  await page.getByRole('combobox', { name: 'People to add' }).fill('grace')
  await page.getByRole('option', { name: 'Grace Hopper' }).click()
  await page.getByRole('button', { name: 'Add to group' }).click()
  await expect(page.getByText('1 person')).toBeVisible()
  const grace = page.getByRole('listitem').filter({ hasText: 'Grace Hopper' })
  await expect(grace).toContainText(/Added \d+ \w+ \d{4} manually/)

  await page.getByRole('link', { name: 'Change permissions' }).click()
  const usersRead = page
    .getByRole('checkbox', { name: 'users:read', exact: true })
    .or(page.getByRole('checkbox', { name: /Users.*read/ }))
  await usersRead.check()
  await page.getByRole('button', { name: 'Save permissions' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Finance & Co' })).toBeVisible()
  await expect(page.getByText('users:read')).toBeVisible()

  await page.getByRole('link', { name: 'Delete' }).click()
  await expect(page.getByRole('main')).toContainText('Grace Hopper')
  await expect(page.getByRole('main')).toContainText('users:read')
  await page.getByRole('textbox').fill('Finance & Co')
  await page.getByRole('button', { name: 'Delete permanently' }).click()
  await expect(page).toHaveURL(`/${company.slug}/groups`)
  await expect(page.getByRole('main')).not.toContainText('Finance & Co')
})

test('With the keyboard alone several people join a group at once, and one leaves', async ({
  page,
  company,
  signIn,
}) => {
  const group = await company.group({ name: 'Finance' })
  for (const name of ['Grace One', 'Grace Two']) await company.user({ name })
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/groups/${group.id}`)
  const box = page.getByRole('combobox', { name: 'People to add' })
  await box.focus()
  await page.keyboard.type('nobody of that name')
  await expect(page.getByText('No person matches “nobody of that name”.')).toBeVisible()
  await page.keyboard.press('Escape')
  for (const name of ['Grace One', 'Grace Two']) {
    await page.keyboard.type(name.toLowerCase())
    await expect(page.getByRole('option')).toHaveCount(1)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: `Remove ${name}` })).toBeVisible()
  }
  await page.keyboard.press('Enter')
  await expect(page.getByText('2 people added to Finance.')).toBeVisible()
  await expect(page.getByText('2 people', { exact: true })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Chosen people' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Undone.')).toBeVisible()
  await expect(page.getByText('This group has no members')).toBeVisible()
  await box.fill('grace')
  for (const name of ['Grace One', 'Grace Two']) await page.getByRole('option', { name }).click()
  await page.getByRole('button', { name: 'Add to group' }).click()
  // The list of choices says "2 people", too, and has buttons of the same name.
  await expect(page.getByRole('listitem').filter({ hasText: /Added .* manually/ })).toHaveCount(2)
  await expect(page.getByRole('list', { name: 'Chosen people' })).toHaveCount(0)

  await page.getByRole('button', { name: 'Remove Grace One' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 person')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Remove Grace Two' })).toBeFocused()
})

test('A member of a large group is found by name, email address and title, and removed', async ({
  page,
  company,
  signIn,
}) => {
  const group = await company.group({ name: 'Finance' })
  for (let n = 10; n < 40; n++) await company.user({ name: `Person ${n}`, title: 'Writer', groups: [group] })
  await company.user({ name: 'Zoe Hopper', title: 'Rear Admiral', groups: [group] })
  await company.user({ name: 'Zoe Elsewhere' })
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/groups/${group.id}`)
  const search = page.getByRole('search', { name: 'Search members' }).getByRole('searchbox')
  const zoe = page.getByRole('listitem').filter({ hasText: 'Zoe Hopper' })
  await expect(zoe).toHaveCount(0)
  for (const typed of ['zoe', 'rear adm']) {
    await search.fill(typed)
    await expect(page.getByRole('status').filter({ hasText: '1 found' })).toBeAttached()
    await expect(zoe).toHaveCount(1)
  }
  await search.fill('writer')
  await page.getByRole('link', { name: 'Next' }).click()
  await expect(page.getByText('5 of 30')).toBeVisible()
  await expect(search).toHaveValue('writer')

  await search.fill('zoe')
  await expect(zoe).toHaveCount(1)
  await page.getByRole('button', { name: 'Remove Zoe Hopper' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('No users match')).toBeVisible()
  await page.getByRole('link', { name: 'Clear search' }).click()
  await expect(page.getByText('25 of 30')).toBeVisible()
  await expect(page).toHaveURL(`/${company.slug}/groups/${group.id}`)
})

test('Before it is saved the matrix says what changes, what a wildcard includes, and what reading is needed for', async ({
  page,
  company,
  signIn,
}) => {
  const group = await company.group({ name: 'Helpers', grants: ['staging:deploy'] })
  await company.user({ name: 'Grace', groups: [group] })
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/groups/${group.id}/permissions`)
  await page.getByRole('checkbox', { name: 'Users: update' }).check()
  const main = page.getByRole('main')
  await expect(main).toContainText(/1 person gains\s*users:update/)
  await page.getByRole('button', { name: 'Also grant users:read' }).click()
  await expect(main).toContainText(/1 person gains\s*users:read\s*users:update/)
  await expect(page.getByRole('button', { name: 'Also grant users:read' })).toHaveCount(0)
  await page.getByRole('checkbox', { name: /staging.*deploy/i }).uncheck()
  await expect(main).toContainText(/1 person loses, unless another group grants it,\s*staging:deploy/)

  await page.getByRole('checkbox', { name: 'Groups: every action' }).check()
  const included = page.getByRole('checkbox', { name: 'Groups: delete included' })
  await included.press('Space')
  await expect(included).not.toBeChecked()
  await page.getByRole('button', { name: 'Save permissions' }).click()
  await expect(page).toHaveURL(`/${company.slug}/groups/${group.id}`)
  for (const key of ['users:read', 'users:update', 'groups:*']) await expect(main).toContainText(key)
  await expect(main).not.toContainText('groups:delete')
})

test('What a change of permissions does is in sight with the button that saves it, on a phone too', async ({
  page,
  company,
  signIn,
}) => {
  const group = await company.group({ name: 'Helpers' })
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  const height = 700
  await page.setViewportSize({ width: 390, height })
  await page.goto(`/${company.slug}/groups/${group.id}/permissions`)
  const changes = page.getByRole('group', { name: 'Changes' })
  const save = page.getByRole('button', { name: 'Save permissions' })
  await expect(changes).toHaveCount(0)
  const update = page.getByRole('checkbox', { name: 'Users: update' })
  await update.focus()
  await update.press('Space')
  const offer = changes.getByRole('button', { name: 'Also grant users:read' })
  for (const part of [changes, offer, save, update]) await expect(part).toBeInViewport({ ratio: 1 })
  for (const name of ['Groups: update', 'Permissions: update', 'Settings: update'])
    await page.getByRole('checkbox', { name }).check()
  await expect(save).toBeInViewport({ ratio: 1 })
  const [above, below] = [await changes.boundingBox(), await save.boundingBox()]
  expect(below!.y + below!.height - above!.y).toBeLessThanOrEqual(height / 3)

  await changes.getByRole('button', { name: 'Also grant all of these' }).press('Enter')
  await expect(changes.getByRole('button')).toHaveCount(0)
  await expect(changes).toBeFocused()
  for (const name of ['Users: read', 'Settings: read'])
    await expect(page.getByRole('checkbox', { name, exact: true })).toBeChecked()
})

test('The matrix shows what a group grants, and revokes it', async ({ page, company, signIn }) => {
  const ada = await company.user({ groups: [company.administrators] })
  const group = await company.group({ name: 'Deployers', grants: ['staging:deploy', 'users:read'] })
  await signIn(ada)
  await page.goto(`/${company.slug}/groups/${group.id}/permissions`)
  const ticked = page.getByRole('checkbox', { checked: true })
  await expect(ticked).toHaveCount(2)
  await page.getByRole('checkbox', { name: /staging.*deploy/i }).uncheck()
  await page.getByRole('button', { name: 'Save permissions' }).click()
  // To go on at once would take back what is being sent.
  await expect(page).toHaveURL(`/${company.slug}/groups/${group.id}`)
  await page.goto(`/${company.slug}/groups/${group.id}/permissions`)
  await expect(ticked).toHaveCount(1)
})

for (const [what, name, slug, field] of [
  ['nothing', '', '', 'Name'],
  ['10,000 characters', 'x'.repeat(10_000), 'fine', 'Name'],
  ['<script> as a slug', 'Fine', '<script>alert(1)</script>', 'Slug'],
  ['SQL as a slug', 'Fine', "x'; drop table users; --", 'Slug'],
  ['emoji as a slug', 'Fine 🦄', '🦄🦄', 'Slug'],
  ['right-to-left letters as a slug', 'مجموعة', 'مجموعة', 'Slug'],
] as const) {
  test(`A new group with ${what} gets a sentence at the field and keeps what was typed`, async ({
    page,
    company,
    signIn,
  }) => {
    await signIn(await company.user({ can: ['groups:create'] }))
    await page.goto(`/${company.slug}/groups/new`)
    await page.getByLabel('Name').fill(name)
    await page.getByLabel('Slug').fill(slug)
    await page.getByRole('button', { name: 'Create group' }).click()
    await expect(page.getByLabel(field)).toHaveAttribute('aria-invalid', 'true')
    await expect(page.getByLabel(field)).toHaveAccessibleDescription(/\w/)
    await expect(page.getByLabel('Name')).toHaveValue(name)
    await expect(page.getByLabel('Slug')).toHaveValue(slug)
  })
}

test('A taken slug is refused by the server with a 4xx, at the field', async ({ page, company, signIn }) => {
  await company.group({ name: 'Finance', slug: 'finance' })
  await signIn(await company.user({ can: ['groups:create'] }))
  await page.goto(`/${company.slug}/groups/new`)
  await page.getByLabel('Name').fill('Other')
  await page.getByLabel('Slug').fill('finance')
  const answer = posted(page)
  await page.getByRole('button', { name: 'Create group' }).click()
  expect((await answer).status()).toBe(422)
  await expect(page.getByText('Another group has this slug.')).toBeVisible()
  await expect(page.getByLabel('Name')).toHaveValue('Other')
})

test('A name that is markup is shown as it is, everywhere', async ({ page, company, signIn }) => {
  const name = '<script>document.title="hacked"</script>'
  const group = await company.group({ name })
  const ada = await company.user({ name: '<img src=x onerror=alert(1)>', groups: [company.administrators] })
  await signIn(ada)
  for (const path of ['groups', `groups/${group.id}`, 'audit-log', '']) {
    await page.goto(`/${company.slug}/${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await page.title()).not.toBe('hacked')
  }
  await page.goto(`/${company.slug}/groups/${group.id}`)
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
})
