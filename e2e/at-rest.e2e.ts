import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContext } from '@playwright/test'
import { sql } from 'drizzle-orm'
import { decode } from 'next-auth/jwt'
import postgres from 'postgres'
import { inCompany } from '@/db/scope'
import { hashToken } from '@/lib/kernel/tokens'
import { totpCodeAt } from '@/lib/second-factor/totp'
import { linkIn, mailTo } from './support/mail'
import { expect, signInWith, test } from './support/test'

/** Every row of every table of every schema but PostgreSQL's own, as text, read by who may read all of it. */
async function dump(): Promise<string> {
  const owner = postgres(process.env.DATABASE_URL!, { max: 1, onnotice: () => {} })
  try {
    const tables = await owner<{ schema: string; name: string }[]>`
      select schemaname as schema, tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['sessions', 'audit_events', 'mail_messages', '_private_jobs']),
    )
    const parts: string[] = []
    for (const { schema, name } of tables) {
      const rows = await owner<{ row: string }[]>`select t::text as row from ${owner(schema)}.${owner(name)} t`
      parts.push(`${schema}.${name}`, ...rows.map(({ row }) => row))
    }
    return parts.join('\n')
  } finally {
    await owner.end()
  }
}

const serverOutput = () => readFile(join(process.env.CONSOLE_DATA_DIR!, 'server.log'), 'utf8')

/** A secret as it is and as it would be written by somebody who only encoded it. */
const spellings = (secret: string): string[] => {
  const bytes = Buffer.from(secret)
  return [
    secret,
    encodeURIComponent(secret),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ]
}

/** Where in the text a secret can be read; six digits count where they stand alone, and not within a time or a number. */
function found(text: string, secret: string): boolean {
  if (/^\d{6}$/.test(secret)) return new RegExp(`(?<![\\w.+-])${secret}(?![\\w.+-])`).test(text)
  const lower = text.toLowerCase()
  return spellings(secret).some(spelling => lower.includes(spelling.toLowerCase()))
}

/** What the cookies of a browser hold: the token inside the session's, and all others as they are. */
async function tokensOf(context: BrowserContext): Promise<string[]> {
  const cookies = await context.cookies()
  const session = cookies.find(({ name }) => name.startsWith('console.session'))!
  const tokens = cookies
    .filter(({ name }) => name !== session.name)
    .flatMap(({ value }) => decodeURIComponent(value).split(/[^\w-]+/))
  const inside = await decode<{ token: string }>({
    token: session.value,
    secret: process.env.AUTH_SECRET!,
    salt: session.name,
  })
  return [session.value, inside!.token, ...tokens.filter(token => token.length >= 32)]
}

test('No password, token, code or key can be read from a table or from what the server says', async ({
  page,
  company,
  signIn,
  browser,
  baseURL,
}) => {
  const email = `frank-${randomUUID()}@example.com`
  const [first, second, wrong] = [0, 1, 2].map(() => `Kanarie ${randomUUID()}`) as [string, string, string]
  const secrets: string[] = [first, second, wrong]
  await inCompany(company.id, ({ tx }) =>
    tx.execute(sql`update companies set security = '{"signIn": {"emailCode": true}}'`),
  )

  await signIn(await company.user({ groups: [company.administrators] }))
  await page.goto(`/${company.slug}/users/invite`)
  await page.getByLabel('Email addresses').fill(email)
  await page.getByRole('button', { name: 'Send invitations' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Invitations' })).toBeVisible()
  const invitation = linkIn(await mailTo(email))
  secrets.push(invitation.split('/').at(-1)!)

  const context = await browser.newContext({ baseURL })
  const franks = await context.newPage()
  await franks.goto(invitation)
  await franks.getByLabel('Your name').fill('Frank')
  await franks.getByLabel('Password', { exact: true }).fill(first)
  await franks.getByLabel('Confirm password').fill(first)
  await franks.getByRole('button', { name: 'Accept and sign in' }).click()
  await expect(franks).toHaveURL(`/${company.slug}`)
  secrets.push(...(await tokensOf(context)))

  await franks.goto(`/${company.slug}/profile`)
  await franks.getByRole('button', { name: 'Set up an authenticator app' }).click()
  const key = (await franks.getByRole('dialog').locator('code').innerText()).replaceAll(' ', '')
  const code = totpCodeAt(key)
  await franks.getByLabel('Code', { exact: true }).fill(code)
  const listed = franks.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
  await expect(listed).toHaveCount(10)
  const recoveryCodes = await listed.allInnerTexts()
  secrets.push(
    key,
    code,
    ...recoveryCodes,
    ...recoveryCodes.map(one => one.replaceAll(/[^\w]/g, '')),
    ...(await tokensOf(context)),
  )

  await context.clearCookies()
  await signInWith(franks, company, email, wrong)
  await expect(franks.getByRole('main').getByRole('alert')).toContainText('is not correct')
  await signInWith(franks, company, email, first)
  await franks.getByLabel('Trust this device for 30 days').check()
  await franks.getByRole('button', { name: 'Use a recovery code' }).click()
  await franks.getByLabel('Recovery code').fill(recoveryCodes[0]!)
  await franks.getByRole('button', { name: 'Confirm' }).click()
  await expect(franks).toHaveURL(`/${company.slug}`)
  secrets.push(...(await tokensOf(context)))

  await context.clearCookies()
  await franks.goto(`/${company.slug}/forgot-password`)
  await franks.getByLabel('Email').fill(email)
  await franks.getByRole('button', { name: 'Send link' }).click()
  await expect.poll(async () => (await mailTo(email)).subject, { timeout: 15_000 }).toContain('Choose a new password')
  const reset = linkIn(await mailTo(email))
  secrets.push(reset.split('/').at(-1)!)
  await franks.goto(reset)
  await franks.getByLabel('New password', { exact: true }).fill(second)
  await franks.getByLabel('Confirm new password').fill(second)
  await franks.getByRole('button', { name: 'Change password' }).click()
  await expect(franks.getByText('Your password was changed. Sign in with the new one.')).toBeVisible()

  await franks.getByRole('button', { name: 'Email me a code' }).click()
  await franks.getByLabel('Email').fill(email)
  await franks.getByRole('button', { name: 'Email me a code' }).click()
  await expect.poll(async () => (await mailTo(email)).text, { timeout: 15_000 }).toMatch(/\b\d{6}\b/)
  const mailed = /\b\d{6}\b/.exec((await mailTo(email)).text!)![0]
  const missed = mailed === '471147' ? '741174' : '471147'
  secrets.push(mailed, missed)
  for (const given of [missed, mailed]) {
    await franks.getByLabel('Code').fill(given)
    if (given === missed) await expect(franks.getByText('This code is not correct')).toBeVisible()
  }
  await expect(franks).toHaveURL(/second-factor/)
  secrets.push(...(await tokensOf(context)))

  // Where a program, or a browser without scripts, puts a password into the wrong place.
  const lost = `Kanarie ${randomUUID()}`
  secrets.push(lost)
  const headers = { Origin: baseURL!, 'Content-Type': 'application/json', Authorization: `Bearer ${lost}` }
  await page.request.get(`/${company.slug}/login?password=${encodeURIComponent(lost)}`)
  await page.request.post(`/${company.slug}/login`, { headers, data: `{"password":"${lost}"` })
  await page.request.post('/api/v1/groups', { headers, data: `{"name":"x","password":"${lost}"` })
  await page.request.post('/api/auth/callback/credentials', { headers: { Origin: baseURL! }, form: { password: lost } })

  expect(new Set(secrets).size).toBeGreaterThan(30)
  const [tables, output] = [await dump(), await serverOutput()]
  expect(secrets.filter(secret => found(tables, secret))).toEqual([])
  expect(secrets.filter(secret => found(output, secret))).toEqual([])
  // The search does find what is there.
  expect(found(tables, email)).toBe(true)
  expect(found(tables, hashToken(secrets[3]!))).toBe(true)
  expect(found(output, 'Console is ready')).toBe(true)
  for (const secret of secrets) expect(found(`{"value":"${secret}"}`, secret)).toBe(true)
  await context.close()
})
