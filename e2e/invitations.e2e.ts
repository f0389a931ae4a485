import { readFile, readdir } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { sql } from 'drizzle-orm'
import { simpleParser } from 'mailparser'
import { inCompany } from '@/db/scope'
import { makeCompany } from '@/testing/factories'
import { snapshot } from '@/testing/snapshot'
import { cookieOf, expect, test } from './support/test'

const PASSWORD = 'wobbly lantern crosses the river'

const folder = () => join(process.env.CONSOLE_DATA_DIR!, 'mail')

/** The newest written mail to an address, as soon as it is there. */
async function mailTo(address: string, subject: RegExp) {
  let found: { text: string; subject: string } | undefined
  await expect
    .poll(
      async () => {
        const files = (await readdir(folder()).catch(() => []))
          .filter(file => file.endsWith('.eml'))
          .sort()
          .toReversed()
        for (const file of files) {
          const mail = await simpleParser(await readFile(join(folder(), file)))
          const to = mail.to && !Array.isArray(mail.to) ? mail.to.value[0]?.address : undefined
          if (to === address && subject.test(mail.subject ?? '')) {
            found = { text: mail.text ?? '', subject: mail.subject ?? '' }
            return true
          }
        }
        return false
      },
      { timeout: 30_000 },
    )
    .toBe(true)
  return found!
}

const linkIn = (text: string): string => /https?:\/\/\S+\/invitation\/[\w-]+/.exec(text)![0]

async function accept(page: Page, name: string): Promise<void> {
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByLabel('Confirm password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Accept and sign in' }).click()
}

test('Alice invites Frank into Developers; Frank opens the mail, accepts, and is where Bob is', async ({
  page,
  browser,
}) => {
  await page.goto('/acme-corp/login')
  await page.getByLabel('Email').fill('alice@acme.example')
  await page.getByLabel('Password', { exact: true }).fill('Console-Demo-2026!')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/acme-corp$/)
  await page.getByRole('link', { name: 'Users', exact: true }).click()
  await page.getByRole('link', { name: 'Invite people' }).click()
  await page.getByLabel('Email addresses').fill('Frank Castle <frank@acme.example>')
  await page.getByRole('option', { name: 'Developers' }).click()
  await page.getByLabel('Personal message').fill('Welcome to the team!')
  await page.getByRole('button', { name: 'Send invitations' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Invitations' })).toBeVisible()
  const row = page.getByRole('row').filter({ hasText: 'Frank Castle' })
  await expect(row).toContainText('Pending')
  await expect(row).toContainText('Alice Martin')

  const { text, subject } = await mailTo('frank@acme.example', /Acme Corp/)
  expect(subject).toBe('Alice Martin invited you to join Acme Corp')
  expect(text).toContain('Welcome to the team!')
  const franks = await (await browser.newContext()).newPage()
  await franks.goto(linkIn(text))
  await expect(franks.getByRole('heading', { level: 1 })).toHaveText('Join Acme Corp')
  await expect(franks.getByRole('main')).toContainText('Alice Martin invites frank@acme.example')
  await expect(franks.getByLabel('Your name')).toHaveValue('Frank Castle')
  await accept(franks, 'Frank Castle')
  await expect(franks).toHaveURL(/\/acme-corp$/)
  await expect(franks.getByRole('navigation', { name: 'Main' }).getByRole('link')).toHaveText([
    'Dashboard',
    'My access',
  ])
  await franks.goto('/acme-corp/access')
  for (const key of ['repositories:manage', 'staging:deploy', 'production-logs:view'])
    await expect(franks.getByRole('main')).toContainText(key)
  await franks.context().close()

  await page.goto('/acme-corp/audit-log?person=frank%40acme.example')
  const log = page.getByRole('main')
  await expect(log).toContainText(
    'Alice Martin invited Frank Castle to the group Developers. The invitation is valid for 7 days.',
  )
  await expect(log).toContainText('Frank Castle accepted the invitation and joined the group Developers.')
  await expect(log).toContainText('Frank Castle signed in by accepting an invitation.')
})

test('The link opened a hundred times, by whatever method, uses nothing up', async ({ page, company }) => {
  const ada = await company.user({ name: 'Ada' })
  const { token } = await company.invitation({ by: ada })
  const path = `/${company.slug}/invitation/${token}`
  const before = await snapshot(company.id)
  for (let times = 0; times < 50; times++) {
    const [got, head] = [await page.request.get(path), await page.request.head(path)]
    expect([got.status(), head.status()]).toEqual([200, 200])
    if (times === 0)
      expect([got.headers()['referrer-policy'], got.headers()['cache-control'], got.headers()['set-cookie']]).toEqual([
        'no-referrer',
        expect.stringContaining('no-store'),
        undefined,
      ])
  }
  const now = await snapshot(company.id)
  // The mail may have gone out meanwhile; that is another action.
  expect({ ...now, mail_messages: [] }).toEqual({ ...before, mail_messages: [] })
  await page.goto(path)
  await accept(page, 'Frank')
  await expect(page).toHaveURL(new RegExp(`/${company.slug}$`))
})

test('Every link that cannot be used leads to one and the same page, which helps', async ({
  page,
  company,
  signIn,
}) => {
  const ada = await company.user({ groups: [company.administrators] })
  const [expired, cancelled, resent, used] = [
    await company.invitation({ by: ada }),
    await company.invitation({ by: ada }),
    await company.invitation({ by: ada }),
    await company.invitation({ by: ada }),
  ]
  await inCompany(company.id, ({ tx }) =>
    tx.execute(sql`update invitations set expires_at = now() where id = ${expired.id}`),
  )
  await page.goto(`/${company.slug}/invitation/${used.token}`)
  await accept(page, 'Uma')
  await expect(page).toHaveURL(new RegExp(`/${company.slug}$`))
  await signIn(ada)
  await page.goto(`/${company.slug}/invitations`)
  await page.getByRole('button', { name: `Resend to ${resent.email}` }).click()
  await expect(page.getByText(`Email is off, so copy the new link for ${resent.email}`)).toBeVisible()
  await page.getByRole('button', { name: `More actions for ${cancelled.email}` }).click()
  await page.getByRole('button', { name: `Cancel the invitation for ${cancelled.email}` }).click()
  await expect(page.getByRole('dialog')).toContainText('The link stops working immediately')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel invitation' }).click()
  await expect(page.getByRole('row').filter({ hasText: cancelled.email })).toContainText('Cancelled')
  await page.context().clearCookies()

  const garbage = 'x'.repeat(43)
  const answers: (string | number)[][] = []
  for (const [slug, token] of [
    [company.slug, expired.token],
    [company.slug, cancelled.token],
    [company.slug, resent.token],
    [company.slug, used.token],
    [company.slug, garbage],
    ['no-such-company', expired.token],
  ] as const) {
    const answer = await page.request.get(`/${slug}/invitation/${token}`)
    const body = (await answer.text()).replaceAll(token, 'TOKEN').replaceAll(slug, 'SLUG')
    answers.push([answer.status(), body.replace(/nonce(=|\\?":\\?)\\?"[^"\\]*/g, '')])
  }
  for (const answer of answers) expect(answer).toEqual(answers[0])
  expect(answers[0]![0]).toBe(404)
  await page.goto(`/${company.slug}/invitation/%00`)
  await page.goto(`/${company.slug}/invitation/${garbage}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This invitation cannot be used')
  await page.getByRole('link', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(`/${company.slug}/login`)
})

test('Who is signed in as somebody else is told so, and can sign out or stay', async ({ page, company, signIn }) => {
  const ada = await company.user({ name: 'Ada Lovelace' })
  const { token, email } = await company.invitation({ by: ada })
  await signIn(ada)
  await page.goto(`/${company.slug}/invitation/${token}`)
  await expect(page.getByRole('main')).toContainText('You are signed in as Ada Lovelace')
  await expect(page.getByRole('link', { name: 'Stay signed in' })).toBeVisible()
  await expect(page.getByLabel('Password', { exact: true })).toHaveCount(0)
  await page.getByRole('button', { name: 'Sign out and continue' }).click()
  await accept(page, 'Frank')
  await expect(page).toHaveURL(new RegExp(`/${company.slug}$`))
  await page.goto(`/${company.slug}/profile`)
  await expect(page.getByRole('main')).toContainText(email)
})

test('A weak password is said to be one while it is typed, and refused', async ({ page, company }) => {
  const { token } = await company.invitation({ by: await company.user() })
  await page.goto(`/${company.slug}/invitation/${token}`)
  const status = page.getByRole('main').getByRole('status')
  const password = page.getByLabel('Password', { exact: true })
  await password.fill('short')
  await expect(status).toContainText('7 more characters')
  await password.fill('passwordpassword')
  await expect(status).toContainText('very weak')
  await page.getByLabel('Your name').fill('Frank')
  await page.getByLabel('Confirm password').fill('passwordpassword')
  const answer = page.waitForResponse(response => response.request().method() === 'POST')
  await page.getByRole('button', { name: 'Accept and sign in' }).click()
  expect((await answer).status()).toBe(422)
  await expect(password).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByLabel('Your name')).toHaveValue('Frank')
  await password.fill(PASSWORD)
  await expect(status).toContainText('strong')
})

test('Addresses that are taken are offered the right act, and the others are invited', async ({
  page,
  company,
  signIn,
}) => {
  const ada = await company.user({ groups: [company.administrators] })
  const member = await company.user({ email: 'member@acme.example', name: 'Mia Member' })
  await company.user({ email: 'gone@acme.example', status: 'inactive' })
  await company.invitation({ email: 'pending@acme.example', by: ada })
  await signIn(ada)
  await page.goto(`/${company.slug}/users/invite`)
  const addresses = page.getByLabel('Email addresses')
  await addresses.fill('nonsense, frank@acme.example')
  await page.getByRole('button', { name: 'Send invitations' }).click()
  await expect(addresses).toHaveAccessibleDescription(/“nonsense”/)
  await page.getByRole('button', { name: 'Remove nonsense' }).click()
  await page.getByRole('button', { name: 'Remove frank@acme.example' }).click()

  const taken = 'member@acme.example\ngone@acme.example\npending@acme.example'
  await addresses.fill(taken)
  const answer = page.waitForResponse(response => response.request().method() === 'POST')
  await page.getByRole('button', { name: 'Send invitations' }).click()
  expect((await answer).status()).toBe(409)
  await expect(addresses).toHaveAccessibleDescription(/pending@acme.example has already been invited/)
  await page.getByRole('button', { name: 'Resend to pending@acme.example' }).click()
  await expect(page.getByText('A new link for pending@acme.example was created')).toBeVisible()

  await addresses.fill(`${taken}\nnew@acme.example`)
  await page.getByRole('button', { name: 'Send invitations' }).click()
  await expect(page.getByRole('heading', { level: 2, name: '1 person invited, 3 skipped' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Reactivate gone@acme.example' })).toBeVisible()
  await page.getByRole('link', { name: 'Open member@acme.example' }).click()
  await expect(page).toHaveURL(`/${company.slug}/users/${member.id}`)
})

test('An invited person has exactly: resend, correct, copy link, cancel', async ({ page, company, signIn }) => {
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  const { userId, email, token } = await company.invitation({ by: ada })
  await signIn(ada)
  await page.goto(`/${company.slug}/users/${userId}`)
  const main = page.getByRole('main')
  for (const name of ['Deactivate', 'Reactivate', 'Delete'])
    await expect(main.getByRole('button', { name })).toHaveCount(0)
  for (const fact of ['Invited by', 'Ada', 'Expires', 'Delivery']) await expect(main).toContainText(fact)
  await expect(main.getByRole('link', { name: `Edit the invitation for ${email}` })).toBeVisible()
  await main.getByRole('button', { name: 'Copy link' }).click()
  await expect(page.getByRole('dialog').getByRole('textbox')).toHaveValue(
    `${process.env.APP_URL}/${company.slug}/invitation/${token}`,
  )
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await main.getByRole('button', { name: `Cancel the invitation for ${email}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel invitation' }).click()
  await expect(page).toHaveURL(`/${company.slug}/invitations`)
  await expect(page.getByRole('row').filter({ hasText: email })).toContainText('Cancelled')
})

test('In the list, all but resending is in the menu of the row, which the keyboard leaves for the next row', async ({
  page,
  company,
  signIn,
}) => {
  const ada = await company.user({ groups: [company.administrators] })
  const [first, second] = [
    await company.invitation({ by: ada, email: 'first@acme.example' }),
    await company.invitation({ by: ada, email: 'second@acme.example' }),
  ]
  await signIn(ada)
  await page.goto(`/${company.slug}/invitations`)
  const row = (email: string) => page.getByRole('row').filter({ hasText: email })
  await expect(row(first.email).getByRole('button')).toHaveCount(2)
  await row(second.email).getByRole('button', { name: 'More actions' }).press('Enter')
  await expect(page.getByRole('link', { name: `Edit the invitation for ${second.email}` })).toBeVisible()
  await page.getByRole('button', { name: `Copy link for ${second.email}` }).press('Enter')
  await expect(page.getByRole('dialog').getByRole('textbox')).toHaveValue(new RegExp(second.token))
  await page.keyboard.press('Escape')
  await expect(row(second.email).getByRole('button', { name: 'More actions' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: `Cancel the invitation for ${second.email}` }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel invitation' }).press('Enter')
  await expect(row(second.email)).toContainText('Cancelled')
  await expect(row(first.email).getByRole('button', { name: 'Resend' })).toBeFocused()
})

test('Links in mail carry the configured address, whatever the request said of itself', async ({
  company,
  signIn,
  page,
}) => {
  const ada = await company.user({ groups: [company.administrators] })
  await signIn(ada)
  const { name, value } = await cookieOf(company, ada)
  const { hostname, port } = new URL(process.env.APP_URL!)
  const address = `hosted-${company.slug}@acme.example`
  const status = await new Promise<number | undefined>((settle, reject) => {
    const sent = httpRequest(
      {
        hostname,
        port,
        path: '/api/v1/invitations',
        method: 'POST',
        headers: {
          Host: 'evil.example',
          Origin: process.env.APP_URL!,
          'X-Forwarded-Host': 'evil.example',
          'X-Forwarded-Proto': 'https',
          Forwarded: 'host=evil.example',
          Cookie: `${name}=${value}`,
          'Content-Type': 'application/json',
        },
      },
      answer => {
        answer.resume()
        settle(answer.statusCode)
      },
    )
    sent.once('error', reject)
    sent.end(JSON.stringify({ addresses: [address] }))
  })
  expect(status).toBe(200)
  const { text } = await mailTo(address, /invited you/)
  expect(linkIn(text).startsWith(`${process.env.APP_URL}/${company.slug}/invitation/`)).toBe(true)
  expect(text).not.toContain('evil')
  const listed = await page.request.get('/api/v1/invitations')
  expect(((await listed.json()) as { data: { invitations: unknown[] } }).data.invitations).toHaveLength(1)
})

test('Invitations of two companies to one address never touch', async ({ page, company }) => {
  const other = await makeCompany()
  const [mine, theirs] = [
    await company.invitation({ by: await company.user(), email: 'frank@acme.example' }),
    await other.invitation({ by: await other.user(), email: 'frank@acme.example' }),
  ]
  await page.goto(`/${company.slug}/invitation/${mine.token}`)
  await accept(page, 'Frank of one')
  await expect(page).toHaveURL(new RegExp(`/${company.slug}$`))
  await page.context().clearCookies()
  await page.goto(`/${company.slug}/invitation/${theirs.token}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This invitation cannot be used')
  await page.goto(`/${other.slug}/invitation/${theirs.token}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Join ${other.name}`)
})

test('The company says how long invitations are valid', async ({ page, company, signIn }) => {
  await signIn(await company.user({ groups: [company.administrators] }))
  await page.goto(`/${company.slug}/settings`)
  await page.getByLabel('Days').fill('31')
  await page.getByRole('button', { name: 'Save validity' }).click()
  await expect(page.getByLabel('Days')).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('Days').fill('14')
  await page.getByRole('button', { name: 'Save validity' }).click()
  await expect(page.getByText('The validity was saved.')).toBeVisible()
  await page.goto(`/${company.slug}/users/invite`)
  await expect(page.getByLabel('Valid for (days)')).toHaveValue('14')
})
