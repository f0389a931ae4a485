import type { Page } from '@playwright/test'
import { sql } from 'drizzle-orm'
import { inCompany } from '@/db/scope'
import { totpCodeAt } from '@/lib/second-factor/totp'
import type { MadeCompany, MadeUser } from '@/testing/factories'
import { expect, test } from './support/test'

/** The session is over while a form is filled: signing in again is a question over the page, and the form goes on. */

const PASSWORD = 'correct horse battery staple'

const endSessions = (company: MadeCompany, user: MadeUser) =>
  inCompany(company.id, ({ tx }) => tx.execute(sql`update sessions set ended_at = now() where user_id = ${user.id}`))

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Sign in again' })

async function fillGroup(page: Page, company: MadeCompany, name: string) {
  await page.goto(`/${company.slug}/groups/new`)
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Description').fill('Who pays and is paid')
}

test('A form whose session is over is sent after signing in over the page, with all that was entered', async ({
  page,
  company,
  signIn,
}) => {
  const ada = await company.user({ password: PASSWORD, can: ['groups:create', 'groups:read'] })
  await signIn(ada)
  await fillGroup(page, company, 'Finance')
  await endSessions(company, ada)
  await page.getByRole('button', { name: 'Create group' }).click()
  await expect(dialogOf(page)).toContainText(ada.email)
  // A wrong password is said at once, and loses nothing.
  await dialogOf(page).getByLabel('Password').fill('not the password')
  await dialogOf(page).getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(dialogOf(page).getByRole('alert')).toBeVisible()
  await expect(page.getByLabel('Name')).toHaveValue('Finance')
  await dialogOf(page).getByLabel('Password').fill(PASSWORD)
  await dialogOf(page).getByLabel('Password').press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Finance')
  await expect(page.getByRole('main')).toContainText('Who pays and is paid')
})

test('Somebody who was deactivated meanwhile keeps what was entered, and nothing is done', async ({
  page,
  company,
  signIn,
}) => {
  const ada = await company.user({ password: PASSWORD, can: ['groups:create', 'groups:read'] })
  await signIn(ada)
  await fillGroup(page, company, 'Never made')
  await endSessions(company, ada)
  await inCompany(company.id, ({ tx }) => tx.execute(sql`update users set status = 'inactive' where id = ${ada.id}`))
  await page.getByRole('button', { name: 'Create group' }).click()
  await dialogOf(page).getByLabel('Password').fill(PASSWORD)
  await dialogOf(page).getByLabel('Password').press('Enter')
  await expect(dialogOf(page).getByRole('alert')).toBeVisible()
  await dialogOf(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('main').getByRole('alert').first()).toContainText('signed out')
  await expect(page.getByLabel('Name')).toHaveValue('Never made')
  const made = await inCompany(company.id, ({ tx }) =>
    tx.execute(sql`select 1 from groups where company_id = ${company.id} and name = 'Never made'`),
  )
  expect(made).toHaveLength(0)
})

test('Whoever has a second factor shows it in the dialog, also where the session was idle for too long', async ({
  page,
  company,
  signIn,
}) => {
  const ada = await company.user({ password: PASSWORD, can: ['groups:create', 'groups:read'] })
  const { secret } = await company.secondFactor(ada)
  await signIn(ada)
  await fillGroup(page, company, 'Treasury')
  await inCompany(company.id, ({ tx }) =>
    tx.execute(sql`update sessions set last_seen_at = now() - interval '2 hours' where user_id = ${ada.id}`),
  )
  await page.getByRole('button', { name: 'Create group' }).click()
  await dialogOf(page).getByLabel('Password').fill(PASSWORD)
  await dialogOf(page).getByLabel('Password').press('Enter')
  await expect(dialogOf(page)).toContainText('authenticator app')
  await expect(page.getByLabel('Name')).toHaveValue('Treasury')
  // Six digits are sent by themselves.
  await dialogOf(page).getByLabel('Code', { exact: true }).fill(totpCodeAt(secret))
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Treasury')
})
