import { sql } from 'drizzle-orm'
import { describe, expect, test, vi } from 'vitest'
import { inCompany } from '@/db/scope'
import { decrypt } from '@/lib/kernel/encryption'
import { newToken } from '@/lib/kernel/tokens'
import { execute, executePublic } from '@/lib/operation/run'
import { emailEncryptionContext } from '@/lib/platform/mail/enqueue'
import { viewProfile } from '@/lib/profile/queries'
import { viewSecondFactor } from '@/lib/second-factor/queries'
import { signIn } from '@/lib/sign-in/commands'
import { viewSignInMethods } from '@/lib/sign-in/queries'
import { deactivateUser, reactivateUser } from '@/lib/users/commands'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { refusal, refusalCode, request, signedIn } from '@/testing/run-as'
import { auditTrail, snapshotBesideTries } from '@/testing/snapshot'
import { requestSignInCode, signInWithCode } from './commands'
import { sendSignInCode } from './send'

// Many at once is the point of some of these; elsewhere the suite runs with a pool of one.
vi.hoisted(() => {
  process.env.DATABASE_POOL_MAX = '8'
})

const PASSWORD = 'correct horse battery staple'

const settle = (company: MadeCompany, security: object) =>
  inCompany(company.id, ({ tx }) => tx.execute(sql`update companies set security = ${JSON.stringify(security)}::jsonb`))

async function withCodes() {
  const company = await makeCompany()
  await settle(company, { signIn: { emailCode: true } })
  return company
}

type Row = Record<string, unknown>

/** What the queue would do: answers every question that waits for its code. */
async function work(company: MadeCompany): Promise<void> {
  for (const { id } of (await snapshotBesideTries(company.id)).challenges as { id: string }[])
    await sendSignInCode(company.id, id)
}

/** The codes in the mails that wait to be sent, the oldest first. */
const mailedCodes = (company: MadeCompany) =>
  inCompany(company.id, async ({ tx }) => {
    const rows = await tx.execute<{ id: string; to_address: string; sealed_content: string }>(
      sql`select id, to_address, sealed_content from mail_messages where template = 'sign-in-code' order by created_at, id`,
    )
    return rows.map(row => ({
      to: row.to_address,
      code: (JSON.parse(decrypt(row.sealed_content, emailEncryptionContext(company.id, row.id))) as { code: string })
        .code,
    }))
  })

const ask = async (company: { slug: string }, email: string, facts = request()) => {
  const browser = newToken()
  const said = await executePublic(requestSignInCode, facts, { company: company.slug, email, browser })
  return { said, browser }
}

const give = (company: { slug: string }, browser: string, code: string, facts = request()) =>
  executePublic(signInWithCode, facts, { company: company.slug, browser, code })

/** Asks for a code, and reads the mail. */
async function mailed(company: MadeCompany, email: string, facts = request()) {
  const { browser } = await ask(company, email, facts)
  await work(company)
  return { browser, code: (await mailedCodes(company)).at(-1)!.code }
}

const otherThan = (code: string): string => (code === '111111' ? '222222' : '111111')

describe('A mailed code', () => {
  test('signs its person in, once, and stands nowhere but in the mail', async () => {
    const company = await withCodes()
    const ada = await company.user()
    const { browser, code } = await mailed(company, ada.email.toUpperCase())
    expect(code).toMatch(/^\d{6}$/)
    expect(await mailedCodes(company)).toMatchObject([{ to: ada.email }])
    const kept =
      JSON.stringify((await snapshotBesideTries(company.id)).challenges) + JSON.stringify(await auditTrail(company.id))
    expect(kept).not.toContain(`"${code}"`)
    expect(kept).not.toContain(browser)
    const session = await give(company, browser, `${code.slice(0, 3)} ${code.slice(3)}`)
    const { actor } = await execute(viewProfile, { session, request: request() }, {})
    expect([actor.userId, actor.assurance.method, actor.assurance.pending]).toEqual([ada.id, 'email_code', false])
    expect(await refusalCode(give(company, browser, code))).toBe('wrong_code')
    expect((await auditTrail(company.id)).map(event => event.event)).toEqual(
      expect.arrayContaining(['sign_in_code.requested', 'session.started']),
    )
  })

  test('of 30 that come at once opens one session', async () => {
    const company = await withCodes()
    const ada = await company.user()
    const { browser, code } = await mailed(company, ada.email)
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, () =>
        give(company, browser, code).then(
          () => 'in',
          error => refusalCode(Promise.reject(error)),
        ),
      ),
    )
    expect(outcomes.filter(outcome => outcome === 'in').length).toBe(1)
    expect(new Set(outcomes)).toEqual(new Set(['in', 'wrong_code']))
    expect(((await snapshotBesideTries(company.id)).sessions as unknown[]).length).toBe(1)
  })

  test('is refused after five wrong ones, also when these come at once, and a new one works', async () => {
    const company = await withCodes()
    const ada = await company.user()
    for (const together of [false, true]) {
      await inCompany(company.id, ({ tx }) => tx.execute(sql`delete from throttles`))
      const { browser, code } = await mailed(company, ada.email)
      const guess = () => refusalCode(give(company, browser, otherThan(code)))
      const outcomes = together ? await Promise.all(Array.from({ length: 20 }, guess)) : []
      while (outcomes.length < 5) outcomes.push(await guess())
      expect(new Set(outcomes)).toEqual(new Set(['wrong_code']))
      // Not because of the throttle, which is another thing.
      await inCompany(company.id, ({ tx }) => tx.execute(sql`delete from throttles`))
      const before = await snapshotBesideTries(company.id)
      expect(await refusalCode(give(company, browser, code))).toBe('wrong_code')
      expect(await snapshotBesideTries(company.id)).toEqual(before)
    }
    const { browser, code } = await mailed(company, ada.email)
    await give(company, browser, code)
  })

  test('after four wrong ones still works', async () => {
    const company = await withCodes()
    const { browser, code } = await mailed(company, (await company.user()).email)
    for (let tries = 0; tries < 4; tries++)
      expect(await refusalCode(give(company, browser, otherThan(code)))).toBe('wrong_code')
    await give(company, browser, code)
  })

  test.each([
    ['in another browser', async (_: MadeCompany, code: string) => [newToken(), code]],
    [
      'when its time is over',
      async (company: MadeCompany, code: string, browser: string) => {
        await inCompany(company.id, ({ tx }) =>
          tx.execute(sql`update challenges set expires_at = now() - interval '1 second'`),
        )
        return [browser, code]
      },
    ],
    [
      'when a newer one was asked for, from wherever',
      async (company: MadeCompany, code: string, browser: string, email: string) => {
        await ask(company, email)
        await work(company)
        return [browser, code]
      },
    ],
    [
      'when the company no longer signs in this way',
      async (company: MadeCompany, code: string, browser: string) => {
        await settle(company, {})
        return [browser, code]
      },
    ],
    [
      'when its person was deactivated',
      async (company: MadeCompany, code: string, browser: string) => {
        await inCompany(company.id, ({ tx }) => tx.execute(sql`update users set status = 'inactive'`))
        return [browser, code]
      },
    ],
    [
      'at the door of another company',
      async (_: MadeCompany, code: string, browser: string) => [browser, code, 'elsewhere'],
    ],
  ] as const)('is refused %s', async (_, change) => {
    const [company, elsewhere] = [await withCodes(), await withCodes()]
    const ada = await company.user()
    const { browser, code } = await mailed(company, ada.email)
    const [givenBy = '', given = '', where] = await change(company, code, browser, ada.email)
    const error = await refusal(give(where ? elsewhere : company, givenBy, given))
    expect([error.code, error.status, Object.keys(error.fields ?? {})]).toEqual(['wrong_code', 401, ['code']])
    expect((await snapshotBesideTries(company.id)).sessions).toEqual([])
    // Its twin: another company, the same person's way, unhindered.
    const cleo = await elsewhere.user()
    const twin = await mailed(elsewhere, cleo.email)
    await give(elsewhere, twin.browser, twin.code)
  })

  test('does not take the place of a second factor', async () => {
    const company = await withCodes()
    const ada = await company.user()
    await company.secondFactor(ada)
    const { browser, code } = await mailed(company, ada.email)
    const session = await give(company, browser, code)
    expect(session.pending).toBe(true)
    expect(await refusalCode(execute(viewProfile, { session, request: request() }, {}))).toBe('second_factor_required')
    await execute(viewSecondFactor, { session, request: request() }, {})
  })
})

describe('Asking for a code', () => {
  test('is answered alike whether or not there is somebody, and mails nobody else', async () => {
    const [company, without] = [await withCodes(), await makeCompany()]
    const [ada, gone, invited] = [
      await company.user(),
      await company.user({ status: 'inactive' }),
      await company.user({ status: 'invited' }),
    ]
    const answers = []
    for (const [slug, email] of [
      ['no-such-company', ada.email],
      [company.slug, 'nobody@example.com'],
      [company.slug, gone.email],
      [company.slug, invited.email],
      [without.slug, (await without.user()).email],
      [company.slug, ada.email],
    ] as const) {
      answers.push((await ask({ slug }, email)).said)
    }
    await work(company)
    await work(without)
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
    expect((await mailedCodes(company)).map(({ to }) => to)).toEqual([ada.email])
    expect(await mailedCodes(without)).toEqual([])
    const reasons = (await auditTrail(company.id))
      .filter(event => event.event === 'sign_in_code.requested')
      .map(event => event.data.reason)
    expect(reasons).toEqual(['unknown_person', 'inactive', 'invited', undefined])
  })

  test('again and again mails five codes, then waits; a device that is known has its own tries', async () => {
    const company = await withCodes()
    const ada = await company.user()
    for (let times = 0; times < 8; times++) {
      await ask(company, ada.email)
      await work(company)
    }
    expect((await mailedCodes(company)).length).toBe(5)
    await inCompany(company.id, ({ tx }) => tx.execute(sql`delete from throttles`))
    const first = await mailed(company, ada.email)
    const { deviceToken } = await give(company, first.browser, first.code)
    const known = { ...request(), deviceTokens: [deviceToken!] }
    for (let times = 0; times < 8; times++) await ask(company, ada.email)
    const before = (await mailedCodes(company)).length
    const again = await mailed(company, ada.email, known)
    expect((await mailedCodes(company)).length).toBe(before + 1)
    await give(company, again.browser, again.code, known)
  })

  test('twice at the same moment leaves one code that is live', async () => {
    const company = await withCodes()
    const ada = await company.user()
    const asked = await Promise.all([1, 2, 3].map(() => ask(company, ada.email)))
    await work(company)
    const codes = await mailedCodes(company)
    const outcomes: string[] = []
    for (const { browser } of asked)
      for (const { code } of codes)
        outcomes.push(
          await give(company, browser, code).then(
            () => 'in',
            error => refusalCode(Promise.reject(error)),
          ),
        )
    expect([codes.length, outcomes.filter(outcome => outcome === 'in').length]).toEqual([1, 1])
  })

  test('ends for good when its person is deactivated, which the receipt says', async () => {
    const company = await withCodes()
    const ada = await company.user()
    const asBoss = await signedIn(company, await company.user({ groups: [company.administrators] }))
    const { browser, code } = await mailed(company, ada.email)
    expect(await asBoss.does(deactivateUser, { userId: ada.id })).toMatchObject({ ended: { signInCodes: 1 } })
    await asBoss.does(reactivateUser, { userId: ada.id })
    expect(await refusalCode(give(company, browser, code))).toBe('wrong_code')
    const fresh = await mailed(company, ada.email)
    await give(company, fresh.browser, fresh.code)
  })

  test('makes one code however often the work in the background is done', async () => {
    const company = await withCodes()
    await ask(company, (await company.user()).email)
    await work(company)
    const before = await snapshotBesideTries(company.id)
    await work(company)
    expect(await snapshotBesideTries(company.id)).toEqual(before)
    expect((before.challenges as Row[]).length).toBe(1)
  })
})

describe('The ways to sign in', () => {
  const methods = (company: string) => executePublic(viewSignInMethods, request(), { company })

  test('of a company that does not exist are those of one that chose nothing', async () => {
    const company = await makeCompany()
    expect(await methods('no-such-company')).toEqual(await methods(company.slug))
    await settle(company, { signIn: { password: false, emailCode: true, passkey: false } })
    expect(await methods(company.slug)).toEqual({ password: false, emailCode: true, passkey: false })
  })

  test('without passwords refuse the right one like a wrong one', async () => {
    const company = await makeCompany()
    const ada = await company.user({ password: PASSWORD })
    const attempt = (password: string) =>
      executePublic(signIn, request(), { company: company.slug, email: ada.email, password })
    await settle(company, { signIn: { password: false, emailCode: true } })
    const before = await snapshotBesideTries(company.id)
    const [right, wrong] = [await refusal(attempt(PASSWORD)), await refusal(attempt('not it at all'))]
    expect([right.code, right.message]).toEqual([wrong.code, wrong.message])
    expect(await snapshotBesideTries(company.id)).toEqual(before)
    await settle(company, {})
    await attempt(PASSWORD)
  })
})
