import { eq } from 'drizzle-orm'
import { describe, expect, test, vi } from 'vitest'
import { administratorsIn } from '@/db/repositories/administrators'
import { membershipsIn } from '@/db/repositories/memberships'
import { users } from '@/db/schema'
import { inCompany, type CompanyScope } from '@/db/scope'
import { grantExemption } from '@/lib/exemptions/commands'
import { changeGroupPermissions, changeMembers, deleteGroup, updateGroup } from '@/lib/groups/commands'
import { cancelInvitation, resendInvitation, revealInvitationLink, sendInvitations } from '@/lib/invitations/commands'
import { hashPassword, hashRequest } from '@/lib/passwords/hash'
import { deletePermission, updatePermission } from '@/lib/permissions/commands'
import { changePassword, endOtherSessions } from '@/lib/profile/commands'
import { resetSecondFactor } from '@/lib/second-factor/commands'
import { signIn } from '@/lib/sign-in/commands'
import {
  deactivateUser,
  deleteUser,
  endUserSessions,
  liftThrottle,
  reactivateUser,
  sendPasswordReset,
  updateUser,
} from '@/lib/users/commands'
import { makeCompany } from '@/testing/factories'
import { refusalCode, request, signedIn } from '@/testing/run-as'
import { snapshot } from '@/testing/snapshot'
import { untilSomebodyWaits } from '@/testing/waiting'
import type { AnyOperation } from './define'
import { executePublic } from './run'

// Two people at once need a connection each; elsewhere the suite runs with a pool of one.
vi.hoisted(() => {
  process.env.DATABASE_POOL_MAX = '4'
})

const PASSWORD = 'correct horse battery staple'

async function twoAdministrators() {
  const company = await makeCompany()
  const group = await company.group({ grants: ['staging:deploy'] })
  const [deploy = ''] = await company.permissionIds(['staging:deploy'])
  const [ada, bea, bob, ina] = [
    await company.user({ groups: [company.administrators] }),
    await company.user({ groups: [company.administrators], password: PASSWORD }),
    await company.user(),
    await company.user({ status: 'inactive', groups: [company.administrators] }),
  ]
  const pending = await company.invitation({ by: ada })
  await company.secondFactor(bob)
  return { company, group, deploy, ada, bea, bob, ina, pending, asBea: await signedIn(company, bea) }
}

type World = Awaited<ReturnType<typeof twoAdministrators>>

const actions: [AnyOperation, (world: World) => object][] = [
  [changeMembers, ({ company, bob }) => ({ add: [{ groupId: company.administrators.id, userId: bob.id }] })],
  [changeGroupPermissions, ({ group, deploy }) => ({ groupId: group.id, revoke: [deploy] })],
  [deleteGroup, ({ group }) => ({ groupId: group.id })],
  [
    updatePermission,
    ({ deploy }) => ({ permissionId: deploy, resource: 'production', action: 'deploy', description: '' }),
  ],
  [updateGroup, ({ group }) => ({ groupId: group.id, name: 'Engineers', slug: 'engineers', description: '' })],
  [deletePermission, ({ deploy }) => ({ permissionId: deploy })],
  [deactivateUser, ({ bob }) => ({ userId: bob.id })],
  [updateUser, ({ bob }) => ({ userId: bob.id, name: 'Robert', title: '' })],
  [endUserSessions, ({ bob }) => ({ userId: bob.id })],
  [sendPasswordReset, ({ bob }) => ({ userId: bob.id })],
  [deleteUser, ({ ina }) => ({ userId: ina.id, confirmation: ina.email })],
  [reactivateUser, ({ ina }) => ({ userId: ina.id })],
  [sendInvitations, ({ company }) => ({ addresses: 'accomplice@example.com', groupIds: [company.administrators.id] })],
  [resendInvitation, ({ pending }) => ({ invitationId: pending.id })],
  [cancelInvitation, ({ pending }) => ({ invitationId: pending.id })],
  [revealInvitationLink, ({ pending }) => ({ invitationId: pending.id })],
  [resetSecondFactor, ({ bob }) => ({ userId: bob.id })],
  [liftThrottle, ({ bob }) => ({ userId: bob.id })],
  [
    grantExemption,
    ({ bob }) => ({
      userId: bob.id,
      reason: 'A new phone.',
      until: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
    }),
  ],
]

/** Takes something from Bea while her action waits for its turn, and answers how the action ended. */
async function meanwhile(
  { company, asBea }: World,
  operation: AnyOperation,
  input: object,
  change: (scope: CompanyScope) => Promise<unknown>,
) {
  let action: Promise<unknown> | undefined
  await inCompany(company.id, async scope => {
    await administratorsIn(scope).lock()
    action = asBea.does(operation, input)
    action.catch(() => {})
    await untilSomebodyWaits(scope)
    await change(scope)
  })
  return action!
}

describe.each(actions.map(([operation, inputOf]) => [operation.name, operation, inputOf] as const))(
  '%s, waiting for its turn',
  (_, operation, inputOf) => {
    test('is refused when its person has lost the permission meanwhile', async () => {
      const world = await twoAdministrators()
      const action = meanwhile(world, operation, inputOf(world), scope =>
        membershipsIn(scope).remove(world.company.administrators.id, [world.bea.id], { via: 'seed', by: null }),
      )
      expect(await refusalCode(action)).toBe('forbidden')
      const tables = await snapshot(world.company.id)
      expect(JSON.stringify(tables.memberships)).not.toContain(world.bob.id)
      expect(JSON.stringify(tables.permissions)).not.toContain('production')
    })

    test('is refused when its person was deactivated meanwhile', async () => {
      const world = await twoAdministrators()
      const action = meanwhile(world, operation, inputOf(world), ({ tx }) =>
        tx.update(users).set({ status: 'inactive' }).where(eq(users.id, world.bea.id)),
      )
      expect(await refusalCode(action)).toBe('unauthenticated')
    })

    test('happens when nothing was taken from its person', async () => {
      const world = await twoAdministrators()
      await meanwhile(world, operation, inputOf(world), async () => {})
    })
  },
)

describe('While a password changes', () => {
  /** Changes Bea's password in a transaction that stays open until somebody waits for it. */
  const changing = async ({ company, bea }: World, attempt: () => Promise<unknown>) => {
    const passwordHash = await hashPassword('an entirely new pass phrase', hashRequest('operator', { ip: null }))
    let other: Promise<unknown> | undefined
    await inCompany(company.id, async scope => {
      await scope.tx.update(users).set({ passwordHash }).where(eq(users.id, bea.id))
      other = attempt()
      other.catch(() => {})
      await untilSomebodyWaits(scope)
    })
    return other!
  }

  test('nobody signs in with the old one', async () => {
    const world = await twoAdministrators()
    const before = await snapshot(world.company.id)
    const attempt = () =>
      executePublic(signIn, request(), { company: world.company.slug, email: world.bea.email, password: PASSWORD })
    expect(await refusalCode(changing(world, attempt))).toBe('wrong_credentials')
    expect((await snapshot(world.company.id)).sessions).toEqual(before.sessions)
  })

  test('nobody else changes it with the old one', async () => {
    const world = await twoAdministrators()
    const input = {
      currentPassword: PASSWORD,
      newPassword: 'one more pass phrase',
      repeatedPassword: 'one more pass phrase',
    }
    expect(await refusalCode(changing(world, () => world.asBea.does(changePassword, input)))).toBe('conflict')
    await world.asBea.does(endOtherSessions)
  })
})
