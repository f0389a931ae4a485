import { test as base, expect, type Page } from '@playwright/test'
import { encode } from 'next-auth/jwt'
import { closeDatabase } from '@/db/client'
import { closeHashWorkers } from '@/lib/passwords/hash'
import { sessionCookieName } from '@/lib/platform/cookies/session-cookie-name'
import { makeCompany, type MadeCompany, type MadeUser } from '@/testing/factories'

interface Fixtures {
  /** A company of this test's own. */
  company: MadeCompany
  /** Signs the page's browser in, without a password: only the sign-in tests type one. */
  signIn: (user: MadeUser, page?: Page) => Promise<void>
}

/** The cookie that signing in would have set. */
async function cookieOf(company: MadeCompany, user: MadeUser) {
  const { token, companyId } = await company.session(user)
  const name = sessionCookieName(process.env.APP_URL!, companyId)
  const value = await encode({ token: { token, companyId }, secret: process.env.AUTH_SECRET!, salt: name })
  return { name, value, url: process.env.APP_URL!, httpOnly: true, sameSite: 'Lax' as const }
}

/** Signs in as people do, at the page that was wanted. */
export async function signInWith(
  page: Page,
  company: MadeCompany,
  email: string,
  password: string,
  target = '',
): Promise<void> {
  await page.goto(`/${company.slug}/${target}`)
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

export const test = base.extend<Fixtures, { connections: void }>({
  connections: [
    // Playwright wants the object pattern, also where nothing is taken from it.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, provide) => {
      await provide()
      await closeDatabase()
      await closeHashWorkers()
    },
    { scope: 'worker', auto: true },
  ],
  // oxlint-disable-next-line no-empty-pattern
  company: async ({}, provide) => {
    await provide(await makeCompany())
  },
  signIn: async ({ page, company }, provide) => {
    await provide(async (user, on = page) => {
      await on.context().addCookies([await cookieOf(company, user)])
    })
  },
})

export { expect }
export { cookieOf }
