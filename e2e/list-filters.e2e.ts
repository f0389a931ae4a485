import { readFile } from 'node:fs/promises'
import { eq } from 'drizzle-orm'
import { groups } from '@/db/schema'
import { inCompany } from '@/db/scope'
import type { MadeCompany } from '@/testing/factories'
import { seriousViolations } from './support/accessibility'
import { expect, test } from './support/test'

const set = (company: MadeCompany, id: string, values: Partial<typeof groups.$inferInsert>) =>
  inCompany(company.id, ({ tx }) => tx.update(groups).set(values).where(eq(groups.id, id)))

test('Groups are narrowed by chips and sorted by their headers, and the address, the file and a view keep both', async ({
  page,
  company,
  signIn,
}) => {
  const clerks = await company.group({ name: 'Clerks', grants: ['ledger:post'] })
  const bosses = await company.group({ name: 'Bosses', grants: ['ledger:*'] })
  await company.group({ name: 'Drivers' })
  await set(company, clerks.id, { createdAt: new Date('2026-01-01') })
  await set(company, bosses.id, { createdAt: new Date('2026-01-02'), requiresSecondFactor: true })
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/groups`)
  const table = page.getByRole('table', { name: 'Groups' })
  const rows = table.getByRole('rowheader')
  const filter = page.getByRole('button', { name: 'Filter', exact: true })
  await expect(rows).toHaveText(['Administrators', 'Bosses', 'Clerks', 'Drivers'])

  await filter.click()
  await page.getByRole('combobox', { name: 'Grants' }).fill('ledger:p')
  await page.getByRole('option', { name: 'ledger:post' }).click()
  await expect(rows).toHaveText(['Administrators', 'Bosses', 'Clerks'])
  await expect(page.getByRole('search').getByRole('status').last()).toHaveText('3 found')
  await table.getByRole('link', { name: 'Created' }).click()
  await expect(rows).toHaveText(['Administrators', 'Bosses', 'Clerks'])
  await expect(table.getByRole('columnheader', { name: 'Created' })).toHaveAttribute('aria-sort', 'descending')
  await table.getByRole('link', { name: 'Created' }).click()
  await expect(rows).toHaveText(['Clerks', 'Bosses', 'Administrators'])
  await expect(page).toHaveURL(/grants=ledger%3Apost/)
  await expect(page).toHaveURL(/sort=created/)

  await page.getByRole('button', { name: 'Views', exact: true }).click()
  await page.getByRole('group', { name: 'Views', exact: true }).getByRole('textbox').fill('Ledger')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'Ledger', exact: true })).toHaveAttribute('aria-current', 'page')
  await page.keyboard.press('Escape')
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export as CSV' }).click()
  const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\r\n')
  expect(lines.slice(1).map(line => line.split(',')[0])).toEqual(['Clerks', 'Bosses', 'Administrators'])

  await filter.click()
  await page.getByRole('combobox', { name: 'Two-factor authentication' }).selectOption('Required')
  await expect(rows).toHaveText(['Bosses'])
  expect(await seriousViolations(page)).toEqual([])
  await page.getByRole('link', { name: 'Remove the filter: Grants' }).click()
  await expect(page.getByRole('button', { name: 'Grants: ledger:post' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Two-factor authentication: Required' }).click()
  await page.getByRole('combobox', { name: 'Two-factor authentication' }).selectOption('Not required')
  await expect(rows).toHaveText(['Clerks', 'Administrators', 'Drivers'])
  await filter.click()
  await page.getByRole('combobox', { name: 'Members' }).selectOption('No members')
  await expect(rows).toHaveText(['Clerks', 'Drivers'])
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(rows).toHaveText(['Clerks', 'Bosses', 'Administrators', 'Drivers'])
  await expect(page).toHaveURL(`/${company.slug}/groups?sort=created`)
})

test('Who sees no people types the permission that groups grant', async ({ page, company, signIn }) => {
  await company.group({ name: 'Clerks', grants: ['ledger:post'] })
  await company.group({ name: 'Drivers' })
  await signIn(await company.user({ name: 'Ada', can: ['groups:read'] }))
  await page.goto(`/${company.slug}/groups`)
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('textbox', { name: 'Grants' }).fill('ledger:post')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('table', { name: 'Groups' }).getByRole('rowheader')).toHaveText([
    'Administrators',
    'Clerks',
  ])
  await expect(page.getByRole('button', { name: 'Grants: ledger:post' })).toBeVisible()
})

test('Permissions are narrowed by kind, by resource and by who holds them', async ({ page, company, signIn }) => {
  const clerks = await company.group({ name: 'Clerks', grants: ['ledger:post'] })
  await company.permissionIds(['ledger:read', 'cars:drive'])
  await company.user({ groups: [clerks] })
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/permissions`)
  const filter = page.getByRole('button', { name: 'Filter', exact: true })
  const choose = async (label: string, option: string) => {
    await filter.click()
    await page.getByRole('combobox', { name: label }).selectOption(option)
  }
  const shows = (key: string) => page.getByRole('main').getByText(key, { exact: true })
  await expect(shows('users:read')).toBeVisible()
  await choose('Kind', 'Custom')
  await expect(shows('users:read')).toHaveCount(0)
  await expect(shows('cars:drive')).toBeVisible()
  await choose('Resource', 'ledger')
  await expect(shows('cars:drive')).toHaveCount(0)
  await expect(page.getByRole('search').getByRole('status').last()).toHaveText('2 found')
  await choose('Held by', 'Nobody, not counting full access')
  await expect(shows('ledger:post')).toHaveCount(0)
  await expect(shows('ledger:read')).toBeVisible()
  await expect(page).toHaveURL(/kind=custom/)
  await expect(page).toHaveURL(/resource=ledger/)
  expect(await seriousViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Held by: Nobody, not counting full access' }).click()
  await page.getByRole('combobox', { name: 'Held by' }).selectOption('One person, not counting full access')
  await expect(shows('ledger:read')).toHaveCount(0)
  await expect(shows('ledger:post')).toBeVisible()
  await page.getByRole('link', { name: 'Remove the filter: Kind' }).click()
  await page.getByRole('button', { name: 'Resource: ledger' }).click()
  await page.getByRole('combobox', { name: 'Resource' }).selectOption('Users')
  await expect(page.getByText('No permissions match')).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'Clear filters' }).first().click()
  await expect(shows('cars:drive')).toBeVisible()
})

test.describe('On a wide screen', () => {
  test.use({ viewport: { width: 1920, height: 1000 } })

  test('the lists of groups, permissions, users and events take its width, and nothing is cut off', async ({
    page,
    company,
    signIn,
  }) => {
    await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
    for (const list of ['users', 'groups', 'permissions', 'audit-log']) {
      await page.goto(`/${company.slug}/${list}`)
      const { width } = (await page.locator('.page-body').boundingBox())!
      expect([list, width > 1500]).toEqual([list, true])
      for (const size of [1280, 820, 390]) {
        await page.setViewportSize({ width: size, height: 1000 })
        // A window that was just made narrower takes a moment.
        const widths = () =>
          page.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollWidth])
        await expect.poll(widths, `${list} at ${size}`).toEqual([size, size])
      }
      await page.setViewportSize({ width: 1920, height: 1000 })
    }
  })
})

test.describe('Without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('groups are narrowed and sorted by plain forms and links', async ({ page, company, signIn }) => {
    await company.group({ name: 'Clerks', grants: ['ledger:post'] })
    await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
    await page.goto(`/${company.slug}/groups`)
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page.getByLabel('Grants').fill('ledger:post')
    await page.getByRole('button', { name: 'Apply' }).click()
    const table = page.getByRole('table', { name: 'Groups' })
    await expect(table.getByRole('rowheader')).toHaveText(['Administrators', 'Clerks'])
    await table.getByRole('link', { name: 'Name' }).click()
    await expect(table.getByRole('rowheader')).toHaveText(['Clerks', 'Administrators'])
  })
})
