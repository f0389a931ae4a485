import { exemptionsIn } from '@/db/repositories/exemptions'
import { groupsIn } from '@/db/repositories/groups'
import { throttlesIn } from '@/db/repositories/throttles'
import { inCompany } from '@/db/scope'
import { runBulk } from '@/lib/bulk/commands'
import { reviewImport, startImport, stopImport } from '@/lib/imports/commands'
import { runImport } from '@/lib/imports/run'
import { personKey } from '@/lib/throttling/throttle'
import { makeCompany, type MadeGroup } from './factories'
import { runToEnd } from './imports'
import { signedIn } from './run-as'

/** Every permission of Console but full access, and one of the company's own. */
const EVERYTHING_BUT_ALL = ['users:*', 'groups:*', 'permissions:*', 'audit:*', 'settings:*', 'staging:deploy']

/**
 * A company with two administrators, and somebody who holds every single permission of Console and not `*:*`. What there is of
 * people, groups, invitations and imports reaches full access by some way.
 */
export async function administratorsAndHelper() {
  const company = await makeCompany()
  const board = await company.group({ name: 'Board', grants: ['*:*', 'vault:open'] })
  const staff = await company.group({ name: 'Staff' })
  const helpers = await company.group({ name: 'Helpers', grants: EVERYTHING_BUT_ALL })
  const empty = await company.group({ name: 'Empty' })
  await inCompany(company.id, scope =>
    groupsIn(scope).setSecondFactor(staff.id, { required: true, graceDays: 7, since: new Date() }, { by: null }),
  )
  const alice = await company.user({ name: 'Alice', groups: [company.administrators, board, staff] })
  const charlie = await company.user({ name: 'Charlie', groups: [company.administrators, board] })
  const helper = await company.user({ name: 'Hana', groups: [helpers] })
  const accomplice = await company.user({ name: 'Mallory' })
  const inactive = await company.user({ name: 'Ina', status: 'inactive', groups: [company.administrators] })
  const bob = await company.user({ name: 'Bob', groups: [helpers] })
  const invitation = await company.invitation({ by: bob, name: 'Nadia', groups: [company.administrators] })
  const [everything = '', vault = '', usersRead = ''] = await company.permissionIds(['*:*', 'vault:open', 'users:read'])
  return {
    company,
    board,
    staff,
    helpers,
    empty,
    alice,
    charlie,
    helper,
    accomplice,
    inactive,
    bob,
    invitation,
    everything,
    vault,
    usersRead,
    asHelper: await signedIn(company, helper),
    asCharlie: await signedIn(company, charlie),
  }
}

export type HelperWorld = Awaited<ReturnType<typeof administratorsAndHelper>>

/** Alice is signed in, has a second factor, and has to wait after failures. */
export async function signedInAlice({ company, alice }: HelperWorld): Promise<{ sessionId: string }> {
  const { id } = await company.session(alice)
  await company.secondFactor(alice)
  await inCompany(company.id, scope => throttlesIn(scope).reserve([{ key: personKey('password', alice.id), free: 0 }]))
  return { sessionId: id }
}

/** Alice does without a second factor for a while. */
export const exemptAlice = ({ company, alice, charlie }: HelperWorld): Promise<void> =>
  inCompany(company.id, scope =>
    exemptionsIn(scope).grant({
      userId: alice.id,
      reason: 'A new phone.',
      until: new Date(Date.now() + 86_400_000),
      grantedBy: charlie.id,
    }),
  )

/** An administrator's import of people into a group, at some stage. */
export async function importInto(
  { company, asCharlie }: HelperWorld,
  group: MadeGroup,
  stage: 'reviewed' | 'stopped' | 'done',
): Promise<string> {
  const content = `email,name,groups\nnew@acme.example,New,${group.name}\n`
  const { id } = await asCharlie.does(reviewImport, { fileName: 'people.csv', content })
  if (stage === 'reviewed') return id
  await asCharlie.does(startImport, { importId: id, message: '', expiryDays: 7 })
  if (stage === 'stopped') await asCharlie.does(stopImport, { importId: id })
  else await runToEnd(company, id)
  await runImport(company.id, id)
  return id
}

/** An administrator's import that names Mallory, who is there already, for a group, and left that row out. */
export async function importNaming(
  { company, asCharlie, accomplice }: HelperWorld,
  group: MadeGroup,
  stage: 'reviewed' | 'done',
): Promise<string> {
  const content = `email,groups\n${accomplice.email},${group.name}\n`
  const { id } = await asCharlie.does(reviewImport, { fileName: 'people.csv', content })
  if (stage === 'reviewed') return id
  await asCharlie.does(startImport, { importId: id, message: '', expiryDays: 7 })
  await runToEnd(company, id)
  return id
}

/** A bulk act of an administrator that gave Mallory full access, and what it gave was taken back since. */
export async function undoneBulkAct({ company, asCharlie, accomplice }: HelperWorld): Promise<string> {
  const about = { groupId: company.administrators.id, people: [accomplice.id] }
  const { bulkId } = await asCharlie.does(runBulk, { act: 'add', ...about })
  await asCharlie.does(runBulk, { act: 'remove', ...about })
  return bulkId
}
