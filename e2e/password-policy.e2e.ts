import type { Page } from '@playwright/test'
import { sql } from 'drizzle-orm'
import { inCompany } from '@/db/scope'
import type { MadeCompany } from '@/testing/factories'
import { seriousViolations } from './support/accessibility'
import { expect, signInWith, test } from './support/test'

const OLD = 'correct horse battery staple'
const NEW = 'windmill orchestra pencil 1'

const settle = (company: MadeCompany, password: object) =>
  inCompany(company.id, ({ tx }) =>
    tx.execute(sql`update companies set security = ${JSON.stringify({ password })}::jsonb`),
  )

async function choose(page: Page, current: string, chosen: string): Promise<void> {
  await page.getByLabel('Current password').fill(current)
  await page.getByLabel('New password', { exact: true }).fill(chosen)
  await page.getByLabel('Confirm new password').fill(chosen)
  await page.getByRole('button', { name: 'Change password' }).click()
}

test('An expired password leads to a change at sign-in and nowhere else, and then to the page that was wanted', async ({
  page,
  company,
  browser,
  baseURL,
}) => {
  await settle(company, { preset: 'custom', expiryDays: 90, history: 1 })
  const ada = await company.user({ name: 'Ada', password: OLD })
  await inCompany(company.id, ({ tx }) =>
    tx.execute(sql`update users set password_changed_at = now() - interval '91 days' where id = ${ada.id}`),
  )
  await signInWith(page, company, ada.email, OLD, 'access')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Choose a new password')
  await expect(page.getByRole('main')).toContainText('expire after 90 days')

  await page.goto(`/${company.slug}/profile`)
  await expect(page).toHaveURL(/\/expired-password\?callbackUrl=/)
  const answer = await page.request.get('/api/v1/me')
  expect([answer.status(), (await answer.json()).error.code]).toEqual([403, 'password_expired'])

  await choose(page, 'not it', NEW)
  await expect(page.getByText('This is not your current password.')).toBeVisible()
  await page.goto(`/${company.slug}/access`)
  await choose(page, OLD, NEW)
  await expect(page).toHaveURL(`/${company.slug}/access`)
  await page.goto(`/${company.slug}/expired-password`)
  await expect(page).toHaveURL(`/${company.slug}`)

  const fresh = await (await browser.newContext({ baseURL })).newPage()
  await signInWith(fresh, company, ada.email, NEW)
  await expect(fresh).toHaveURL(`/${company.slug}`)
  await fresh.context().close()
})

test('While a password is typed, the field says what the company still asks for', async ({ page, company, signIn }) => {
  await settle(company, { preset: 'custom', minLength: 14, digit: true, minStrength: 4 })
  await signIn(await company.user({ name: 'Ada', password: OLD }))
  await page.goto(`/${company.slug}/profile`)
  const field = page.getByLabel('New password', { exact: true })
  await expect(page.getByText('At least 14 characters, with a digit.')).toBeVisible()
  const status = page.getByRole('main').getByRole('status').filter({ hasText: /./ })
  await field.fill('windmill')
  await expect(status).toContainText('Too short: 6 more characters.')
  await field.fill('windmill orchestra pencil')
  await expect(status).toContainText('This password needs a digit.')
  await field.fill('windmill orchestra pencil 1')
  await expect(status).toContainText('Strength: strong.')
})

test.describe('On a phone', () => {
  // The policy of the pages would refuse the checker's own script.
  test.use({ bypassCSP: true, viewport: { width: 390, height: 844 } })

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`the page for an expired password is accessible, in ${colorScheme}`, async ({ page, company }) => {
      await page.emulateMedia({ colorScheme })
      await settle(company, { preset: 'custom', expiryDays: 90 })
      const ada = await company.user({ password: OLD })
      await inCompany(company.id, ({ tx }) =>
        tx.execute(sql`update users set password_changed_at = now() - interval '91 days' where id = ${ada.id}`),
      )
      await signInWith(page, company, ada.email, OLD)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Choose a new password')
      expect(await seriousViolations(page)).toEqual([])
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      ).toBe(0)
    })
  }
})
