import type { Page } from '@playwright/test'
import { sql } from 'drizzle-orm'
import { inCompany } from '@/db/scope'
import { totpCodeAt } from '@/lib/second-factor/totp'
import type { MadeCompany, MadeGroup, MadeUser } from '@/testing/factories'
import { seriousViolations } from './support/accessibility'
import { chooseAct } from './support/person'
import { expect, signInWith, test } from './support/test'

const PASSWORD = 'correct horse battery staple'
const STEP = 30_000

const givePassword = (page: Page, company: MadeCompany, { email }: MadeUser, target?: string) =>
  signInWith(page, company, email, PASSWORD, target)

/** Six digits are sent by themselves. */
const giveCode = (page: Page, code: string) => page.getByLabel('Code', { exact: true }).fill(code)

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /account menu/i }).click()
  await page
    .getByRole('menuitem', { name: 'Sign out' })
    .or(page.getByRole('button', { name: 'Sign out' }))
    .click()
  await expect(page).toHaveURL(/\/login/)
}

const requireOf = (company: MadeCompany, group: MadeGroup) =>
  inCompany(company.id, ({ tx }) =>
    tx.execute(
      sql`update groups set requires_second_factor = true, second_factor_since = now() - interval '1 day' where id = ${group.id}`,
    ),
  )

const cookie = async (page: Page) =>
  (await page.context().cookies()).find(({ name }) => name.startsWith('console.session'))?.value

test('Ada sets up an app by its key, signs in with a code, and with a recovery code when she has no app at hand', async ({
  page,
  company,
}) => {
  const ada = await company.user({ name: 'Ada', password: PASSWORD })
  await givePassword(page, company, ada, 'profile')
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('img', { name: /QR code/ })).toBeVisible()
  const secret = (await dialog.locator('code').innerText()).replaceAll(' ', '')
  await dialog.getByLabel('Code', { exact: true }).fill('12345')
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await expect(dialog.getByText('The code must have 6 digits.')).toBeVisible()
  const before = await cookie(page)
  await dialog.getByLabel('Code', { exact: true }).fill(totpCodeAt(secret, Date.now() - STEP))
  const codes = dialog.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
  await expect(codes).toHaveCount(10)
  const [recoveryCode = ''] = await codes.allInnerTexts()
  expect(await cookie(page)).not.toBe(before)
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Download' }).click()
  expect((await download).suggestedFilename()).toBe('recovery-codes.txt')
  await expect(dialog.getByRole('button', { name: 'Close' })).toHaveCount(0)
  for (const leave of [() => page.keyboard.press('Escape'), () => page.mouse.click(5, 5)]) {
    for (let times = 0; times < 3; times += 1) await leave()
    await expect(codes).toHaveCount(10)
    await expect(codes.first()).toBeVisible()
  }
  await expect(dialog.getByRole('alert')).toContainText('You cannot see these codes again')
  await dialog.getByRole('button', { name: 'I have saved them' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('main')).toContainText('10 left')

  await signOut(page)
  await givePassword(page, company, ada, 'access')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Confirm your identity')
  await expect(page.getByLabel('Code', { exact: true })).toHaveAttribute('autocomplete', 'one-time-code')
  await expect(page.getByLabel('Code', { exact: true })).toHaveAttribute('inputmode', 'numeric')
  const half = await cookie(page)
  await page.goto(`/${company.slug}/profile`)
  await expect(page).toHaveURL(/\/second-factor\?callbackUrl=/)
  expect((await page.request.get('/api/v1/me')).status()).toBe(403)
  await giveCode(page, '000000')
  await expect(page.getByLabel('Code', { exact: true })).toHaveAttribute('aria-invalid', 'true')
  await giveCode(page, totpCodeAt(secret))
  await expect(page).toHaveURL(`/${company.slug}/profile`)
  expect(await cookie(page)).not.toBe(half)

  await signOut(page)
  await givePassword(page, company, ada)
  await page.getByRole('button', { name: 'Use a recovery code' }).click()
  await page.getByLabel('Recovery code').fill(recoveryCode)
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page).toHaveURL(`/${company.slug}`)
  await page.goto(`/${company.slug}/profile`)
  await expect(page.getByRole('main')).toContainText('9 left')
})

test('A trusted device is asked for the password alone, until it is forgotten', async ({ page, company }) => {
  const ada = await company.user({ password: PASSWORD })
  const { secret } = await company.secondFactor(ada)
  await givePassword(page, company, ada)
  await page.getByLabel('Trust this device for 30 days').check()
  await giveCode(page, totpCodeAt(secret))
  await expect(page).toHaveURL(`/${company.slug}`)
  await signOut(page)
  await givePassword(page, company, ada)
  await expect(page).toHaveURL(`/${company.slug}`)
  await page.goto(`/${company.slug}/profile`)
  await page.getByRole('button', { name: /^Forget/ }).click()
  await expect(page.getByText('Trusted devices')).toHaveCount(0)
  await signOut(page)
  await givePassword(page, company, ada)
  await expect(page).toHaveURL(/\/second-factor/)
})

test('A code is taken as it is typed: in Arabic-Indic digits, pasted with a space, and sent by itself, a wrong one once', async ({
  page,
  company,
}) => {
  const ada = await company.user({ password: PASSWORD })
  const { secret } = await company.secondFactor(ada)
  await givePassword(page, company, ada)
  const field = page.getByLabel('Code', { exact: true })
  await expect(field).toBeFocused()
  await expect(field).toHaveAccessibleDescription(/Submits automatically after the sixth digit/)
  let sent = 0
  page.on('request', request => (sent += request.method() === 'POST' ? 1 : 0))
  const wrong = totpCodeAt(secret, Date.now() - 20 * STEP)
  await page.keyboard.type(wrong.slice(0, 5))
  expect(sent).toBe(0)
  await page.keyboard.type(wrong.slice(5))
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByText('sets its clock automatically')).toBeVisible()
  await expect(field).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.press('Backspace')
  await page.keyboard.type(wrong.slice(5))
  await expect(field).toHaveValue(wrong)
  expect(sent).toBe(1)
  const typed = totpCodeAt(secret).replace(/\d/g, digit => String.fromCodePoint(0x0660 + Number(digit)))
  await field.fill(`${typed.slice(0, 3)} ${typed.slice(3)}`)
  await expect(page).toHaveURL(`/${company.slug}`)
})

test('A code that is being composed by an input method is sent when it is done, and not before', async ({
  page,
  company,
}) => {
  const ada = await company.user({ password: PASSWORD })
  const { secret } = await company.secondFactor(ada)
  await givePassword(page, company, ada)
  await expect(page.getByLabel('Code', { exact: true })).toBeFocused()
  let sent = 0
  page.on('request', request => (sent += request.method() === 'POST' ? 1 : 0))
  const devtools = await page.context().newCDPSession(page)
  const text = totpCodeAt(secret).replace(/\d/g, digit => String.fromCodePoint(0xff10 + Number(digit)))
  await devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  await expect(page.getByLabel('Code', { exact: true })).toHaveValue(text)
  expect(sent).toBe(0)
  await devtools.send('Input.insertText', { text })
  await expect(page).toHaveURL(`/${company.slug}`)
})

test('Who waits for the code can sign out instead', async ({ page, company }) => {
  const ada = await company.user({ password: PASSWORD })
  await company.secondFactor(ada)
  await givePassword(page, company, ada)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByText('You are signed out.')).toBeVisible()
})

test('Bob, signed in, meets enrolment when his group begins to require it, and Eve notices nothing', async ({
  page,
  company,
  signIn,
  browser,
}) => {
  const developers = await company.group({ name: 'Developers', grants: ['users:read'] })
  const bob = await company.user({ name: 'Bob', groups: [developers] })
  const eve = await company.user({ name: 'Eve' })
  const evesPage = await (await browser.newContext()).newPage()
  await signIn(eve, evesPage)
  await signIn(bob)
  await page.goto(`/${company.slug}/users`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Users')
  await requireOf(company, developers)

  await page.goto(`/${company.slug}/users?status=active`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Set up two-factor authentication')
  const answer = await page.request.get('/api/v1/users')
  expect([answer.status(), (await answer.json()).error.code]).toEqual([403, 'enrolment_required'])
  await evesPage.goto(`/${company.slug}/access`)
  await expect(evesPage.getByRole('heading', { level: 1 })).toHaveText('My access')

  await page.getByRole('button', { name: 'Set up an authenticator app' }).click()
  const secret = (await page.locator('code').innerText()).replaceAll(' ', '')
  await giveCode(page, totpCodeAt(secret))
  await expect(page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')).toHaveCount(10)
  await page.getByRole('link', { name: 'Continue' }).click()
  await expect(page).toHaveURL(`/${company.slug}/users?status=active`)
  await page.goto(`/${company.slug}/profile`)
  await expect(page.getByRole('button', { name: 'Replace app' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Remove app' })).toHaveCount(0)
  await evesPage.context().close()
})

test('An administrator resets the second factor of somebody who lost the phone', async ({ page, company, signIn }) => {
  const bob = await company.user({ name: 'Bob', password: PASSWORD })
  await company.secondFactor(bob)
  await signIn(await company.user({ groups: [company.administrators] }))
  await page.goto(`/${company.slug}/users/${bob.id}`)
  await chooseAct(page, 'Reset two-factor authentication')
  await expect(page.getByRole('dialog')).toContainText('signed out everywhere')
  await page.getByRole('dialog').getByRole('button', { name: 'Reset two-factor authentication' }).click()
  await expect(page.getByText('Not set up. The password alone is enough to sign in.')).toBeVisible()
  await page.context().clearCookies()
  await givePassword(page, company, bob)
  await expect(page).toHaveURL(`/${company.slug}`)
})

test('What is dangerous asks once more who it is, and then goes on with what was entered', async ({
  page,
  company,
  baseURL,
}) => {
  const bob = await company.user()
  await company.secondFactor(bob)
  const ada = await company.user({ groups: [company.administrators], password: PASSWORD })
  await givePassword(page, company, ada, 'settings')
  await expect(page.getByLabel('Slug')).toBeVisible()
  await inCompany(company.id, ({ tx }) =>
    tx.execute(sql`update sessions set stepped_up_at = now() - interval '16 minutes'`),
  )
  const answer = await page.request.delete(`/api/v1/users/${bob.id}/second-factor`, { headers: { Origin: baseURL! } })
  expect([answer.status(), (await answer.json()).error.code]).toEqual([403, 'step_up_required'])
  await page.getByLabel('Slug').fill(`${company.slug}-new`)
  await page.getByRole('button', { name: 'Change slug' }).click()
  const dialog = page.getByRole('dialog', { name: 'Confirm your identity' })
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Confirm your identity to continue.')
  await expect(page.getByLabel('Slug')).toHaveValue(`${company.slug}-new`)

  const before = await cookie(page)
  await page.getByRole('button', { name: 'Change slug' }).click()
  await dialog.getByLabel('Your password').fill('not it')
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await expect(dialog.getByLabel('Your password')).toHaveAttribute('aria-invalid', 'true')
  await dialog.getByLabel('Your password').fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await expect(page).toHaveURL(`/${company.slug}-new/settings`)
  expect(await cookie(page)).not.toBe(before)
})

test.describe('On a phone', () => {
  // The policy of the pages would refuse the checker's own script.
  test.use({ bypassCSP: true, viewport: { width: 390, height: 844 } })

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`everything about the second factor is accessible, in ${colorScheme}`, async ({ page, company, signIn }) => {
      await page.emulateMedia({ colorScheme })
      const developers = await company.group()
      const [ada, bob] = [await company.user({ password: PASSWORD }), await company.user({ groups: [developers] })]
      await company.secondFactor(ada)
      const check = async () => {
        expect(await seriousViolations(page)).toEqual([])
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
        ).toBe(0)
      }
      await givePassword(page, company, ada)
      await expect(page.getByLabel('Code', { exact: true })).toBeVisible()
      await check()
      await page.getByRole('button', { name: 'Use a recovery code' }).click()
      await check()
      await signIn(ada)
      await page.goto(`/${company.slug}/profile`)
      await check()
      await page.getByRole('button', { name: 'Generate new recovery codes' }).click()
      await page.getByRole('button', { name: 'Generate codes' }).click()
      await expect(page.getByRole('list', { name: 'Recovery codes' })).toBeVisible()
      await check()
      await requireOf(company, developers)
      await signIn(bob)
      await page.goto(`/${company.slug}/users`)
      await page.getByRole('button', { name: 'Set up an authenticator app' }).click()
      await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible()
      await check()
    })
  }
})
