import { sql } from 'drizzle-orm'
import { describe, expect, test, vi } from 'vitest'
import { inCompany } from '@/db/scope'
import { newToken } from '@/lib/kernel/tokens'
import { execute, executePublic } from '@/lib/operation/run'
import { viewProfile } from '@/lib/profile/queries'
import { signIn } from '@/lib/sign-in/commands'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { refusal, refusalCode, request, signedIn } from '@/testing/run-as'
import { awaitingSecondFactor, mails, personWithFactor, require2fa } from '@/testing/second-factor'
import { auditTrail, snapshotBesideTries } from '@/testing/snapshot'
import {
  beginSecondFactor,
  confirmSecondFactor,
  regenerateCodes,
  removeSecondFactor,
  verifySecondFactor,
} from './commands'
import { consumeCode } from './prove'
import { viewSecondFactor } from './queries'
import { totpCodeAt } from './totp'

// Many at once is the point of some of these; elsewhere the suite runs with a pool of one.
vi.hoisted(() => {
  process.env.DATABASE_POOL_MAX = '8'
})

const PASSWORD = 'correct horse battery staple'
const STEP = 30_000

const events = async (company: MadeCompany) => (await auditTrail(company.id)).map(event => event.event)

describe('Setting up an authenticator app', () => {
  test('takes a code of it, gives recovery codes once, renews the session and tells the person', async () => {
    const company = await makeCompany()
    const ada = await company.user()
    const asAda = await signedIn(company, ada)
    const begun = await asAda.does(beginSecondFactor)
    const secret = new URL(begun.uri).searchParams.get('secret')!
    expect(begun.key.replaceAll(' ', '')).toBe(secret)
    expect(begun.qr.path).toMatch(/^(M\d+ \d+h1v1h-1z)+$/)
    const code = totpCodeAt(secret)
    const spaced = `${code.slice(0, 3)} ${code.slice(3)}`
    const { session, recoveryCodes } = await asAda.does(confirmSecondFactor, {
      sealedKey: begun.sealedKey,
      code: spaced,
    })
    expect(new Set(recoveryCodes).size).toBe(10)
    for (const one of recoveryCodes) expect(one).toMatch(/^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}$/)
    expect(await refusalCode(asAda.does(viewProfile))).toBe('unauthenticated')
    const renewed = await execute(viewSecondFactor, { session, slug: company.slug, request: request() }, {})
    expect(renewed.data).toMatchObject({ appSince: expect.any(Date), codesLeft: 10, demand: undefined })
    expect(renewed.actor.assurance.secondFactorAt).toBeInstanceOf(Date)
    const kept =
      JSON.stringify(await snapshotBesideTries(company.id)) +
      JSON.stringify(await auditTrail(company.id)) +
      JSON.stringify(await mails(company))
    for (const text of [
      secret,
      begun.key,
      session.token,
      ...recoveryCodes,
      ...recoveryCodes.map(one => one.replaceAll('-', '')),
    ])
      expect(kept).not.toContain(text)
    expect((await mails(company)).map(({ template, to }) => [template, to])).toEqual([
      ['second-factor-added', ada.email],
    ])
  })

  test('with a wrong code keeps nothing', async () => {
    const company = await makeCompany()
    const asAda = await signedIn(company, await company.user())
    const { sealedKey, uri } = await asAda.does(beginSecondFactor)
    const before = await snapshotBesideTries(company.id)
    const late = totpCodeAt(new URL(uri).searchParams.get('secret')!, Date.now() - 3 * STEP)
    const error = await refusal(asAda.does(confirmSecondFactor, { sealedKey, code: late }))
    expect([error.code, error.status, Object.keys(error.fields ?? {})]).toEqual(['wrong_code', 401, ['code']])
    expect(await snapshotBesideTries(company.id)).toEqual(before)
  })

  test('cannot be finished with a key that was made for somebody else', async () => {
    const company = await makeCompany()
    const [asAda, asBea] = [
      await signedIn(company, await company.user()),
      await signedIn(company, await company.user()),
    ]
    const { sealedKey, uri } = await asAda.does(beginSecondFactor)
    const code = totpCodeAt(new URL(uri).searchParams.get('secret')!)
    expect(await refusalCode(asBea.does(confirmSecondFactor, { sealedKey, code }))).toBe('conflict')
    await asAda.does(confirmSecondFactor, { sealedKey, code })
  })

  test('in place of a former one leaves that good until the new one is, and the recovery codes as they were', async () => {
    const { company, ada, secret, recoveryCodes } = await personWithFactor()
    const asAda = await signedIn(company, ada)
    const { sealedKey, uri } = await asAda.does(beginSecondFactor)
    await (
      await awaitingSecondFactor(company, ada)
    )(verifySecondFactor, { code: totpCodeAt(secret, Date.now() - STEP) })
    const fresh = new URL(uri).searchParams.get('secret')!
    expect(await asAda.does(confirmSecondFactor, { sealedKey, code: totpCodeAt(fresh) })).toMatchObject({
      recoveryCodes: [],
    })
    expect(
      await refusalCode((await awaitingSecondFactor(company, ada))(verifySecondFactor, { code: totpCodeAt(secret) })),
    ).toBe('wrong_code')
    await (
      await awaitingSecondFactor(company, ada)
    )(verifySecondFactor, { code: totpCodeAt(fresh, Date.now() + STEP) })
    await (
      await awaitingSecondFactor(company, ada)
    )(verifySecondFactor, { code: recoveryCodes[0] })
  })

  test('asks again who it is when that was proved too long ago', async () => {
    const company = await makeCompany()
    const ada = await company.user()
    const session = await company.session(ada, { steppedUpAt: new Date(Date.now() - 16 * 60_000) })
    const error = await refusal(execute(beginSecondFactor, { session, request: request() }, {}))
    expect([error.code, error.status]).toEqual(['step_up_required', 403])
  })
})

describe('The code at sign-in', () => {
  test('makes a full session of a pending one, under a new token', async () => {
    const { company, ada, secret } = await personWithFactor({ password: PASSWORD })
    const begun = await executePublic(signIn, request(), {
      company: company.slug,
      email: ada.email,
      password: PASSWORD,
    })
    expect(begun.pending).toBe(true)
    const call = (session: { token: string; companyId: string }) => ({
      session,
      slug: company.slug,
      request: request(),
    })
    expect(await refusalCode(execute(viewProfile, call(begun), {}))).toBe('second_factor_required')
    const { data } = await execute(verifySecondFactor, call(begun), { code: totpCodeAt(secret) })
    expect(await refusalCode(execute(viewProfile, call(begun), {}))).toBe('unauthenticated')
    const { actor } = await execute(viewProfile, call(data), {})
    expect(actor.assurance).toMatchObject({
      pending: false,
      secondFactorAt: expect.any(Date),
      steppedUpAt: expect.any(Date),
    })
    expect(await events(company)).toEqual(expect.arrayContaining(['session.second_factor_pending', 'session.started']))
    const [row] = (await snapshotBesideTries(company.id)).sessions as { expires_at: string }[]
    expect(new Date(row!.expires_at).getTime()).toBeGreaterThan(Date.now() + 11 * 3_600_000)
  })

  test('is accepted once, also of 30 that come at the same moment', async () => {
    const { company, ada, secret } = await personWithFactor()
    const code = totpCodeAt(secret)
    const found = await Promise.all(
      Array.from({ length: 30 }, () => inCompany(company.id, scope => consumeCode(scope, ada.id, code))),
    )
    expect(found.filter(Boolean)).toEqual(['app'])
    const other = await personWithFactor()
    const waiting = await Promise.all(Array.from({ length: 30 }, () => awaitingSecondFactor(other.company, other.ada)))
    const same = totpCodeAt(other.secret)
    const outcomes = await Promise.all(
      waiting.map(call =>
        call(verifySecondFactor, { code: same }).then(
          () => 'done',
          error => refusalCode(Promise.reject(error)),
        ),
      ),
    )
    expect(outcomes.filter(outcome => outcome === 'done').length).toBe(1)
    expect(new Set(outcomes)).toEqual(new Set(['done', 'wrong_code']))
  })

  test('may be a recovery code, once, also of 30 that come at the same moment; its person is told', async () => {
    const { company, ada, recoveryCodes } = await personWithFactor()
    const found = await Promise.all(
      Array.from({ length: 30 }, () => inCompany(company.id, scope => consumeCode(scope, ada.id, recoveryCodes[0]!))),
    )
    expect(found.filter(Boolean)).toEqual(['recovery_code'])
    const call = await awaitingSecondFactor(company, ada)
    expect(await refusalCode(call(verifySecondFactor, { code: recoveryCodes[0] }))).toBe('wrong_code')
    await call(verifySecondFactor, { code: recoveryCodes[1]!.toUpperCase().replaceAll('-', ' ') })
    const [mail] = await mails(company)
    expect([mail?.template, mail?.to, JSON.parse(mail!.content).left]).toEqual(['recovery-code-used', ada.email, 8])
    for (const code of recoveryCodes) expect(mail!.content).not.toContain(code)
  })

  test('of somebody else, or of a later or earlier minute, opens nothing and changes nothing', async () => {
    const { company, ada, secret } = await personWithFactor()
    const bea = await company.user()
    const theirs = await company.secondFactor(bea)
    const before = await snapshotBesideTries(company.id)
    for (const code of [
      totpCodeAt(theirs.secret),
      theirs.recoveryCodes[0],
      totpCodeAt(secret, Date.now() - 3 * STEP),
      totpCodeAt(secret, Date.now() + 3 * STEP),
    ]) {
      const call = await awaitingSecondFactor(company, ada)
      expect(await refusalCode(call(verifySecondFactor, { code }))).toBe('wrong_code')
      await inCompany(company.id, ({ tx }) => tx.execute(sql`delete from sessions where pending`))
    }
    expect(await snapshotBesideTries(company.id)).toEqual(before)
    await (
      await awaitingSecondFactor(company, ada)
    )(verifySecondFactor, { code: totpCodeAt(secret) })
  })

  test('can be guessed five times, whatever device each guess comes from, and the right one then fails alike', async () => {
    const { company, ada, secret } = await personWithFactor({ password: PASSWORD })
    const guess = async (code: string, deviceToken: string | undefined) => {
      const facts = { ...request(), deviceTokens: deviceToken ? [deviceToken] : [] }
      const begun = await executePublic(signIn, facts, { company: company.slug, email: ada.email, password: PASSWORD })
      return refusal(execute(verifySecondFactor, { session: begun, request: facts }, { code }))
    }
    const wrong = totpCodeAt(secret, Date.now() + 10 * STEP)
    const answers = []
    for (let tries = 0; tries < 5; tries++) answers.push(await guess(wrong, newToken()))
    answers.push(await guess(totpCodeAt(secret), undefined))
    expect(new Set(answers.map(({ code, message, fields }) => JSON.stringify({ code, message, fields }))).size).toBe(1)
    expect(((await snapshotBesideTries(company.id)).devices as unknown[]).length).toBe(0)
  })
})

describe('Recovery codes', () => {
  test('are made anew, and the former ones are no good any more', async () => {
    const { company, ada, recoveryCodes } = await personWithFactor()
    const asAda = await signedIn(company, ada)
    const { recoveryCodes: fresh } = await asAda.does(regenerateCodes)
    expect(fresh.length).toBe(10)
    expect(
      await refusalCode((await awaitingSecondFactor(company, ada))(verifySecondFactor, { code: recoveryCodes[0] })),
    ).toBe('wrong_code')
    await (
      await awaitingSecondFactor(company, ada)
    )(verifySecondFactor, { code: fresh[0] })
  })

  test('are not made for who has no second factor', async () => {
    const company = await makeCompany()
    const asAda = await signedIn(company, await company.user())
    expect(await refusalCode(asAda.does(regenerateCodes))).toBe('wrong_status')
  })
})

describe('Removing the authenticator app', () => {
  test('takes the recovery codes along, and tells the person', async () => {
    const { company, ada } = await personWithFactor()
    await (await signedIn(company, ada)).does(removeSecondFactor)
    const after = await snapshotBesideTries(company.id)
    expect([after.totp_factors, after.recovery_codes]).toEqual([[], []])
    expect((await mails(company)).map(mail => mail.template)).toEqual(['second-factor-removed'])
  })

  test('is refused while one is required, also before the deadline, and allowed beside a passkey', async () => {
    const { company, ada } = await personWithFactor()
    await require2fa(company, 30)
    const session = await company.session(ada, { secondFactorAt: new Date() })
    const call = { session, request: request() }
    const before = await snapshotBesideTries(company.id)
    expect(await refusalCode(execute(removeSecondFactor, call, {}))).toBe('still_required')
    expect(await snapshotBesideTries(company.id)).toEqual(before)
    await inCompany(company.id, ({ tx }) =>
      tx.execute(
        sql`insert into passkeys (company_id, id, user_id, name, credential_id, public_key) values (${company.id}, gen_random_uuid(), ${ada.id}, 'Key', 'x', 'x')`,
      ),
    )
    await execute(removeSecondFactor, call, {})
    expect(((await snapshotBesideTries(company.id)).recovery_codes as unknown[]).length).toBe(10)
  })
})
