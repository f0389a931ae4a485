import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { inCompany } from '@/db/scope'
import { describeEvent as sentenceOf } from '@/lib/audit/describe'
import { acceptInvitation } from '@/lib/invitations/commands'
import { newToken } from '@/lib/kernel/tokens'
import { executePublic } from '@/lib/operation/run'
import { viewProfile } from '@/lib/profile/queries'
import { requestSignInCode, signInWithCode } from '@/lib/sign-in-code/commands'
import { sendSignInCode } from '@/lib/sign-in-code/send'
import { signIn } from '@/lib/sign-in/commands'
import { queuedEmails } from '@/testing/emails'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { refusalCode, request, signedIn, type SignedInUser } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'

const PASSWORD = 'correct horse battery staple'

/** A request of the browser that holds this person's session. */
const fromBrowserOf = ({ caller }: SignedInUser) => ({ ...request(), sessions: [caller.session!] })

const isSignedIn = async (person: SignedInUser): Promise<boolean> => {
  try {
    return Boolean(await person.does(viewProfile))
  } catch {
    return false
  }
}

/** Asks for a code in a browser of its own, and reads it in the mail. */
async function mailedCode(company: MadeCompany, email: string) {
  const browser = newToken()
  await executePublic(requestSignInCode, request(), { company: company.slug, email, browser })
  const { challenges } = await snapshot(company.id)
  for (const { id } of challenges as { id: string }[]) await sendSignInCode(company.id, id)
  const [letter] = await queuedEmails(company.id, 'sign-in-code')
  return { browser, code: letter!.code }
}

const endings = async (company: MadeCompany) =>
  (await auditTrail(company.id))
    .filter(({ event }) => event === 'session.ended')
    .map(({ actor_id, target_id, data }) => ({ actor_id, target_id, replaced: data.replaced }))

describe('Who signs in again in the same browser', () => {
  test('leaves no session behind that nobody could sign out of, and the audit log says so', async () => {
    const company = await makeCompany()
    const ada = await company.user({ password: PASSWORD })
    const [here, elsewhere] = [await signedIn(company, ada), await signedIn(company, ada)]
    await executePublic(signIn, fromBrowserOf(here), { company: company.slug, email: ada.email, password: PASSWORD })
    expect(await refusalCode(here.does(viewProfile))).toBe('unauthenticated')
    expect(await isSignedIn(elsewhere)).toBe(true)
    expect(await endings(company)).toEqual([{ actor_id: ada.id, target_id: ada.id, replaced: true }])
  })

  test('ends what somebody else left open there', async () => {
    const company = await makeCompany()
    const [ada, bob] = [await company.user(), await company.user({ password: PASSWORD })]
    const left = await signedIn(company, ada)
    await executePublic(signIn, fromBrowserOf(left), { company: company.slug, email: bob.email, password: PASSWORD })
    expect(await isSignedIn(left)).toBe(false)
    expect(await endings(company)).toEqual([{ actor_id: bob.id, target_id: ada.id, replaced: true }])
  })

  test('changes nothing by a wrong password', async () => {
    const company = await makeCompany()
    const ada = await company.user({ password: PASSWORD })
    const here = await signedIn(company, ada)
    expect(
      await refusalCode(
        executePublic(signIn, fromBrowserOf(here), { company: company.slug, email: ada.email, password: 'wrong' }),
      ),
    ).toBe('wrong_credentials')
    expect(await isSignedIn(here)).toBe(true)
    expect(await endings(company)).toEqual([])
  })

  test('does the same by a mailed code', async () => {
    const company = await makeCompany()
    await inCompany(company.id, ({ tx }) =>
      tx.execute(sql`update companies set security = '{"signIn": {"emailCode": true}}'`),
    )
    const ada = await company.user()
    const here = await signedIn(company, ada)
    const code = await mailedCode(company, ada.email)
    await executePublic(signInWithCode, fromBrowserOf(here), { company: company.slug, ...code })
    expect(await isSignedIn(here)).toBe(false)
    expect(await endings(company)).toHaveLength(1)
  })

  test('does the same by accepting an invitation', async () => {
    const company = await makeCompany()
    const left = await signedIn(company, await company.user())
    const ada = await company.user({ groups: [company.administrators] })
    const { token } = await company.invitation({ by: ada, groups: [], email: 'new@example.com' })
    await executePublic(acceptInvitation, fromBrowserOf(left), {
      company: company.slug,
      token,
      name: 'New Person',
      password: PASSWORD,
    })
    expect(await isSignedIn(left)).toBe(false)
  })

  test("ends nothing by another company's session, whose token is not one here", async () => {
    const [acme, globex] = [await makeCompany(), await makeCompany()]
    const ada = await acme.user({ password: PASSWORD })
    const there = await signedIn(globex, await globex.user())
    await executePublic(signIn, fromBrowserOf(there), { company: acme.slug, email: ada.email, password: PASSWORD })
    // The cookie's word for the company counts for nothing without a session of it.
    await executePublic(
      signIn,
      { ...request(), sessions: [{ ...there.caller.session!, companyId: acme.id }] },
      { company: acme.slug, email: ada.email, password: PASSWORD },
    )
    expect(await isSignedIn(there)).toBe(true)
    expect([await endings(acme), await endings(globex)]).toEqual([[], []])
  })

  test('reads in the audit log as what it is', () => {
    const event = {
      event: 'session.ended',
      outcome: 'succeeded',
      actorKind: 'user',
      actorId: 'a',
      actorName: 'Bob',
      targetType: 'user',
      targetId: 'b',
      targetName: 'Ada',
      data: { sessionId: 's', replaced: true },
      operation: 'signIn.withPassword',
    }
    expect(sentenceOf(event, () => undefined)).toBe(
      'Bob signed in again in the same browser, which ended the session of Ada there.',
    )
    expect(sentenceOf({ ...event, targetId: 'a', targetName: 'Bob' }, () => undefined)).toBe(
      'Bob signed in again in the same browser, which ended their earlier session there.',
    )
  })
})
