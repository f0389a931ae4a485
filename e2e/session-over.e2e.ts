import type { Page } from '@playwright/test'
import { sql } from 'drizzle-orm'
import { inCompany } from '@/db/scope'
import { totpCodeAt } from '@/lib/second-factor/totp'
import type { MadeCompany, MadeUser } from '@/testing/factories'
import { addPasskeyByHand, fingerprintReader } from './support/fingerprint-reader'
import { mailTo } from './support/mail'
import { cookieOf, expect, test } from './support/test'

/** The session is over while a form is filled: signing in again is a question over the page, and the form goes on. */

const PASSWORD = 'correct horse battery staple'
const MAY_CREATE = { password: PASSWORD, can: ['groups:create', 'groups:read'] }

const endSessions = (company: MadeCompany, user: MadeUser) =>
  inCompany(company.id, ({ tx }) => tx.execute(sql`update sessions set ended_at = now() where user_id = ${user.id}`))

const allow = (company: MadeCompany, security: object) =>
  inCompany(company.id, ({ tx }) => tx.execute(sql`update companies set security = ${JSON.stringify(security)}::jsonb`))

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Sign in again' })

const create = (page: Page) => page.getByRole('button', { name: 'Create group' }).click()

async function fillGroup(page: Page, company: MadeCompany, name: string) {
  await page.goto(`/${company.slug}/groups/new`)
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Description').fill('Who pays and is paid')
}

/** Fills the form, and sends it when the session has ended. */
async function sendTooLate(page: Page, company: MadeCompany, user: MadeUser, name: string, end = endSessions) {
  await fillGroup(page, company, name)
  await end(company, user)
  await create(page)
  await expect(dialogOf(page)).toContainText(user.email)
}

async function enterPassword(page: Page, password = PASSWORD) {
  await dialogOf(page).getByLabel('Password').fill(password)
  await dialogOf(page).getByLabel('Password').press('Enter')
}

async function expectCreated(page: Page, name: string) {
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
  await expect(page.getByRole('main')).toContainText('Who pays and is paid')
}

const groupsCalled = async (company: MadeCompany, name: string) =>
  (await inCompany(company.id, ({ tx }) => tx.execute(sql`select 1 from groups where name = ${name}`))).length

test('A form whose session is over is sent after signing in over the page, with all that was entered', async ({
  page,
  company,
  signIn,
}) => {
  const ada = await company.user(MAY_CREATE)
  await signIn(ada)
  await sendTooLate(page, company, ada, 'Finance')
  // A wrong password is said at once, and loses nothing.
  await enterPassword(page, 'not the password')
  await expect(dialogOf(page).getByRole('alert')).toBeVisible()
  await expect(page.getByLabel('Name')).toHaveValue('Finance')
  await enterPassword(page)
  await expectCreated(page, 'Finance')
})

test('Somebody who was deactivated meanwhile keeps what was entered, and nothing is done', async ({
  page,
  company,
  signIn,
}) => {
  const ada = await company.user(MAY_CREATE)
  await signIn(ada)
  await sendTooLate(page, company, ada, 'Never made', async (of, { id }) => {
    await endSessions(of, ada)
    return inCompany(of.id, ({ tx }) => tx.execute(sql`update users set status = 'inactive' where id = ${id}`))
  })
  await enterPassword(page)
  await expect(dialogOf(page).getByRole('alert')).toBeVisible()
  await dialogOf(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('main').getByRole('alert').first()).toContainText('signed out')
  await expect(page.getByLabel('Name')).toHaveValue('Never made')
  expect(await groupsCalled(company, 'Never made')).toBe(0)
})

test('Whoever has a second factor shows it in the dialog, also where the session was idle for too long', async ({
  page,
  company,
  signIn,
}) => {
  const ada = await company.user(MAY_CREATE)
  const { secret } = await company.secondFactor(ada)
  await signIn(ada)
  await sendTooLate(page, company, ada, 'Treasury', (of, { id }) =>
    inCompany(of.id, ({ tx }) =>
      tx.execute(sql`update sessions set last_seen_at = now() - interval '2 hours' where user_id = ${id}`),
    ),
  )
  await enterPassword(page)
  await expect(dialogOf(page)).toContainText('authenticator app')
  await expect(page.getByLabel('Name')).toHaveValue('Treasury')
  // Six digits are sent by themselves.
  await dialogOf(page).getByLabel('Code', { exact: true }).fill(totpCodeAt(secret))
  await expectCreated(page, 'Treasury')
})

test('A passkey is enough in the dialog', async ({ page, company, signIn }) => {
  const ada = await company.user(MAY_CREATE)
  await signIn(ada)
  await fingerprintReader(page)
  await page.goto(`/${company.slug}/profile`)
  await addPasskeyByHand(page, 'Work laptop')
  await expect(page.getByText('The passkey is set up.')).toBeVisible()
  await sendTooLate(page, company, ada, 'By fingerprint')
  await dialogOf(page).getByRole('button', { name: 'Use a passkey' }).click()
  await expectCreated(page, 'By fingerprint')
  expect(await groupsCalled(company, 'By fingerprint')).toBe(1)
})

test("A passkey of somebody else's in the dialog sends nothing, and keeps what was entered", async ({
  page,
  company,
  signIn,
}) => {
  const [ada, bob] = [await company.user(MAY_CREATE), await company.user({ ...MAY_CREATE, name: 'Bob Example' })]
  await fingerprintReader(page)
  await signIn(bob)
  await page.goto(`/${company.slug}/profile`)
  await addPasskeyByHand(page, "Bob's laptop")
  await expect(page.getByText('The passkey is set up.')).toBeVisible()
  await page.context().clearCookies()
  await page.context().addCookies([await cookieOf(company, ada)])
  await sendTooLate(page, company, ada, 'Of Ada')
  await dialogOf(page).getByRole('button', { name: 'Use a passkey' }).click()
  await expect(dialogOf(page)).toBeHidden()
  await expect(page.getByRole('main').getByRole('alert').first()).toContainText('You are now signed in as Bob Example')
  await expect(page.getByLabel('Name')).toHaveValue('Of Ada')
  expect(await groupsCalled(company, 'Of Ada')).toBe(0)
})

test('A code by email is enough in the dialog, where the company has no passwords', async ({
  page,
  company,
  signIn,
}) => {
  const ada = await company.user(MAY_CREATE)
  await allow(company, { signIn: { password: false, emailCode: true } })
  await signIn(ada)
  await sendTooLate(page, company, ada, 'By mail')
  await dialogOf(page).getByRole('button', { name: 'Email me a code' }).click()
  const { text = '' } = await mailTo(ada.email)
  const code = /\b\d{6}\b/.exec(text)![0]
  const field = dialogOf(page).getByLabel('Code', { exact: true })
  await field.fill(code === '111111' ? '222222' : '111111')
  await expect(dialogOf(page).getByText('This code is not correct')).toBeVisible()
  await field.fill(code)
  await expectCreated(page, 'By mail')
})

test('A file whose session is over while it is sent is sent again after signing in', async ({
  page,
  company,
  signIn,
}) => {
  const ada = await company.user({ password: PASSWORD, groups: [company.administrators] })
  await signIn(ada)
  await page.goto(`/${company.slug}/users/import`)
  const buffer = Buffer.from('email,name\ngrace@acme.example,Grace Hopper\n')
  await page.getByLabel('File').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer })
  await expect(page.getByRole('group', { name: 'Match columns' })).toBeVisible()
  await endSessions(company, ada)
  await page.getByRole('button', { name: 'Review' }).click()
  await enterPassword(page)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('people.csv')
  await expect(page.getByRole('main')).toContainText('1 person will be invited.')
})
