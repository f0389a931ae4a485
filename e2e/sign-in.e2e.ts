import { makeCompany } from '@/testing/factories'
import { expect, signInWith, test } from './support/test'

const PASSWORD = 'correct horse battery staple'

test('A deep link comes back after signing in', async ({ page, company }) => {
  const ada = await company.user({ can: ['users:read'], password: PASSWORD })
  await page.goto(`/${company.slug}/users?status=active`)
  await expect(page).toHaveURL(/\/login\?callbackUrl=/)
  await page.getByLabel('Email').fill(ada.email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(`/${company.slug}/users?status=active`)
})

test('A callback off this origin leads to the dashboard', async ({ page, company }) => {
  const ada = await company.user({ password: PASSWORD })
  await page.goto(`/${company.slug}/login?callbackUrl=${encodeURIComponent('//evil.example/')}`)
  await page.getByLabel('Email').fill(ada.email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(`/${company.slug}`)
})

test('A wrong password is refused with a sentence, and what was typed stays', async ({ page, company }) => {
  const ada = await company.user({ password: PASSWORD })
  await page.goto(`/${company.slug}/login`)
  await page.getByLabel('Email').fill(ada.email)
  await page.getByLabel('Password', { exact: true }).fill('not it')
  const answer = page.waitForResponse(response => response.request().method() === 'POST')
  await page.getByRole('button', { name: 'Sign in' }).click()
  expect((await answer).status()).toBe(401)
  await expect(page.getByRole('main').getByRole('alert')).toContainText('is not correct')
  await expect(page.getByLabel('Email')).toHaveValue(ada.email)
})

test('An unknown company has the same door as a known one, and gives the same answer', async ({ page, company }) => {
  const ada = await company.user({ password: PASSWORD })
  const answers: string[] = []
  for (const slug of [company.slug, 'no-such-company']) {
    await page.goto(`/${slug}/login`)
    await page.getByLabel('Email').fill(ada.email)
    await page.getByLabel('Password', { exact: true }).fill('not it')
    await page.getByRole('button', { name: 'Sign in' }).click()
    const alert = page.getByRole('main').getByRole('alert')
    await expect(alert).toBeVisible()
    answers.push((await alert.innerText()).replace(/[0-9a-f-]{36}/, 'ID'))
  }
  expect(answers[0]).toBe(answers[1])
})

test('Empty fields get a sentence each, and the first has the focus', async ({ page, company }) => {
  await page.goto(`/${company.slug}/login`)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('Enter an email address.')).toBeVisible()
  await expect(page.getByText('Enter your password.')).toBeVisible()
  await expect(page.getByLabel('Email')).toBeFocused()
})

test('The company is remembered on this device, and signing out ends the session', async ({ page, company }) => {
  const ada = await company.user({ password: PASSWORD })
  await page.goto('/login')
  await page.getByLabel('Company').fill(company.slug)
  await page.getByLabel('Company').press('Enter')
  await page.getByLabel('Email').fill(ada.email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByLabel('Password', { exact: true }).press('Enter')
  await expect(page).toHaveURL(`/${company.slug}`)
  const session = (await page.context().cookies()).find(cookie => cookie.name === `console.session.${company.id}`)
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  await page.getByRole('button', { name: /account menu/i }).click()
  await page
    .getByRole('menuitem', { name: 'Sign out' })
    .or(page.getByRole('button', { name: 'Sign out' }))
    .click()
  await expect(page).toHaveURL(/\/login/)
  await expect(page.getByText('You are signed out.')).toBeVisible()
  await page.context().addCookies([session!])
  await page.goto(`/${company.slug}/profile`)
  await expect(page).toHaveURL(/\/login/)
  await page.goto('/login')
  await expect(page.getByLabel('Company')).toHaveValue(company.slug)
})

test('The browser offers the companies it knows by their names, and forgets one when it is told to', async ({
  page,
  company,
}) => {
  const other = await makeCompany()
  for (const one of [company, other]) {
    const ada = await one.user({ password: PASSWORD })
    await signInWith(page, one, ada.email, PASSWORD)
    await expect(page).toHaveURL(`/${one.slug}`)
    await page.context().clearCookies({ name: /^console\.session/ })
  }
  await page.goto('/login')
  const offered = page.getByRole('region', { name: 'Recently used in this browser' })
  await expect(offered.getByRole('link')).toHaveText([new RegExp(other.name), new RegExp(company.name)])
  await offered.getByRole('button', { name: `Forget ${other.name}` }).click()
  await expect(offered.getByRole('link')).toHaveText([new RegExp(company.name)])
  await offered.getByRole('link').click()
  await expect(page).toHaveURL(`/${company.slug}/login`)
  await expect(page.getByLabel('Email')).toBeFocused()
  // A stranger's browser is told nothing.
  await page.context().clearCookies()
  await page.goto('/login')
  await expect(page.getByLabel('Company')).toBeFocused()
  await expect(offered).toHaveCount(0)
  await expect(page.getByRole('main')).not.toContainText(company.name)
})

test.describe('Without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the sign-in pages and the pages of the console say what they need', async ({ page, company, signIn }) => {
    // Chromium shows no <noscript> where its developer tools switched scripts off, so this looks at what is sent.
    const told = async (path: string) => {
      const html = await (await page.request.get(path)).text()
      expect(html).toMatch(/<noscript>(?:(?!<\/noscript>).)*Console needs JavaScript/s)
    }
    for (const path of ['/login', `/${company.slug}/login`, `/${company.slug}/forgot-password`]) await told(path)
    await signIn(await company.user())
    await told(`/${company.slug}/access`)
    await page.goto(`/${company.slug}/access`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('My access')
  })
})
