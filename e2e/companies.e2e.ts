import type { Page } from '@playwright/test'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { cookieOf, expect, signInWith, test } from './support/test'

/** One browser, signed in to several companies: each tab is of its own. */

const PASSWORD = 'correct horse battery staple'

const openMenu = (page: Page) => page.getByRole('button', { name: /account menu/i }).click()
const companiesIn = (page: Page) => page.getByRole('group', { name: 'Companies' }).getByRole('link')

/** Signs in as an administrator of a company, in the way people do. */
async function enter(page: Page, company: MadeCompany) {
  const ada = await company.user({ password: PASSWORD, groups: [company.administrators] })
  await signInWith(page, company, ada.email, PASSWORD, 'login')
  await expect(page).toHaveURL(`/${company.slug}`)
  return ada
}

test('Three companies are used side by side, and signing out of one leaves the others', async ({ page, company }) => {
  const [second, third] = [await makeCompany(), await makeCompany()]
  const people = new Map<MadeCompany, string>()
  for (const one of [company, second, third]) people.set(one, (await enter(page, one)).name)
  for (const [one, name] of people) {
    await page.goto(`/${one.slug}/users`)
    await expect(page.getByRole('row', { name: new RegExp(name) })).toHaveCount(1)
    await expect(page.getByText(/^1 of 1$|^1 user$/).first()).toBeVisible()
  }
  await openMenu(page)
  await expect(companiesIn(page)).toHaveText([second.name, company.name])
  await companiesIn(page).filter({ hasText: second.name }).click()
  await expect(page).toHaveURL(`/${second.slug}`)
  await openMenu(page)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(new RegExp(`/${second.slug}/login`))
  for (const one of [company, third]) {
    const answer = await page.goto(`/${one.slug}/users`)
    expect(answer!.status()).toBe(200)
  }
  await openMenu(page)
  await expect(companiesIn(page)).toHaveText([company.name])
  // The sign-in page leads on to where one is signed in, and offers the other as before.
  await page.getByRole('link', { name: 'Sign in to another company' }).click()
  const known = page.getByRole('region', { name: 'Recently used in this browser' })
  await expect(known.getByRole('link').filter({ hasText: 'Signed in' })).toHaveCount(2)
  await known.getByRole('link').filter({ hasText: second.name }).click()
  await expect(page).toHaveURL(`/${second.slug}/login`)
})

test('A form left open in one tab writes into its own company, whatever was signed in to since', async ({
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
  await page.getByLabel('Name').fill('Of the first tab')
  await page.getByRole('button', { name: 'Create group' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Of the first tab')
  await page.goto(`/${other.slug}/groups`)
  await expect(page.getByRole('main')).not.toContainText('Of the first tab')
})

test('What a page asks the API for is of its own company', async ({ page, company, signIn }) => {
  const other = await makeCompany()
  await signIn(await company.user({ groups: [company.administrators] }))
  await company.user({ name: 'Zeno of here' })
  await page.context().addCookies([await cookieOf(other, await other.user({ groups: [other.administrators] }))])
  await other.user({ name: 'Zeno of there' })
  await page.goto(`/${company.slug}`)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('zeno')
  await expect(page.getByRole('option', { name: /Zeno of here/ })).toBeVisible()
  await expect(page.getByText('Zeno of there')).toHaveCount(0)
  // A program that uses both cookies has to say which company it means.
  const unsaid = await page.request.get('/api/v1/users')
  expect([unsaid.status(), (await unsaid.json()).error.code]).toEqual([400, 'company_required'])
  const said = await page.request.get('/api/v1/users', { headers: { 'Console-Company': other.slug } })
  expect(JSON.stringify(await said.json())).toContain('Zeno of there')
})

test('Pages of other companies and of nobody are the same, but for the slug, with one session and with three', async ({
  page,
  company,
  signIn,
}) => {
  const [second, third, victim] = [await makeCompany(), await makeCompany(), await makeCompany()]
  await victim.user({ groups: [victim.administrators] })
  await signIn(await company.user({ groups: [company.administrators] }))
  const body = async (slug: string) => {
    const answer = await page.request.get(`/${slug}/users?q=x`)
    const text = (await answer.text()).replaceAll(slug, 'the-slug')
    // A nonce and a request id are of one answer each.
    const nonce = /nonce="([^"]+)"/.exec(text)?.[1]
    return `${answer.status()} ${nonce ? text.replaceAll(nonce, 'the-nonce') : text}`
  }
  const compare = async () => {
    const expected = await body(victim.slug)
    expect(expected).toMatch(/^404 /)
    expect(expected).toContain('Sign in to another company')
    for (let at = 0; at < 25; at++) expect(await body(`nobody-${at}-${'x'.repeat(at)}`)).toBe(expected)
  }
  await compare()
  for (const one of [second, third]) await page.context().addCookies([await cookieOf(one, await one.user())])
  await compare()
  await page.goto(`/${victim.slug}/users?q=x`)
  await expect(page.getByText(/^You are signed in to /)).toBeVisible()
  await page.getByRole('link', { name: 'Sign in to another company' }).click()
  await expect(page).toHaveURL(`/${victim.slug}/login?callbackUrl=${encodeURIComponent(`/${victim.slug}/users?q=x`)}`)
})
