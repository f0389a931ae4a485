import { linkIn, mailTo } from './support/mail'
import { chooseAct } from './support/person'
import { expect, test } from './support/test'

const OLD = 'correct horse battery staple'
const NEW = 'an entirely new pass phrase'

test('Somebody who forgot the password chooses a new one by the mailed link, and is signed out everywhere', async ({
  page,
  company,
  signIn,
  browser,
}) => {
  const ada = await company.user({ name: 'Ada', password: OLD })
  const elsewhere = await (await browser.newContext()).newPage()
  await signIn(ada, elsewhere)

  await page.goto(`/${company.slug}/login`)
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  await expect(page.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible()
  await page.getByLabel('Email').fill(ada.email)
  await page.getByRole('button', { name: 'Send link' }).click()
  await expect(page.getByRole('main')).toContainText('If somebody at')
  const mail = await mailTo(ada.email)
  expect(mail.subject).toBe(`Choose a new password for ${company.name}`)
  const link = linkIn(mail)
  expect(new URL(link).origin).toBe(new URL(page.url()).origin)

  for (let n = 0; n < 3; n++) expect((await page.request.get(link)).status()).toBe(200)
  const opened = await page.goto(link)
  expect(opened?.headers()['referrer-policy']).toBe('no-referrer')
  await page.getByLabel('New password', { exact: true }).fill('short')
  await page.getByLabel('Confirm new password').fill('short')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('at least 12 characters').first()).toBeVisible()
  await page.getByLabel('New password', { exact: true }).fill(NEW)
  await page.getByLabel('Confirm new password').fill(NEW)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('Your password was changed. Sign in with the new one.')).toBeVisible()
  await elsewhere.goto(`/${company.slug}/profile`)
  await expect(elsewhere).toHaveURL(/\/login/)
  await elsewhere.context().close()

  for (const [password, answer] of [
    [OLD, 'is not correct'],
    [NEW, ''],
  ] as const) {
    await page.getByLabel('Email').fill(ada.email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    if (answer) await expect(page.getByRole('main').getByRole('alert')).toContainText(answer)
  }
  await expect(page).toHaveURL(`/${company.slug}`)
  expect((await mailTo(ada.email, 2)).subject).toBe(`Your password for ${company.name} was changed`)
})

test('Links that are used, garbage, or of nowhere get one page that says what to do', async ({ page, company }) => {
  const ada = await company.user({ password: OLD })
  const { token } = await company.passwordReset(ada, { minutes: -1 })
  const pages = []
  for (const path of [`/${company.slug}/reset-password/${token}`, `/${company.slug}/reset-password/garbage`]) {
    const answer = await page.goto(path)
    pages.push([answer?.status(), await page.getByRole('main').innerText()])
  }
  expect(pages[0]).toEqual(pages[1])
  expect(pages[0]![0]).toBe(404)
  expect((await page.goto(`/no-such-company/reset-password/${token}`))?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible()
  await page.getByRole('link', { name: 'Request a new link' }).click()
  await expect(page).toHaveURL('/no-such-company/forgot-password')
})

test('Whoever is asked for, the answer is the same', async ({ page, company }) => {
  const answers = []
  for (const [slug, email] of [
    [company.slug, 'nobody@example.com'],
    [company.slug, (await company.user()).email],
    ['no-such-company', 'nobody@example.com'],
  ]) {
    await page.goto(`/${slug}/forgot-password`)
    await page.getByLabel('Email').fill(email!)
    await page.getByRole('button', { name: 'Send link' }).click()
    await expect(page).toHaveURL(/notice=sent/)
    answers.push((await page.getByRole('main').innerText()).replaceAll(slug!, 'COMPANY'))
  }
  expect(new Set(answers).size).toBe(1)
})

test('An administrator has the link sent from the page of a person', async ({ page, company, signIn }) => {
  const bob = await company.user({ name: 'Bob', password: OLD })
  await signIn(await company.user({ name: 'Alice', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/users/${bob.id}`)
  await chooseAct(page, 'Send a password reset link')
  await page.getByRole('dialog').getByRole('button', { name: 'Send link' }).click()
  await expect(page.getByText(`The email to ${bob.email} was written to a file on the server.`)).toBeVisible()
  expect((await mailTo(bob.email)).text).toContain('Alice')
  await page.goto(`/${company.slug}/audit-log?kind=sign-in`)
  await expect(page.getByRole('main')).toContainText('Alice sent a password reset link to Bob.')
})
