import { expect, test } from 'vitest'
import { usersIn } from '@/db/repositories/users'
import { inCompany } from '@/db/scope'
import { renameProfile } from '@/lib/profile/commands'
import { makeCompany } from '@/testing/factories'
import { refusal, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { execute } from './run'

/** What one person entered is not sent as another who has signed in since. */

async function twoPeople() {
  const company = await makeCompany()
  const [alice, bob] = [await company.user({ name: 'Alice Example' }), await company.user({ name: 'Bob Example' })]
  return { company, alice, bob, asBob: await signedIn(company, bob) }
}

test('A page that was drawn for Alice is refused to Bob by his name, and nothing is changed or recorded', async () => {
  const { company, alice, asBob } = await twoPeople()
  const before = [await snapshot(company.id), await auditTrail(company.id)]
  const error = await refusal(execute(renameProfile, { ...asBob.caller, reader: alice.id }, { name: 'Alice A.' }))
  expect(error).toMatchObject({
    code: 'other_user',
    status: 409,
    message:
      'You are now signed in as Bob Example, so nothing was changed. Reload the page to continue as Bob Example.',
  })
  expect([await snapshot(company.id), await auditTrail(company.id)]).toEqual(before)
})

test('Who has proved too little to see the frame is not told whose session it is', async () => {
  const { company, alice, bob, asBob } = await twoPeople()
  const { token } = await company.session(bob, { pending: true })
  const caller = { ...asBob.caller, session: { token, companyId: company.id }, reader: alice.id }
  const error = await refusal(execute(renameProfile, caller, { name: 'Alice A.' }))
  expect([error.code, error.message.includes('Bob')]).toEqual(['other_user', false])
})

test('A page that was drawn for Bob is his, and so is a call that does not come from a page', async () => {
  const { company, bob, asBob } = await twoPeople()
  for (const [reader, name] of [
    [bob.id, 'Bob B.'],
    [undefined, 'Bob C.'],
  ] as const) {
    const { actor } = await execute(renameProfile, { ...asBob.caller, reader }, { name })
    expect(actor.userId).toBe(bob.id)
    expect((await inCompany(company.id, scope => usersIn(scope).find(bob.id))).name).toBe(name)
  }
})
