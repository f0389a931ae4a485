import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { seriousViolations } from './support/accessibility'
import { expect, test } from './support/test'

/** Takes a list along, as most people do or in another format, and waits for the file. */
async function exported(page: Page, format: 'CSV' | 'JSON Lines') {
  if (format !== 'CSV') await page.getByRole('button', { name: 'More formats' }).click()
  const name = format === 'CSV' ? 'Export as CSV' : format
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()])
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
}

const today = () => new Date().toISOString().slice(0, 10)

test('The people of a filter are a file after one click, and the audit log says who took it', async ({
  page,
  company,
  signIn,
}) => {
  const sales = await company.group({ name: 'Sales' })
  await company.user({ name: 'Zoë Zimmer', groups: [sales] })
  await company.user({ name: '=Formula Zimmer' })
  await company.user({ name: 'Bob Builder' })
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/users?q=zimmer`)
  const { name, text } = await exported(page, 'CSV')
  expect(name).toBe(`${company.slug}-users-${today()}.csv`)
  const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[]
  expect(rows.map(row => [row.Name, row.Groups])).toEqual([
    ["'=Formula Zimmer", ''],
    ['Zoë Zimmer', 'Sales'],
  ])
  // The page stays what it was.
  await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible()

  const lines = await exported(page, 'JSON Lines')
  expect(lines.name).toBe(`${company.slug}-users-${today()}.jsonl`)
  expect(
    lines.text
      .trim()
      .split('\n')
      .map(line => (JSON.parse(line) as { name: string }).name),
  ).toEqual(['=Formula Zimmer', 'Zoë Zimmer'])

  await page.goto(`/${company.slug}/audit-log?event=list.exported`)
  await expect(page.getByText('exported the list of users (search “z…”) as CSV, 2 rows.')).toBeVisible()
})

test('Every list has its file, for a phone too', async ({ page, company, signIn }) => {
  const group = await company.group({ name: 'Sales', grants: ['staging:deploy'] })
  const [deploy = ''] = await company.permissionIds(['staging:deploy'])
  await company.user({ name: 'Zoë', groups: [group] })
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  await signIn(ada)
  await page.setViewportSize({ width: 390, height: 800 })
  const lists = {
    'audit-log': 'Time,Event,What happened,',
    groups: 'Name,Slug,Description,',
    [`groups/${group.id}`]: 'Name,Email,Title,',
    permissions: 'Permission,Resource,Action,',
    invitations: 'Email,Name,Status,',
    [`permissions/${deploy}`]: 'Name,Email,Title,Status,Through,',
    'settings/mail': 'To,Name,Email,',
    [`users/${ada.id}`]: 'Device,IP address,Signed in,',
    profile: 'Device,IP address,Signed in,',
  }
  for (const [path, begins] of Object.entries(lists)) {
    await page.goto(`/${company.slug}/${path}`)
    const { text } = await exported(page, 'CSV')
    expect(text.slice(1, 1 + begins.length)).toBe(begins)
  }
  await page.getByRole('button', { name: 'More formats' }).click()
  await expect(page.getByRole('link', { name: 'JSON Lines, for programs' })).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])
})

test('The buttons above a list stand in one row on a phone, and the formats are reached by keyboard', async ({
  page,
  company,
  signIn,
}) => {
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/${company.slug}/users`)
  const csv = page.getByRole('link', { name: 'Export as CSV' })
  const more = page.getByRole('button', { name: 'More formats' })
  const others = ['Import', 'Invite people'].map(name => page.getByRole('main').getByRole('link', { name }))
  const boxes = await Promise.all([csv, more, ...others].map(each => each.boundingBox()))
  expect(new Set(boxes.map(box => box!.y)).size).toBe(1)
  expect(Math.max(...boxes.map(box => box!.x + box!.width))).toBeLessThanOrEqual(390)

  await csv.focus()
  await page.keyboard.press('Tab')
  await expect(more).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'JSON Lines, for programs' })).toBeFocused()
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  expect(download.suggestedFilename()).toMatch(/\.jsonl$/)
})

test('A file that may not be had is a sentence', async ({ page, company, signIn }) => {
  await signIn(await company.user({ name: 'Eve', can: ['groups:read'] }))
  const response = await page.goto(`/${company.slug}/users/export`)
  expect(response?.status()).toBe(403)
  await expect(page.locator('body')).toContainText('permission')
})
