import type { Page } from '@playwright/test'
import { sql } from 'drizzle-orm'
import { inCompany } from '@/db/scope'
import { linkIn, mailTo } from './support/mail'
import { expect, signInWith, test } from './support/test'

const PASSWORD = 'wobbly lantern crosses the river'
const NEW_PASSWORD = 'an entirely new pass phrase'

/** What people type, and what browsers make of it in a field for addresses: each is Lena. */
const LENA = 'lena@grün-bau.example'
const IN_ASCII = 'lena@xn--grn-bau-o2a.example'
const spellings = [LENA, IN_ASCII, 'LENA@GRÜN-BAU.EXAMPLE']

async function invite(page: Page, slug: string, addresses: string): Promise<void> {
  await page.goto(`/${slug}/users/invite`)
  await page.getByLabel('Email addresses').fill(addresses)
  await page.getByRole('button', { name: 'Send invitations' }).click()
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /account menu/i }).click()
  await page
    .getByRole('menuitem', { name: 'Sign out' })
    .or(page.getByRole('button', { name: 'Sign out' }))
    .click()
  await expect(page).toHaveURL(/\/login/)
}

test('Lena, whose domain is grün-bau, is one person in every spelling of her address', async ({
  page,
  company,
  signIn,
  browser,
  baseURL,
}) => {
  await inCompany(company.id, ({ tx }) =>
    tx.execute(sql`update companies set security = '{"signIn": {"emailCode": true}}'::jsonb`),
  )
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))

  await test.step('She is invited once', async () => {
    await invite(page, company.slug, `Lena Grün <${LENA}>`)
    await expect(page.getByRole('row').filter({ hasText: 'Lena Grün' })).toContainText(LENA)
    for (const spelling of spellings) {
      await invite(page, company.slug, spelling)
      await expect(page.getByText('Nobody was invited because these people are already here')).toBeVisible()
      const taken = page.getByRole('main').getByRole('listitem').filter({ hasText: 'has already been invited' })
      await expect(taken).toContainText(/lena@grün-bau\.example/i)
    }
  })

  const hers = await (await browser.newContext({ baseURL })).newPage()

  await test.step('She accepts, and signs in by either spelling', async () => {
    await hers.goto(linkIn(await mailTo(LENA)))
    await expect(hers.getByRole('main')).toContainText(`invites ${LENA}`)
    await hers.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await hers.getByLabel('Confirm password').fill(PASSWORD)
    await hers.getByRole('button', { name: 'Accept and sign in' }).click()
    await expect(hers).toHaveURL(`/${company.slug}`)
    for (const spelling of spellings) {
      await signOut(hers)
      await signInWith(hers, company, spelling, PASSWORD)
      await expect(hers).toHaveURL(`/${company.slug}`)
    }
    await signOut(hers)
  })

  await test.step('She asks for a new password', async () => {
    await hers.goto(`/${company.slug}/forgot-password`)
    await hers.getByLabel('Email').fill(LENA)
    await hers.getByRole('button', { name: 'Send link' }).click()
    await expect(hers).toHaveURL(/notice=sent/)
    await hers.goto(linkIn(await mailTo(LENA, 2)))
    await expect(hers.getByRole('main')).toContainText(`For ${LENA}`)
    await hers.getByLabel('New password', { exact: true }).fill(NEW_PASSWORD)
    await hers.getByLabel('Confirm new password').fill(NEW_PASSWORD)
    await hers.getByRole('button', { name: 'Change password' }).click()
    await expect(hers.getByText('Your password was changed. Sign in with the new one.')).toBeVisible()
    await mailTo(LENA, 3)
  })

  await test.step('She gets a code by email', async () => {
    await hers.goto(`/${company.slug}/login`)
    await hers.getByRole('button', { name: 'Email me a code' }).click()
    await hers.getByLabel('Email').fill(LENA)
    await hers.getByRole('button', { name: 'Email me a code' }).click()
    await expect(hers.getByLabel('Code')).toBeVisible()
    const { text = '' } = await mailTo(LENA, 4)
    // Six digits are sent by themselves.
    await hers.getByLabel('Code').fill(/\b\d{6}\b/.exec(text)![0])
    await expect(hers).toHaveURL(`/${company.slug}`)
    await hers.context().close()
  })

  await test.step('She is found by either spelling', async () => {
    for (const typed of ['grün-bau', 'GRUN bau', 'xn--grn-bau-o2a', IN_ASCII]) {
      await page.goto(`/${company.slug}/users?q=${encodeURIComponent(typed)}`)
      await expect(page.getByRole('row').filter({ hasText: LENA })).toHaveCount(1)
    }
    await page.goto(`/${company.slug}/users?q=xn--somebody-else`)
    await expect(page.getByRole('row').filter({ hasText: LENA })).toHaveCount(0)
  })
})

test('An address that is not what it looks like is asked back about, and what is meant can be sent', async ({
  page,
  company,
  signIn,
}) => {
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await invite(page, company.slug, 'Alice <аlice@acme.example>, bob@acme.example')
  const field = page.getByLabel('Email addresses')
  await expect(field).toBeFocused()
  await expect(field).toHaveAccessibleDescription(/Did you mean alice@acme\.example\? The “а” in “аlice” is Cyrillic/)
  await page.getByRole('button', { name: 'Use alice@acme.example' }).click()
  await page.getByRole('button', { name: 'Send invitations' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'alice@acme.example' })).toHaveCount(1)
})
