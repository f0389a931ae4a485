import { randomBytes } from 'node:crypto'
import type { APIResponse, Page } from '@playwright/test'
import { sql } from 'drizzle-orm'
import { inCompany } from '@/db/scope'
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

/** What differs between two answers to the same question: when it was answered, and what is of one answer alone. */
const OF_ONE_ANSWER = new Set(['date', 'x-request-id'])

const makeNobody = () => `c-${randomBytes(6).toString('hex')}`

test('Pages and API of other companies and of nobody are the same, but for the slug, with one session and with three', async ({
  page,
  company,
  signIn,
  baseURL,
}) => {
  test.slow()
  const [second, third, ...victims] = await Promise.all(Array.from({ length: 12 }, () => makeCompany()))
  for (const victim of victims) await victim.user({ groups: [victim.administrators] })
  await signIn(await company.user({ groups: [company.administrators] }))

  const asked = (slug: string): Promise<APIResponse>[] => {
    const api = { headers: { 'Console-Company': slug, Origin: baseURL! }, maxRedirects: 0 }
    return [
      page.request.get(`/${slug}/users?q=x`, { maxRedirects: 0 }),
      page.request.get('/api/v1/users', api),
      page.request.post('/api/v1/groups', { ...api, data: { name: 'Finance', slug: 'finance', description: '' } }),
    ]
  }
  const answers = async (slug: string) => {
    const all = []
    for (const answer of await Promise.all(asked(slug))) {
      const text = await answer.text()
      const marks = [/nonce="([^"]+)"/, /"requestId":"([^"]+)"/].map(mark => mark.exec(text)?.[1]).filter(Boolean)
      const plain = (given: string) =>
        [slug, ...(marks as string[])].reduce((left, mark) => left.replaceAll(mark, 'its-own'), given)
      const headers = answer.headersArray().filter(({ name }) => !OF_ONE_ANSWER.has(name.toLowerCase()))
      all.push([answer.status(), plain(JSON.stringify(headers)), plain(text)])
    }
    return all
  }
  const compare = async () => {
    const expected = await answers(victims[0]!.slug)
    expect(expected.map(([status]) => status)).toEqual([404, 409, 409])
    expect(expected[0]![2]).toContain('Sign in to another company')
    const slugs = [...victims.map(({ slug }) => slug), ...Array.from({ length: 45 }, makeNobody)]
    for (const slug of slugs) expect(await answers(slug)).toEqual(expected)
  }
  await compare()
  for (const one of [second!, third!]) await page.context().addCookies([await cookieOf(one, await one.user())])
  await compare()
  await page.goto(`/${victims[0]!.slug}/users?q=x`)
  await expect(page.getByText(/^You are signed in to /)).toBeVisible()
  await page.getByRole('link', { name: 'Sign in to another company' }).click()
  const [{ slug }] = victims as [MadeCompany]
  await expect(page).toHaveURL(`/${slug}/login?callbackUrl=${encodeURIComponent(`/${slug}/users?q=x`)}`)
})

test('What was entered by Alice is not sent as Bob, who signed in from another tab since, and is kept', async ({
  page,
  company,
  signIn,
}) => {
  const alice = await company.user({ name: 'Alice Example', groups: [company.administrators] })
  const bob = await company.user({ name: 'Bob Example', groups: [company.administrators] })
  await signIn(alice)
  await page.goto(`/${company.slug}/groups/new`)
  await page.getByLabel('Name').fill('Of Alice')
  await page.context().addCookies([await cookieOf(company, bob)])
  await page.getByRole('button', { name: 'Create group' }).click()
  const refused = page.getByRole('main').getByRole('alert').first()
  await expect(refused).toContainText('You are now signed in as Bob Example')
  await expect(refused).toContainText('Reload the page to continue as Bob Example.')
  await expect(page.getByLabel('Name')).toHaveValue('Of Alice')
  const made = () => inCompany(company.id, ({ tx }) => tx.execute(sql`select 1 from groups where name = 'Of Alice'`))
  expect(await made()).toHaveLength(0)
  // Where Alice is back, it is sent; where Bob reads the page anew, it is his.
  await page.context().addCookies([await cookieOf(company, alice)])
  await page.getByRole('button', { name: 'Create group' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Of Alice')
  expect(await made()).toHaveLength(1)
  await page.context().addCookies([await cookieOf(company, bob)])
  await page.goto(`/${company.slug}/groups/new`)
  await page.getByLabel('Name').fill('Of Bob')
  await page.getByRole('button', { name: 'Create group' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Of Bob')
})

test('Buttons and files of a page that Alice opened are refused to Bob as well', async ({ page, company, signIn }) => {
  const alice = await company.user({ name: 'Alice Example', groups: [company.administrators] })
  const bob = await company.user({ name: 'Bob Example', groups: [company.administrators] })
  await signIn(alice)
  const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from('email,name\nada@acme.example,Ada\n') }
  await page.goto(`/${company.slug}/users/import`)
  await page.getByLabel('File').setInputFiles(file)
  await expect(page.getByRole('group', { name: 'Match columns' })).toBeVisible()
  await page.context().addCookies([await cookieOf(company, bob)])
  await page.getByRole('button', { name: 'Review' }).click()
  await expect(page.getByRole('main').getByRole('alert').first()).toContainText('You are now signed in as Bob Example')
  await page.context().addCookies([await cookieOf(company, alice)])
  await page.getByRole('button', { name: 'Review' }).click()
  await page.getByRole('button', { name: 'Start import' }).click()
  await expect(page.getByText(/The import (is running|has started)|Import finished/).first()).toBeVisible()
})
