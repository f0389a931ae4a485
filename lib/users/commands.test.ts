import { describe, expect, test } from 'vitest'
import { changeGroupPermissions, changeMembers, deleteGroup } from '@/lib/groups/commands'
import { renameProfile } from '@/lib/profile/commands'
import { viewProfile } from '@/lib/profile/queries'
import { makeCompany } from '@/testing/factories'
import { refusal, refusalCode, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { deactivateUser, deleteUser, endUserSession, endUserSessions, reactivateUser } from './commands'
import { listUsers } from './queries'

async function companyWithAdministrator() {
  const company = await makeCompany()
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  return { company, ada, asAda: await signedIn(company, ada) }
}

describe('Deactivating a person', () => {
  test('ends their sessions at once: the very next request is signed out', async () => {
    const { company, asAda } = await companyWithAdministrator()
    const bob = await company.user()
    const phone = await signedIn(company, bob)
    const laptop = await signedIn(company, bob)
    await phone.does(viewProfile)
    expect(await asAda.does(deactivateUser, { userId: bob.id })).toMatchObject({
      ended: { sessions: 2, passwordResets: 0, signInCodes: 0 },
    })
    expect(await refusalCode(phone.does(viewProfile))).toBe('unauthenticated')
    expect(await refusalCode(laptop.does(viewProfile))).toBe('unauthenticated')
  })

  test('is refused to oneself, and to somebody else it is not', async () => {
    const { company, ada, asAda } = await companyWithAdministrator()
    const charlie = await company.user({ groups: [company.administrators] })
    const before = await snapshot(company.id)
    expect(await refusalCode(asAda.does(deactivateUser, { userId: ada.id }))).toBe('own_account')
    expect(await snapshot(company.id)).toEqual(before)
    await asAda.does(deactivateUser, { userId: charlie.id })
  })

  test('is refused for who is not active, with the status in the sentence', async () => {
    const { company, asAda } = await companyWithAdministrator()
    const invited = await company.user({ status: 'invited', name: 'Ines' })
    const error = await refusal(asAda.does(deactivateUser, { userId: invited.id }))
    expect([error.code, error.message]).toEqual([
      'wrong_status',
      'Only active people can be deactivated, and Ines is invited.',
    ])
  })

  test('by somebody who is no administrator leaves administrators in place', async () => {
    const { company, ada } = await companyWithAdministrator()
    const helper = await signedIn(company, await company.user({ can: ['users:deactivate'] }))
    const before = await snapshot(company.id)
    expect(await refusalCode(helper.does(deactivateUser, { userId: ada.id }))).toBe('not_held')
    expect(await snapshot(company.id)).toEqual(before)
    expect((await auditTrail(company.id)).at(-1)).toMatchObject({
      event: 'operation.refused',
      data: { code: 'not_held' },
    })
    const another = await signedIn(company, await company.user({ groups: [company.administrators] }))
    await another.does(deactivateUser, { userId: ada.id })
  })
})

describe('Reactivating a person', () => {
  test('brings back the groups, unless these grant what the helper does not hold', async () => {
    const { company, asAda } = await companyWithAdministrator()
    const charlie = await company.user({ status: 'inactive', groups: [company.administrators] })
    const helper = await signedIn(company, await company.user({ can: ['users:deactivate'] }))
    const before = await snapshot(company.id)
    expect(await refusalCode(helper.does(reactivateUser, { userId: charlie.id }))).toBe('not_held')
    expect(await snapshot(company.id)).toEqual(before)
    await asAda.does(reactivateUser, { userId: charlie.id })
    const asCharlie = await signedIn(company, charlie)
    await asCharlie.does(listUsers)
  })
})

describe('Deleting a person', () => {
  test('wants an inactive person and their email address typed', async () => {
    const { company, asAda } = await companyWithAdministrator()
    const active = await company.user()
    const gone = await company.user({ status: 'inactive' })
    const before = await snapshot(company.id)
    expect(await refusalCode(asAda.does(deleteUser, { userId: active.id, confirmation: active.email }))).toBe(
      'wrong_status',
    )
    const mistyped = await refusal(asAda.does(deleteUser, { userId: gone.id, confirmation: 'yes' }))
    expect([mistyped.code, Object.keys(mistyped.fields ?? {})]).toEqual(['invalid_input', ['confirmation']])
    // Who may delete may not look: the answer to a guess is no way to read the address unrecorded.
    expect(JSON.stringify(mistyped.fields)).not.toContain(gone.email)
    expect(await snapshot(company.id)).toEqual(before)
    await company.join(gone, company.administrators)
    await asAda.does(deleteUser, { userId: gone.id, confirmation: gone.email })
    const { memberships, user_statuses: statuses, ...tables } = await snapshot(company.id)
    expect(JSON.stringify(tables)).not.toContain(gone.id)
    // That somebody was in a group, and active, stays true: their id without a name, and closed.
    const of = (rows: unknown) => (rows as Record<string, unknown>[]).filter(row => row.user_id === gone.id)
    expect(of(memberships)).toMatchObject([{ ended_via: 'person_deleted', ended_at: expect.any(String) }])
    expect(of(statuses)).toMatchObject([{ status: 'inactive', ended_at: expect.any(String) }])
    expect(JSON.stringify([memberships, statuses])).not.toContain(gone.email)
    expect(JSON.stringify([memberships, statuses])).not.toContain(gone.name)
  })

  test('leaves no name or address of theirs in the audit log', async () => {
    const { company, asAda } = await companyWithAdministrator()
    const gone = await company.user({ name: 'Unforgettable Name' })
    await (await signedIn(company, gone)).does(renameProfile, { name: 'Unforgettable Again' })
    await asAda.does(deactivateUser, { userId: gone.id })
    await asAda.does(deleteUser, { userId: gone.id, confirmation: gone.email })
    const trail = JSON.stringify(await auditTrail(company.id))
    expect(trail).toContain(gone.id)
    expect(trail).not.toContain('Unforgettable')
    expect(trail).not.toContain(gone.email)
  })
})

describe('Ending sessions', () => {
  test('of a person takes one, or all', async () => {
    const { company, asAda } = await companyWithAdministrator()
    const bob = await company.user()
    const [first, second] = [await company.session(bob), await company.session(bob)]
    await asAda.does(endUserSession, { userId: bob.id, sessionId: first.id })
    expect(await asAda.does(endUserSessions, { userId: bob.id })).toEqual({ count: 1 })
    expect(await refusalCode(asAda.does(endUserSession, { userId: bob.id, sessionId: second.id }))).toBe('not_found')
  })

  test("does not reach another person's session by the wrong person's id", async () => {
    const { company, asAda } = await companyWithAdministrator()
    const [bob, eve] = [await company.user(), await company.user()]
    const session = await company.session(bob)
    const before = await snapshot(company.id)
    expect(await refusalCode(asAda.does(endUserSession, { userId: eve.id, sessionId: session.id }))).toBe('not_found')
    expect(await snapshot(company.id)).toEqual(before)
  })
})

describe('A removed group', () => {
  test('takes its permissions away on the very next request', async () => {
    const { company, asAda } = await companyWithAdministrator()
    const viewers = await company.group({ grants: ['users:read'] })
    const vera = await company.user({ groups: [viewers] })
    const asVera = await signedIn(company, vera)
    await asVera.does(listUsers)
    await asAda.does(changeMembers, { remove: [{ groupId: viewers.id, userId: vera.id }] })
    expect(await refusalCode(asVera.does(listUsers))).toBe('forbidden')
  })

  test('that was the last with full access cannot be removed, revoked or deleted', async () => {
    const { company, ada, asAda } = await companyWithAdministrator()
    const [everything = ''] = await company.permissionIds(['*:*'])
    const groupId = company.administrators.id
    const before = await snapshot(company.id)
    expect(await refusalCode(asAda.does(changeMembers, { remove: [{ groupId, userId: ada.id }] }))).toBe(
      'last_administrator',
    )
    expect(await refusalCode(asAda.does(changeGroupPermissions, { groupId, revoke: [everything] }))).toBe(
      'last_administrator',
    )
    expect(await refusalCode(asAda.does(deleteGroup, { groupId }))).toBe('last_administrator')
    expect(await snapshot(company.id)).toEqual(before)
  })
})
