import { makeCompany } from '@/testing/factories'
import { chooseAct } from './support/person'
import { cookieOf, expect, test } from './support/test'

test('Bob is signed out with his next request after Alice deactivates him in another browser', async ({
  page,
  company,
  signIn,
  browser,
}) => {
  const alice = await company.user({ name: 'Alice', groups: [company.administrators] })
  const bob = await company.user({ name: 'Bob' })
  const elsewhere = await browser.newContext()
  const bobsPage = await elsewhere.newPage()
  await signIn(bob, bobsPage)
  await bobsPage.goto(`/${company.slug}/access`)
  await expect(bobsPage.getByRole('heading', { level: 1 })).toHaveText('My access')

  await signIn(alice)
  await page.goto(`/${company.slug}/users/${bob.id}`)
  await chooseAct(page, 'Deactivate')
  await page.getByRole('button', { name: 'Deactivate' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Offboarding receipt')

  await bobsPage.getByRole('link', { name: 'Dashboard' }).click()
  await expect(bobsPage).toHaveURL(/\/login/)
  await elsewhere.close()
})

test('A form left open in one tab does not write into the company signed in to in the next', async ({
  page,
  company,
  signIn,
}) => {
  const other = await makeCompany()
  const here = await company.user({ can: ['groups:create', 'groups:read'] })
  const there = await other.user({ can: ['groups:create', 'groups:read'] })
  await signIn(here)
  await page.goto(`/${company.slug}/groups/new`)
  await page.context().addCookies([await cookieOf(other, there)])
  await page.getByLabel('Name').fill('Confused')
  const answer = page.waitForResponse(response => response.request().method() === 'POST')
  await page.getByRole('button', { name: 'Create group' }).click()
  expect((await answer).status()).toBe(409)
  await expect(page.getByRole('main').getByRole('alert')).toContainText('another company')
  await expect(page.getByLabel('Name')).toHaveValue('Confused')
  await page.goto(`/${other.slug}/groups`)
  await expect(page.getByRole('main')).not.toContainText('Confused')
})
