import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { companyIdBySlug } from '@/db/scope'
import { acceptInvitation } from '@/lib/invitations/commands'
import { openInvitation } from '@/lib/invitations/queries'
import type { PublicOperation } from '@/lib/operation/define'
import { executePublic } from '@/lib/operation/run'
import { openPasswordReset, requestPasswordReset, resetPassword } from '@/lib/password-reset/commands'
import { viewProfile } from '@/lib/profile/queries'
import { operations } from '@/lib/registry'
import { signOut } from '@/lib/sessions/commands'
import { signIn } from '@/lib/sign-in/commands'
import { viewSignInMethods } from '@/lib/sign-in/queries'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { refusal, refusalCode, request, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { renameCompanyAsOperator, resumeCompany, suspendCompany } from './operator'

const PASSWORD = 'correct horse battery staple'

const attempt = (company: MadeCompany, email: string, password: string) =>
  executePublic(signIn, request(), { company: company.slug, email, password })

/** What suspending itself changes, and the reserved attempts of who tried to sign in. */
const unchanged = async (company: MadeCompany) => {
  const { companies: _, throttles: __, ...rest } = await snapshot(company.id)
  return rest
}

test('Of a suspended company nothing opens but the way out, its people are told, and resuming gives everything back', async () => {
  const company = await makeCompany()
  const ada = await signedIn(company, await company.user({ groups: [company.administrators] }))
  const before = await unchanged(company)
  expect(await suspendCompany(company.slug, { because: 'The contract has ended.' })).toEqual({
    name: company.name,
    already: false,
  })
  const answers: Record<string, string> = {}
  for (const operation of operations)
    if (operation !== signOut) answers[operation.name] = await refusalCode(ada.does(operation))
  expect(Object.entries(answers).filter(([, code]) => code !== 'company_suspended')).toEqual([])
  expect(Object.keys(answers).length).toBeGreaterThan(50)
  const told = await refusal(ada.does(viewProfile))
  expect(told).toMatchObject({ status: 403, details: { name: company.name, because: 'The contract has ended.' } })
  expect(told.message).toBe(
    `${company.name} is suspended. The contract has ended. No data is lost. Contact your Console operator.`,
  )
  expect(await unchanged(company)).toEqual(before)
  expect((await resumeCompany(company.slug)).since).toBeInstanceOf(Date)
  await ada.does(viewProfile)
  const trail = await auditTrail(company.id)
  expect(trail.find(({ event }) => event === 'company.suspended')).toMatchObject({
    operation: 'company.suspend',
    actor_id: null,
    target_id: company.id,
    data: { because: 'The contract has ended.' },
  })
  expect(trail.find(({ event }) => event === 'company.resumed')).toMatchObject({
    operation: 'company.resume',
    actor_id: null,
  })
  expect(trail.find(({ event }) => event === 'operation.refused')).toMatchObject({
    data: { code: 'company_suspended' },
  })
})

test('Who is signed in to a suspended company can sign out', async () => {
  const company = await makeCompany()
  const ada = await signedIn(company, await company.user())
  await suspendCompany(company.slug)
  await ada.does(signOut)
  expect(await refusalCode(ada.does(viewProfile))).toBe('unauthenticated')
})

test('Only the right password learns that the company is suspended, and opens no session', async () => {
  const [company, running] = [await makeCompany(), await makeCompany()]
  const ada = await company.user({ password: PASSWORD })
  await suspendCompany(company.slug)
  const before = await unchanged(company)
  expect(await refusalCode(attempt(company, ada.email, PASSWORD))).toBe('company_suspended')
  expect((await auditTrail(company.id)).at(-1)).toMatchObject({
    event: 'operation.refused',
    operation: 'signIn.withPassword',
    actor_id: ada.id,
    data: { code: 'company_suspended' },
  })
  const answers = [
    await refusal(attempt(company, ada.email, 'something else entirely')),
    await refusal(attempt(company, 'nobody@example.com', PASSWORD)),
    await refusal(attempt(running, 'nobody@example.com', PASSWORD)),
  ]
  expect(new Set(answers.map(({ code, message }) => `${code} ${message}`)).size).toBe(1)
  expect(await unchanged(company)).toEqual(before)
  await resumeCompany(company.slug)
  expect(await attempt(company, ada.email, PASSWORD)).toMatchObject({ companyId: company.id })
})

test('What anybody may ask is answered as by a company that is not suspended', async () => {
  const [company, running] = [await makeCompany(), await makeCompany()]
  const ada = await company.user()
  await suspendCompany(company.slug)
  const methodsOf = (slug: string) => executePublic(viewSignInMethods, request(), { company: slug })
  expect(await methodsOf(company.slug)).toEqual(await methodsOf(running.slug))
  await executePublic(requestPasswordReset, request(), { company: company.slug, email: ada.email })
})

test('Links of a suspended company say so, are not used up, and work when it is resumed', async () => {
  const company = await makeCompany()
  const ada = await company.user({ groups: [company.administrators] })
  const { token } = await company.invitation({ by: ada })
  const reset = await company.passwordReset(ada)
  const accept = () =>
    executePublic(acceptInvitation, request(), {
      company: company.slug,
      token,
      name: 'Bea Brook',
      password: 'a long and quiet walk home',
    })
  const choose = () =>
    executePublic(resetPassword, request(), {
      company: company.slug,
      token: reset.token,
      newPassword: 'a long and quiet walk home',
      repeatedPassword: 'a long and quiet walk home',
    })
  await suspendCompany(company.slug)
  const before = await unchanged(company)
  for (const open of [openInvitation, openPasswordReset]) {
    const asked = { company: company.slug, token: open === openPasswordReset ? reset.token : token }
    expect(await refusalCode(executePublic(open as PublicOperation, request(), asked))).toBe('company_suspended')
    expect(await executePublic(open as PublicOperation, request(), { ...asked, token: 'A'.repeat(43) })).toBeUndefined()
  }
  expect(await refusalCode(accept())).toBe('company_suspended')
  expect(await refusalCode(choose())).toBe('company_suspended')
  expect(await unchanged(company)).toEqual(before)
  await resumeCompany(company.slug)
  expect(await accept()).toMatchObject({ companyId: company.id })
  await choose()
})

test('A company that is not suspended cannot be resumed, and one that is can be given another sentence', async () => {
  const company = await makeCompany()
  const before = await auditTrail(company.id)
  expect(await resumeCompany(company.slug)).toEqual({ name: company.name, since: undefined })
  expect(await auditTrail(company.id)).toEqual(before)
  await suspendCompany(company.slug, { because: 'Unpaid.' })
  expect(await suspendCompany(company.slug)).toEqual({ name: company.name, already: true })
  expect((await refusal(executePublicWithSession(company))).message).not.toContain('Unpaid.')
})

const executePublicWithSession = async (company: MadeCompany) =>
  (await signedIn(company, await company.user())).does(viewProfile)

test('The operator renames a company and changes its slug; the former one keeps forwarding', async () => {
  const company = await makeCompany()
  const slug = `n-${randomUUID().slice(0, 8)}`
  expect(await renameCompanyAsOperator(company.slug, { name: 'New Name', slug })).toEqual({
    name: { from: company.name, to: 'New Name' },
    slug: { from: company.slug, to: slug },
  })
  expect(await companyIdBySlug(company.slug)).toBe(company.id)
  expect((await auditTrail(company.id)).map(({ event, actor_id, data }) => ({ event, actor_id, data }))).toEqual([
    { event: 'company.renamed', actor_id: null, data: { from: company.name, to: 'New Name' } },
    { event: 'company.slug_changed', actor_id: null, data: { from: company.slug, to: slug } },
  ])
  expect(await renameCompanyAsOperator(slug, { name: 'New Name' })).toMatchObject({
    name: { from: 'New Name', to: 'New Name' },
  })
  expect(await auditTrail(company.id)).toHaveLength(2)
})

test('A slug that is taken, a name that is none and a company that is not there are refused, and nothing changes', async () => {
  const [company, other] = [await makeCompany(), await makeCompany()]
  const before = [await snapshot(company.id), await auditTrail(company.id)]
  expect(
    (await refusal(renameCompanyAsOperator(company.slug, { name: 'Fine', slug: other.slug }))).fields,
  ).toHaveProperty('slug')
  expect((await refusal(renameCompanyAsOperator(company.slug, { name: ' ' }))).fields).toHaveProperty('name')
  expect((await refusal(suspendCompany(company.slug, { because: 'x'.repeat(301) }))).fields).toHaveProperty('because')
  expect([await snapshot(company.id), await auditTrail(company.id)]).toEqual(before)
  for (const action of [
    suspendCompany('no-such-company'),
    resumeCompany('no-such-company'),
    renameCompanyAsOperator('no-such-company', {}),
  ]) {
    expect((await refusal(action)).message).toBe('Company not found.')
  }
})
