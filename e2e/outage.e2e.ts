import type { Page } from '@playwright/test'
import { sql } from 'drizzle-orm'
import { inCompany } from '@/db/scope'
import type { MadeCompany } from '@/testing/factories'
import { addressesIn, importNow, peopleCsv, startedImport } from '@/testing/imports'
import { signedIn } from '@/testing/run-as'
import { testWithOwnDatabase as test } from './support/outage'
import { expect } from './support/test'

/** The database goes away under people at work, and comes back: nobody reloads a page, and nothing is lost or done twice. */

// They take down the same server.
test.describe.configure({ mode: 'default' })

const AWAY = 'Console cannot reach its database right now'

const waiting = (page: Page) => page.getByRole('dialog', { name: 'Console cannot reach its database' })

const groupsCalled = async (company: MadeCompany, name: string): Promise<number> => {
  const rows = await inCompany(company.id, ({ tx }) => tx.execute(sql`select 1 from groups where name = ${name}`))
  return rows.length
}

test('A form is sent by itself when the database is back, and once', async ({ page, company, signIn, database }) => {
  await signIn(await company.user({ groups: [company.administrators] }))
  await page.goto(`/${company.slug}/groups/new`)
  await page.getByLabel('Name').fill('Finance')
  await page.getByLabel('Description').fill('Who pays and is paid')
  await database.stop()
  await page.getByRole('button', { name: 'Create group' }).click()
  await expect(waiting(page)).toContainText('Your changes will be sent when it is back.')
  await expect(waiting(page)).toContainText(/Next try in \d+ seconds?/)

  // Who would rather not wait keeps what was entered, and sends it by hand.
  await waiting(page).getByRole('button', { name: 'Do not send' }).click()
  await expect(waiting(page)).toBeHidden()
  await expect(page.getByRole('main').getByRole('alert').first()).toContainText('cannot reach its database')
  await expect(page.getByLabel('Name')).toHaveValue('Finance')
  await page.getByRole('button', { name: 'Create group' }).click()
  await expect(waiting(page)).toBeVisible()

  await database.start()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Finance')
  await expect(page.getByRole('main')).toContainText('Who pays and is paid')
  await expect(waiting(page)).toBeHidden()
  expect(await groupsCalled(company, 'Finance')).toBe(1)
})

test('A list stays as it is, and one that is opened meanwhile comes back at its own address', async ({
  page,
  company,
  signIn,
  database,
}) => {
  await signIn(await company.user({ name: 'Ada Lovelace', groups: [company.administrators] }))
  const title = page.getByRole('heading', { level: 1 })
  const other = await page.context().newPage()
  for (const one of [page, other]) await one.goto(`/${company.slug}/users`)
  // A page that was drawn anew would have forgotten it.
  await page.evaluate(() => Object.assign(window, { untouched: true }))
  await database.stop()
  await page.getByRole('link', { name: 'Groups', exact: true }).click()
  await expect(title).toHaveText(AWAY)
  await expect(page).toHaveURL(`/${company.slug}/groups`)
  await expect(other.getByRole('row', { name: /Ada Lovelace/ })).toBeVisible()
  const third = await page.context().newPage()
  expect((await third.goto(`/${company.slug}/permissions?q=users`))!.status()).toBe(503)
  await expect(third.getByRole('heading', { level: 1 })).toHaveText(AWAY)

  await database.start()
  await expect(title).toHaveText('Groups')
  await expect(page).toHaveURL(`/${company.slug}/groups`)
  await expect(page.getByRole('link', { name: 'Administrators' }).first()).toBeVisible()
  expect(await page.evaluate(() => 'untouched' in window)).toBe(true)
  await expect(third.getByRole('heading', { level: 1 })).toHaveText('Permissions')
  await expect(third).toHaveURL(`/${company.slug}/permissions?q=users`)
  await other.getByRole('link', { name: 'Ada Lovelace' }).first().click()
  await expect(other.getByRole('heading', { level: 1 })).toContainText('Ada Lovelace')
})

test('An import goes on by itself, its page follows it, and everybody is invited once', async ({
  page,
  company,
  signIn,
  database,
}) => {
  const people = 3000
  const ada = await company.user({ groups: [company.administrators] })
  await signIn(ada)
  await company.group({ name: 'Developers' })
  const importId = await startedImport(await signedIn(company, ada), peopleCsv(people))
  await page.goto(`/${company.slug}/users/import/${importId}`)
  await expect(page.getByText(/^[1-9][\d,]* of 3,000 rows done$/).first()).toBeVisible()
  await database.stop()
  await expect(page.getByRole('heading', { name: 'The import is running' })).toBeVisible()
  await database.start()
  expect((await importNow(company, importId)).state).toBe('running')
  await expect(page.getByRole('heading', { name: 'Import finished' })).toBeVisible({ timeout: 90_000 })
  expect(await addressesIn(company)).toHaveLength(people + 1)
})
