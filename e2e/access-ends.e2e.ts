import { chooseAct } from './support/person'
import { expect, test } from './support/test'

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
