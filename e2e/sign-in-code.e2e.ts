import type { Page } from '@playwright/test'
import { sql } from 'drizzle-orm'
import { inCompany } from '@/db/scope'
import type { MadeCompany } from '@/testing/factories'
import { seriousViolations } from './support/accessibility'
import { mailTo } from './support/mail'
import { expect, test } from './support/test'

const settle = (company: MadeCompany, security: object) =>
  inCompany(company.id, ({ tx }) => tx.execute(sql`update companies set security = ${JSON.stringify(security)}::jsonb`))

/** Asks for a code on the page as it stands, and reads the mail. */
async function ask(page: Page, email: string): Promise<string> {
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Email me a code' }).click()
  await expect(page.getByLabel('Code')).toBeVisible()
  const { text = '' } = await mailTo(email)
  return /\b\d{6}\b/.exec(text)![0]
}

test('Ada signs in with a code from her mail, and no password', async ({ page, company }) => {
  const ada = await company.user({ name: 'Ada' })
  await settle(company, { signIn: { emailCode: true } })
  await page.goto(`/${company.slug}/access`)
  await page.getByRole('button', { name: 'Email me a code' }).click()
  const code = await ask(page, ada.email)
  await page.getByLabel('Code').fill(code === '111111' ? '222222' : '111111')
  await expect(page.getByText('This code is not correct')).toBeVisible()
  await expect(page.getByLabel('Code')).toBeFocused()
  await page.getByLabel('Code').fill(code)
  await expect(page).toHaveURL(`/${company.slug}/access`)
})

test('A code that was asked for in one browser is no good in another', async ({ page, company, browser, baseURL }) => {
  const ada = await company.user()
  await settle(company, { signIn: { password: false, emailCode: true } })
  await page.goto(`/${company.slug}/login`)
  const code = await ask(page, ada.email)
  const stranger = await (await browser.newContext({ baseURL })).newPage()
  await stranger.goto(`/${company.slug}/login`)
  // Theirs is for an address that nobody here has: it looks the same, and no mail comes.
  await stranger.getByLabel('Email').fill('nobody@example.com')
  await stranger.getByRole('button', { name: 'Email me a code' }).click()
  await stranger.getByLabel('Code').fill(code)
  await expect(stranger.getByText('This code is not correct')).toBeVisible()
  await stranger.context().close()
  await page.getByLabel('Code').fill(code)
  await expect(page).toHaveURL(`/${company.slug}`)
})

test('A company without passwords shows no password field; one that does not exist shows what one shows that chose nothing', async ({
  page,
  company,
}) => {
  const looks = async (slug: string) => {
    await page.goto(`/${slug}/login`)
    return (await page.getByRole('main').innerText()).replaceAll(slug, 'SLUG')
  }
  expect(await looks('no-such-company')).toBe(await looks(company.slug))
  await expect(page.getByLabel('Password', { exact: true })).toBeVisible()
  await settle(company, { signIn: { password: false, emailCode: true, passkey: false } })
  await looks(company.slug)
  await expect(page.getByRole('button', { name: 'Email me a code' })).toBeVisible()
  await expect(page.getByLabel('Password', { exact: true })).toHaveCount(0)
  await expect(page.getByRole('button', { name: /passkey/ })).toHaveCount(0)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`In ${colorScheme}`, () => {
    // The policy of the pages would refuse the checker's own script.
    test.use({ bypassCSP: true, colorScheme })

    test('the ways to sign in are accessible', async ({ page, company }) => {
      const ada = await company.user()
      await settle(company, { signIn: { emailCode: true } })
      await page.goto(`/${company.slug}/login`)
      // A button that waits for the script is pale, and may be enabled while the checker is at work.
      await expect(page.locator('button:disabled')).toHaveCount(0)
      expect(await seriousViolations(page)).toEqual([])
      await page.getByRole('button', { name: 'Email me a code' }).click()
      expect(await seriousViolations(page)).toEqual([])
      await page.getByLabel('Email').fill(ada.email)
      await page.getByRole('button', { name: 'Email me a code' }).click()
      await expect(page.getByLabel('Code')).toBeVisible()
      expect(await seriousViolations(page)).toEqual([])
    })
  })
}
