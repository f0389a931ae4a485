import { makeCompany } from '@/testing/factories'
import { expect, signInWith, test } from './support/test'

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
  await page.getByLabel('Confirm new password').fill('an entirely new pass phrase')
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

test('A company’s color and logo stand in the frame, and on the sign-in page of browsers that know it', async ({
  page,
  company,
  browser,
}) => {
  const password = 'correct horse battery staple'
  const ada = await company.user({ groups: [company.administrators], password })
  await signInWith(page, company, ada.email, password, 'settings')
  await expect(page).toHaveURL(`/${company.slug}/settings`)
  await page.getByRole('textbox', { name: 'Color', exact: true }).fill('c0ffee')
  await page.getByRole('button', { name: 'Save color' }).click()
  await expect(page.getByText('The color was saved.')).toBeVisible()
  const logo =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><rect width="60" height="20" fill="#c00"/></svg>'
  const file = (name: string, text: string) => ({ name, mimeType: 'image/svg+xml', buffer: Buffer.from(text) })
  await page.getByLabel('Logo').setInputFiles(file('bad.svg', logo.replace('<rect', '<script>1</script><rect')))
  await page.getByRole('button', { name: 'Upload logo' }).click()
  await expect(page.getByText('The SVG contains a script.', { exact: false })).toBeVisible()
  await page.getByLabel('Logo').setInputFiles(file('logo.svg', logo))
  await page.getByRole('button', { name: 'Upload logo' }).click()
  await expect(page.getByText('The logo was saved.')).toBeVisible()
  const shown = page.getByRole('banner').locator('img')
  await expect(shown).toHaveJSProperty('naturalWidth', 432)
  const address = (await shown.getAttribute('src'))!
  await expect(page.getByRole('banner').locator('.company-band rect')).toHaveAttribute('fill', '#c0ffee')

  await page.goto(`/${company.slug}/login`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Sign in to ${company.name}`)
  await expect(page.getByRole('main').locator('img')).toHaveJSProperty('naturalWidth', 432)

  const stranger = await browser.newContext()
  const elsewhere = await stranger.newPage()
  await elsewhere.goto(`/${company.slug}/login`)
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText(`Sign in to ${company.slug}`)
  await expect(elsewhere.locator('img')).toHaveCount(0)
  const guessed = [`/${company.slug}/logo/${'x'.repeat(22)}`, `/never-was-there/logo/${'x'.repeat(22)}`]
  for (const path of guessed) expect((await elsewhere.request.get(path)).status()).toBe(404)
  expect((await elsewhere.request.get(address)).headers()).toMatchObject({
    'content-type': 'image/png',
    'cache-control': expect.stringContaining('immutable'),
  })
  await stranger.close()

  await page.goto(`/${company.slug}/settings`)
  await page.getByRole('button', { name: 'Remove logo' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove logo' }).click()
  await expect(page.getByText('The logo was removed.')).toBeVisible()
  await expect(shown).toHaveCount(0)
})
