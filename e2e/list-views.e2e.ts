import { expect, test } from './support/test'

for (const [list, name, column] of [
  ['groups', 'Groups', 'Slug'],
  ['invitations', 'Invitations', 'Invited by'],
  ['users', 'Users', 'Last sign-in'],
  ['settings/mail', 'Emails, newest first', 'Queued'],
  ['users/import', 'Recent imports', 'Rows'],
] as const)
  test(`Whoever chooses columns of /${list} sees them and no others, until they go back`, async ({
    page,
    company,
    signIn,
  }) => {
    await company.group({ name: 'Sales' })
    const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
    await company.invitation({ by: ada })
    await company.delayedMail(ada)
    await company.importOf({ by: ada })
    await signIn(ada)
    await page.goto(`/${company.slug}/${list}`)
    const table = page.getByRole('table', { name, exact: true })
    const header = table.getByRole('columnheader', { name: column })
    await expect(header).toBeVisible()
    await page.getByRole('button', { name: 'Columns', exact: true }).click()
    await page.getByRole('checkbox', { name: column }).uncheck()
    await page.getByRole('button', { name: 'Save columns' }).click()
    await expect(header).toHaveCount(0)
    await page.reload()
    await expect(table).toBeVisible()
    await expect(header).toHaveCount(0)
    await page.getByRole('button', { name: 'Columns', exact: true }).click()
    await page.getByRole('button', { name: 'Reset columns' }).click()
    await expect(header).toBeVisible()
  })

for (const [list, query] of [
  ['groups', 'members=none'],
  ['permissions', 'holders=one'],
  ['audit-log', 'outcome=refused'],
  ['invitations', 'status=expired'],
  ['settings/mail', 'state=failed'],
] as const)
  test(`What /${list} is narrowed to is saved as a view, found again, renamed and deleted`, async ({
    page,
    company,
    signIn,
  }) => {
    await company.group({ name: 'Sales' })
    const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
    await signIn(ada)
    await page.goto(`/${company.slug}/${list}?${query}`)
    await page.getByRole('button', { name: 'Views', exact: true }).click()
    const panel = page.getByRole('group', { name: 'Views', exact: true })
    await panel.getByRole('textbox').fill('For the morning')
    await page.keyboard.press('Enter')
    await expect(panel.getByRole('link', { name: 'For the morning' })).toHaveAttribute('aria-current', 'page')
    await panel.getByRole('button', { name: 'Rename For the morning' }).click()
    await panel.getByLabel('Name').fill('For the evening')
    await page.keyboard.press('Enter')
    await expect(panel.getByRole('link', { name: 'For the evening' })).toBeVisible()
    await page.goto(`/${company.slug}/${list}`)
    await page.getByRole('button', { name: 'Views', exact: true }).click()
    await panel.getByRole('link', { name: 'For the evening' }).click()
    await expect(page).toHaveURL(new RegExp(query))
    await page.getByRole('button', { name: 'Views', exact: true }).click()
    await panel.getByRole('button', { name: 'Delete For the evening' }).click()
    await expect(panel.getByRole('link')).toHaveCount(0)
  })

test('On a phone the views of a list stand within the window', async ({ page, company, signIn }) => {
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.setViewportSize({ width: 390, height: 800 })
  for (const list of ['groups', 'permissions', 'settings/mail', 'invitations']) {
    await page.goto(`/${company.slug}/${list}`)
    await page.getByRole('button', { name: 'Views', exact: true }).click()
    const panel = page.getByRole('group', { name: 'Views', exact: true })
    await expect(panel.getByRole('textbox')).toBeVisible()
    const { x, width } = (await panel.boundingBox())!
    expect([list, x >= 8, x + width <= 382]).toEqual([list, true, true])
  }
})

test('On a phone what is left of a row takes the place of what was left out', async ({ page, company, signIn }) => {
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  await company.delayedMail(ada)
  await signIn(ada)
  await page.goto(`/${company.slug}/settings/mail`)
  await page.getByRole('button', { name: 'Columns', exact: true }).click()
  await page.getByRole('checkbox', { name: 'Email' }).uncheck()
  await page.getByRole('button', { name: 'Save columns' }).click()
  const table = page.getByRole('table', { name: 'Emails, newest first' })
  await expect(table.getByRole('columnheader', { name: 'Email' })).toHaveCount(0)
  await page.setViewportSize({ width: 390, height: 800 })
  const [name, queued] = [table.getByRole('rowheader').first(), table.getByRole('cell', { name: /now|ago/ }).first()]
  expect((await queued.boundingBox())!.x).toBe((await name.boundingBox())!.x)
})

test('Whoever hides what is said of permissions gets them without it, and their names stay', async ({
  page,
  company,
  signIn,
}) => {
  await company.permissionIds(['staging:deploy'])
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  const address = `/${company.slug}/permissions`
  await page.goto(address)
  const key = page.getByRole('main').getByText('users:read', { exact: true })
  await expect(key).toBeVisible()
  await page.getByRole('button', { name: 'Columns', exact: true }).click()
  for (const column of ['Key', 'Groups', 'What it allows']) await page.getByRole('checkbox', { name: column }).uncheck()
  await page.getByRole('button', { name: 'Save columns' }).click()
  await expect(key).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('link', { name: 'Full access' })).toBeVisible()
  // Nobody described it, so its key is what it is called.
  await expect(page.getByRole('link', { name: 'staging:deploy' })).toBeVisible()
  await expect(key).toHaveCount(0)
  const sent = await (await page.request.get(address)).text()
  for (const hidden of ['What it allows', 'No group', '>users:read<']) expect(sent).not.toContain(hidden)
  await page.getByRole('button', { name: 'Columns', exact: true }).click()
  await page.getByRole('button', { name: 'Reset columns' }).click()
  await expect(key).toBeVisible()
})
