import { expect, test } from './support/test'

test('A link leads to the next page without a new document, and Back leads back', async ({ page, company, signIn }) => {
  await signIn(await company.user({ groups: [company.administrators] }))
  await page.goto(`/${company.slug}/users`)
  await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }))
  const sameDocument = () => page.evaluate(() => 'sameDocument' in globalThis)
  await page.getByRole('link', { name: 'Groups', exact: true }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Groups' })).toBeVisible()
  expect(await sameDocument()).toBe(true)
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible()
  expect(await sameDocument()).toBe(true)
})

test('A link that is asked to open a tab of its own does, and leaves the page as it is', async ({
  page,
  company,
  signIn,
}) => {
  await signIn(await company.user({ groups: [company.administrators] }))
  await page.goto(`/${company.slug}/users`)
  const opened = page.context().waitForEvent('page')
  await page
    .getByRole('link', { name: 'Groups', exact: true })
    .first()
    .click({ modifiers: ['ControlOrMeta'] })
  await expect((await opened).getByRole('heading', { level: 1, name: 'Groups' })).toBeVisible()
  await expect(page).toHaveURL(`/${company.slug}/users`)
})

test('The first link of a page leads to its content and nowhere else', async ({ page, company, signIn }) => {
  await signIn(await company.user())
  await page.goto(`/${company.slug}`)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})
