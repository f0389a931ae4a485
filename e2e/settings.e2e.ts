import { makeCompany } from '@/testing/factories'
import { expect, test } from './support/test'

test('A changed slug moves everybody on, and the former address keeps forwarding', async ({
  page,
  company,
  signIn,
}) => {
  await signIn(await company.user({ groups: [company.administrators] }))
  await page.goto(`/${company.slug}/settings`)
  await page.getByLabel('Slug').fill(`${company.slug}-new`)
  await page.getByRole('button', { name: 'Change slug' }).click()
  await expect(page).toHaveURL(`/${company.slug}-new/settings`)
  await expect(page.getByRole('main')).toContainText(company.slug)
  await page.goto(`/${company.slug}/users?status=active`)
  await expect(page).toHaveURL(`/${company.slug}-new/users?status=active`)
})

for (const slug of ['api', 'login', 'Nope!', '']) {
  test(`The slug ${JSON.stringify(slug)} is refused at the field`, async ({ page, company, signIn }) => {
    await signIn(await company.user({ groups: [company.administrators] }))
    await page.goto(`/${company.slug}/settings`)
    await page.getByLabel('Slug').fill(slug)
    await page.getByRole('button', { name: 'Change slug' }).click()
    await expect(page.getByLabel('Slug')).toHaveAttribute('aria-invalid', 'true')
    await expect(page.getByLabel('Slug')).toHaveValue(slug)
    await expect(page).toHaveURL(`/${company.slug}/settings`)
  })
}

test('Who may read the settings but not change them sees no form', async ({ page, company, signIn }) => {
  await signIn(await company.user({ can: ['settings:read'] }))
  await page.goto(`/${company.slug}/settings`)
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(0)
})

test('The theme follows the system, and can be set for this device', async ({ page, company, signIn }) => {
  await signIn(await company.user())
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(`/${company.slug}`)
  const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)
  expect(await scheme()).toBe('light dark')
  await page.getByRole('button', { name: /account menu/i }).click()
  await page
    .getByRole('button', { name: 'Light' })
    .or(page.getByRole('menuitemradio', { name: 'Light' }))
    .click()
  await expect.poll(scheme).toBe('light')
  await page.reload()
  expect(await scheme()).toBe('light')
})

test('A changed password ends the other sessions, and the form forgets it', async ({
  page,
  company,
  signIn,
  browser,
}) => {
  const ada = await company.user({ password: 'correct horse battery staple' })
  const elsewhere = await (await browser.newContext()).newPage()
  await signIn(ada, elsewhere)
  await signIn(ada)
  await page.goto(`/${company.slug}/profile`)
  await page.getByLabel('Current password').fill('correct horse battery staple')
  await page.getByLabel('New password', { exact: true }).fill('an entirely new pass phrase')
  await page.getByLabel('Repeat the new password').fill('an entirely new pass phrase')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByLabel('Current password')).toHaveValue('')
  await elsewhere.goto(`/${company.slug}/profile`)
  await expect(elsewhere).toHaveURL(/\/login/)
  await elsewhere.context().close()
})

test('Another company and one that never existed are the same page to a stranger', async ({
  page,
  company,
  signIn,
}) => {
  const other = await makeCompany()
  const victim = await other.user()
  await signIn(await company.user({ groups: [company.administrators] }))
  const answers = []
  for (const path of [
    `/${other.slug}/users`,
    '/no-such-company/users',
    `/${company.slug}/users/${victim.id}`,
    `/${company.slug}/users/0198c0de-0000-7000-8000-000000000000`,
  ]) {
    const response = await page.goto(path)
    answers.push([response?.status(), await page.getByRole('main').innerText()])
  }
  expect(answers[0]).toEqual(answers[1])
  expect(answers[2]).toEqual(answers[3])
  expect(answers.map(([status]) => status)).toEqual([404, 404, 404, 404])
})
