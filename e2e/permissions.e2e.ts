import { readFileSync } from 'node:fs'
import { seriousViolations } from './support/accessibility'
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

for (const [width, height] of [
  [1280, 800],
  [390, 844],
] as const)
  test(`Who has a permission is seen at once at ${width} × ${height}, however many groups grant it`, async ({
    page,
    company,
    signIn,
  }) => {
    const [deploy = ''] = await company.permissionIds(['staging:deploy'])
    const groups = []
    for (let n = 10; n < 70; n++) groups.push(await company.group({ name: `Team ${n}`, grants: ['staging:deploy'] }))
    await company.user({ name: 'Aaron First', groups: groups.slice(0, 2) })
    await signIn(await company.user({ name: 'Zoe', groups: [company.administrators] }))
    await page.setViewportSize({ width, height })
    await page.goto(`/${company.slug}/permissions/${deploy}`)
    await expect(page.getByRole('link', { name: 'Aaron First' })).toBeInViewport({ ratio: 1 })

    const main = page.getByRole('main')
    const granted = main.getByRole('listitem').filter({ has: page.getByRole('link', { name: /^(Team|Admin)/ }) })
    await expect(granted).toHaveCount(10)
    await page.getByText('Show all 61 groups').click()
    await expect(granted).toHaveCount(61)
    await expect(page.getByText('Show the first 10 only')).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    expect(await seriousViolations(page)).toEqual([])
  })

test('Whoever asks whether somebody has a permission looks for them among those who have it', async ({
  page,
  company,
  signIn,
}) => {
  const [deploy = ''] = await company.permissionIds(['staging:deploy'])
  const groups = [await company.group({ name: 'Deployers', grants: ['staging:deploy'] })]
  for (let n = 10; n < 40; n++) await company.user({ name: `Person ${n}`, title: 'Writer', groups })
  await company.user({ name: 'Grace Hopper', title: 'Rear Admiral', groups })
  await company.user({ name: 'Grace Elsewhere', title: 'Writer' })
  await signIn(await company.user({ name: 'Ada', title: 'Boss', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/permissions/${deploy}`)
  await expect(page.getByText('25 of 32')).toBeVisible()

  await page.getByRole('searchbox').fill('grace')
  await expect(page).toHaveURL(/\?q=grace$/)
  await expect(page.getByRole('status').filter({ hasText: '1 found' })).toBeAttached()
  await expect(page.getByRole('link', { name: 'Grace Hopper' })).toBeVisible()
  await expect(page.getByRole('link', { name: /^(Person|Grace Elsewhere)/ })).toHaveCount(0)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export as CSV' }).click(),
  ])
  expect(
    readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\n'),
  ).toHaveLength(2)

  await page.getByRole('searchbox').fill('writer')
  await expect(page.getByText('25 of 30')).toBeVisible()
  await page.getByRole('link', { name: 'Next' }).click()
  await expect(page.getByText('5 of 30')).toBeVisible()
  await expect(page).toHaveURL(/q=writer.*cursor=/)

  await page.getByRole('searchbox').fill('elsewhere')
  await expect(page.getByText('No users match')).toBeVisible()
  await page.getByRole('link', { name: 'Clear search' }).click()
  await expect(page.getByText('25 of 32')).toBeVisible()
  await expect(page.getByRole('searchbox')).toHaveValue('')
})
