import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { usersIn } from '@/db/repositories/users'
import { inCompany } from '@/db/scope'
import { executePublic } from '@/lib/operation/run'
import { viewProfile } from '@/lib/profile/queries'
import { deactivateUser, reactivateUser } from '@/lib/users/commands'
import { queuedEmails } from '@/testing/emails'
import { makeCompany, type MadeCompany, type MadeUser } from '@/testing/factories'
import { refusal, refusalCode, request, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot, snapshotBesideTries } from '@/testing/snapshot'
import { earlier } from '@/testing/time'
import { cancelEmailChange, requestEmailChange, resendEmailChange } from './commands'
import { confirmEmailChange, openEmailChange } from './public-commands'

const open = (company: string, token: string) => executePublic(openEmailChange, request(), { company, token })
const confirm = (company: string, token: string) => executePublic(confirmEmailChange, request(), { company, token })

const addressOf = (company: MadeCompany, { id }: { id: string }) =>
  inCompany(company.id, async scope => (await usersIn(scope).find(id)).email)

const NEW = 'ada.new@example.com'

/** The token of the last link to a new mailbox. */
const lastToken = async (company: MadeCompany): Promise<string> =>
  (await queuedEmails(company.id, 'email-change-link')).at(-1)!.url.split('/').at(-1)!

async function world() {
  const company = await makeCompany()
  const ada = await company.user({ name: 'Ada' })
  return { company, ada, asAda: await signedIn(company, ada) }
}

describe('Asking for another address of one’s own', () => {
  test('mails the new one a link and the present one a notice, and changes nothing yet', async () => {
    const { company, ada, asAda } = await world()
    const before = await snapshot(company.id)
    await asAda.does(requestEmailChange, { email: NEW })
    const after = await snapshot(company.id)
    expect([after.users, after.sessions]).toEqual([before.users, before.sessions])
    const [link] = await queuedEmails(company.id, 'email-change-link')
    expect(link).toMatchObject({ to: NEW, name: 'Ada', company: company.name })
    expect(link!.url).toMatch(new RegExp(`^http://localhost:3000/${company.slug}/email-change/[\\w-]{43}$`))
    const [notice] = await queuedEmails(company.id, 'email-change-requested')
    expect(notice).toMatchObject({ to: ada.email, address: NEW })
    expect(notice!.objection!.url).toMatch(new RegExp(`/${company.slug}/email-objection/[\\w-]{43}$`))
    const tokens = [link!.url, notice!.objection!.url].map(url => url.split('/').at(-1)!)
    for (const token of tokens) expect(JSON.stringify(after)).not.toContain(token)
    expect(await asAda.does(viewProfile)).toMatchObject({ emailChange: { toEmail: NEW }, user: { email: ada.email } })
    expect((await auditTrail(company.id)).find(({ event }) => event === 'email_change.requested')).toMatchObject({
      actor_id: ada.id,
      target_id: ada.id,
      data: {},
    })
    expect(JSON.stringify(await auditTrail(company.id))).not.toContain(NEW)
  })

  test('asks who it is, unless they have proved it lately', async () => {
    const { company, ada, asAda } = await world()
    await inCompany(company.id, ({ tx }) => tx.execute(sql`update sessions set stepped_up_at = null`))
    const before = await snapshot(company.id)
    expect(await refusalCode(asAda.does(requestEmailChange, { email: NEW }))).toBe('step_up_required')
    expect(await snapshot(company.id)).toEqual(before)
    await (await signedIn(company, ada)).does(requestEmailChange, { email: NEW })
  })

  test('says so where it is theirs already, and how an address is written', async () => {
    const { company, ada, asAda } = await world()
    const before = await snapshot(company.id)
    for (const [email, words] of [
      [ada.email.toUpperCase(), 'already'],
      ['nobody', 'such as'],
    ] as const) {
      const error = await refusal(asAda.does(requestEmailChange, { email }))
      expect([error.status, error.fields?.email]).toEqual([422, expect.stringContaining(words)])
    }
    expect(await snapshot(company.id)).toEqual(before)
  })

  test('does not tell whether somebody has the address; who has its mailbox is told, and nothing changes', async () => {
    const { company, ada, asAda } = await world()
    const bob = await company.user()
    await asAda.does(requestEmailChange, { email: bob.email })
    const token = await lastToken(company)
    expect(await open(company.slug, token)).toMatchObject({ email: bob.email })
    const before = await snapshotBesideTries(company.id)
    const error = await refusal(confirm(company.slug, token))
    expect([error.code, error.message]).toEqual(['conflict', expect.stringContaining('Somebody else in your company')])
    const after = await snapshotBesideTries(company.id)
    expect({ ...after, email_changes: [] }).toEqual({ ...before, email_changes: [] })
    expect((await auditTrail(company.id)).at(-1)).toMatchObject({
      event: 'email_change.refused',
      outcome: 'refused',
      target_id: ada.id,
      data: { because: 'taken' },
    })
    expect(await refusalCode(confirm(company.slug, token))).toBe('not_found')
    await asAda.does(requestEmailChange, { email: NEW })
    await confirm(company.slug, await lastToken(company))
  })

  test('sends at most five links an hour, new ones and again', async () => {
    const { company, asAda } = await world()
    await asAda.does(requestEmailChange, { email: NEW })
    for (let n = 0; n < 4; n++) await asAda.does(resendEmailChange)
    const before = await snapshot(company.id)
    expect(await refusalCode(asAda.does(resendEmailChange))).toBe('too_often')
    expect(await refusalCode(asAda.does(requestEmailChange, { email: NEW }))).toBe('too_often')
    expect(await snapshot(company.id)).toEqual(before)
    expect((await queuedEmails(company.id, 'email-change-link')).length).toBe(5)
    await confirm(company.slug, await lastToken(company))
  })

  test('can be cancelled, and sent again, as long as it waits', async () => {
    const { company, asAda } = await world()
    const before = await snapshot(company.id)
    expect(await refusalCode(asAda.does(cancelEmailChange))).toBe('not_found')
    expect(await refusalCode(asAda.does(resendEmailChange))).toBe('not_found')
    expect(await snapshot(company.id)).toEqual(before)
    await asAda.does(requestEmailChange, { email: NEW })
    await asAda.does(resendEmailChange)
    await asAda.does(cancelEmailChange)
    expect((await asAda.does(viewProfile)).emailChange).toBeUndefined()
  })
})

describe('A link to a new mailbox', () => {
  test('is not used up by looking at it, a hundred times, and is good once', async () => {
    const { company, ada } = await world()
    const { token, to } = await company.emailChange(ada)
    const before = await snapshotBesideTries(company.id)
    for (let n = 0; n < 100; n++) expect(await open(company.slug, token)).toMatchObject({ name: 'Ada', email: to })
    expect(await snapshotBesideTries(company.id)).toEqual(before)
    await confirm(company.slug, token)
    expect(await addressOf(company, ada)).toBe(to)
    expect(await refusalCode(confirm(company.slug, token))).toBe('not_found')
  })

  test('works for exactly one of twenty who try at once', async () => {
    const { company, ada } = await world()
    const { token } = await company.emailChange(ada)
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => confirm(company.slug, token)))
    expect(tries.filter(({ status }) => status === 'fulfilled').length).toBe(1)
    expect((await queuedEmails(company.id, 'email-changed')).length).toBe(1)
  })

  test.each<[string, (company: MadeCompany, ada: MadeUser, token: string) => Promise<unknown>]>([
    [
      'expired',
      company => inCompany(company.id, ({ tx }) => tx.execute(sql`update email_changes set expires_at = now()`)),
    ],
    ['cancelled', async (company, ada) => (await signedIn(company, ada)).does(cancelEmailChange)],
    ['replaced by one sent again', async (company, ada) => (await signedIn(company, ada)).does(resendEmailChange)],
    [
      'replaced by another change',
      async (company, ada) => (await signedIn(company, ada)).does(requestEmailChange, { email: NEW }),
    ],
    [
      'of somebody who was deactivated, and came back',
      async (company, ada) => {
        const boss = await signedIn(company, await company.user({ groups: [company.administrators] }))
        await boss.does(deactivateUser, { userId: ada.id })
        await boss.does(reactivateUser, { userId: ada.id })
      },
    ],
  ])('does not work when it is %s', async (_, kill) => {
    const { company, ada } = await world()
    const { token } = await company.emailChange(ada)
    await kill(company, ada, token)
    const before = await snapshotBesideTries(company.id)
    expect(await open(company.slug, token)).toBeUndefined()
    expect(await refusalCode(confirm(company.slug, token))).toBe('not_found')
    expect(await snapshotBesideTries(company.id)).toEqual(before)
    expect((await auditTrail(company.id)).at(-1)).toMatchObject({ event: 'email_change.refused', outcome: 'refused' })
    await confirm(company.slug, (await company.emailChange(ada)).token)
  })

  test('answers alike to garbage, to a company that does not exist, and to the link of another company', async () => {
    const [acme, globex] = [await world(), await world()]
    const { token } = await acme.company.emailChange(acme.ada)
    const before = [await snapshotBesideTries(acme.company.id), await snapshotBesideTries(globex.company.id)]
    const answers = []
    for (const [slug, sent] of [
      [globex.company.slug, token],
      ['no-such-company', token],
      ['%00', token],
      [acme.company.slug, 'garbage'],
      [acme.company.slug, 'x'.repeat(5000)],
    ] as const) {
      expect(await open(slug, sent)).toBeUndefined()
      const { code, status, message, fields } = await refusal(confirm(slug, sent))
      answers.push(JSON.stringify({ code, status, message, fields }))
    }
    expect(new Set(answers).size).toBe(1)
    expect([await snapshotBesideTries(acme.company.id), await snapshotBesideTries(globex.company.id)]).toEqual(before)
    await confirm(acme.company.slug, token)
  })

  test('to an address that two ask for is good for the first of them alone', async () => {
    const { company, ada } = await world()
    const bob = await company.user()
    const [first, second] = [await company.emailChange(ada, { to: NEW }), await company.emailChange(bob, { to: NEW })]
    const tries = await Promise.allSettled([confirm(company.slug, first.token), confirm(company.slug, second.token)])
    expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect([await addressOf(company, ada), await addressOf(company, bob)].filter(one => one === NEW)).toEqual([NEW])
  })
})

test('A change that nobody confirmed within the hour waits no longer', async () => {
  const { company, asAda } = await world()
  await asAda.does(requestEmailChange, { email: NEW })
  expect(await open(company.slug, await lastToken(company))).toBeDefined()
  await inCompany(company.id, ({ tx }) =>
    tx.execute(sql`update email_changes set expires_at = ${earlier('expires_at', 61 * 60)}`),
  )
  expect((await asAda.does(viewProfile)).emailChange).toBeUndefined()
})
