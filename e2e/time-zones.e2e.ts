import type { Page } from '@playwright/test'
import { sql } from 'drizzle-orm'
import { inCompany } from '../db/scope'
import { expect, test } from './support/test'

/** Whoever signs in at a page has seen that one, which tells where the browser is. */
const aPageEarlier = async (page: Page, { slug }: { slug: string }) => {
  await page.goto(`/${slug}/login`)
  await expect.poll(() => page.evaluate(() => document.cookie)).toContain('console.time-zone=')
}

test.describe('A browser in São Paulo', () => {
  test.use({ timezoneId: 'America/Sao_Paulo' })

  test('is shown its own clock, with UTC at hand', async ({ page, company, signIn }) => {
    const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
    const bob = await company.user({ name: 'Bob' })
    // Already the 15th in UTC, and still the 14th there.
    await inCompany(company.id, ({ tx }) =>
      tx.execute(sql`update users set created_at = '2026-03-15T01:30:00Z' where id = ${bob.id}`),
    )
    await signIn(ada)
    await aPageEarlier(page, company)
    await page.goto(`/${company.slug}/users?createdFrom=2026-03-14&createdTo=2026-03-14`)
    await expect(page.getByRole('link', { name: 'Bob' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Created: 14 Mar 2026 to 14 Mar 2026' })).toBeVisible()
    await page.getByRole('button', { name: 'Columns', exact: true }).click()
    await page.getByRole('checkbox', { name: 'Created' }).check()
    await page.getByRole('button', { name: 'Save columns' }).click()
    const created = page.getByText('14 Mar 2026', { exact: true })
    await expect(created).toHaveAttribute('title', '15 Mar 2026, 01:30:00 UTC')
    await page.goto(`/${company.slug}/users?createdFrom=2026-03-15&createdTo=2026-03-15`)
    await expect(page.getByText('No users match')).toBeVisible()
  })

  test('shows the audit log by its clock or in UTC, also what is opened and what is taken along', async ({
    page,
    company,
    signIn,
  }) => {
    const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
    await signIn(ada)
    await aPageEarlier(page, company)
    await page.goto(`/${company.slug}/profile`)
    await page.goto(`/${company.slug}/audit-log?reads=shown`)
    await expect(page.getByText('Times are in America/Sao Paulo.')).toBeVisible()
    const event = page.locator('.events details').first()
    await event.locator('summary').click()
    await expect(event.getByText('GMT-3')).toBeVisible()
    await page.getByRole('link', { name: 'Show in UTC' }).click()
    await expect(page.getByText('Times are in UTC.')).toBeVisible()
    await event.locator('summary').click()
    await expect(event.getByText(/, \d\d:\d\d:\d\d UTC$/)).toHaveCount(1)
    await page.getByRole('link', { name: 'Show in America/Sao Paulo' }).click()
    await expect(page.getByText('Times are in America/Sao Paulo.')).toBeVisible()
  })

  test('gives way to what somebody chooses in their profile, until they go back', async ({ page, company, signIn }) => {
    await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
    await aPageEarlier(page, company)
    await page.goto(`/${company.slug}/profile`)
    const zone = page.getByLabel('Time zone')
    await expect(zone.locator('option:checked')).toHaveText('Same as the browser you use (now America/Sao Paulo)')
    await zone.selectOption('Europe/Madrid')
    await page.getByRole('button', { name: 'Save time zone' }).click()
    await expect(page.getByText('Your time zone was saved.')).toBeVisible()
    await expect(page.getByText('Pages, files and emails use Europe/Madrid, in every browser.')).toBeVisible()
    await page.goto(`/${company.slug}/audit-log`)
    await expect(page.getByText('Times are in Europe/Madrid.')).toBeVisible()
    await page.goto(`/${company.slug}/profile`)
    await expect(zone).toHaveValue('Europe/Madrid')
    await zone.selectOption('')
    await page.getByRole('button', { name: 'Save time zone' }).click()
    await expect(
      page.getByText(
        /^Pages and files use America\/Sao Paulo, as your browser reports\. Emails use your company's time zone, UTC\./,
      ),
    ).toBeVisible()
  })
})

test('The company’s time zone is changed in its settings, and deadlines say it', async ({ page, company, signIn }) => {
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  await signIn(ada)
  await page.goto(`/${company.slug}/settings`)
  await expect(page.getByLabel('Time zone')).toHaveValue('UTC')
  await page.getByLabel('Time zone').selectOption('Europe/Madrid')
  await page.getByRole('button', { name: 'Save time zone' }).click()
  await expect(page.getByText('The time zone was saved.')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Time zone')).toHaveValue('Europe/Madrid')
})
