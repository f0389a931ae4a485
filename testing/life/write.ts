import { eq, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { insertRows } from '@/db/insert-rows'
import { permissionsIn } from '@/db/repositories/permissions'
import * as tables from '@/db/schema'
import { inCompany, inCompanyInBulk, type CompanyScope } from '@/db/scope'
import { addWords, wordsOfGroup, wordsOfInvitation, wordsOfPermission } from '@/db/search-words'
import { addUserWords } from '@/db/user-words'
import { addressKey, nameKey } from '@/lib/kernel/fold'
import { permissionKey } from '@/lib/permissions/key'
import { utcDayOf, type Life, type LifeStart, type LivingPerson } from './life'
import { placeOf } from './places'
import type { LifeRows } from './rows'

/** As many as one statement has parameters for. */
const PORTION = 1500

/** The company of the story as it is, with the days on which its people signed in. */
export const readStory = (
  { id: companyId }: { id: string },
  signIns: readonly { by: string; at: Date }[],
): Promise<LifeStart> =>
  inCompany(companyId, async scope => {
    const { tx } = scope
    const people = await tx.select().from(tables.users).where(eq(tables.users.companyId, companyId))
    const groups = await tx.select().from(tables.groups).where(eq(tables.groups.companyId, companyId))
    const members = await tx.select().from(tables.memberships).where(eq(tables.memberships.companyId, companyId))
    const grants = await tx.select().from(tables.grants).where(eq(tables.grants.companyId, companyId))
    const permissions = await permissionsIn(scope).list()
    const keyOf = new Map(permissions.map(permission => [permission.id, permissionKey(permission)]))
    const living = groups.map(({ id, name }) => {
      const keys = grants.filter(({ groupId }) => groupId === id).map(({ permissionId }) => keyOf.get(permissionId)!)
      return { id, name, grants: new Set(keys), asksForFactor: false }
    })
    const groupsOf = ({ id }: { id: string }) => {
      const ids = new Set(members.filter(({ userId }) => userId === id).map(({ groupId }) => groupId))
      return new Set(living.filter(group => ids.has(group.id)))
    }
    const daysOf = ({ id }: { id: string }) =>
      new Set(signIns.filter(({ by }) => by === id).map(({ at }) => utcDayOf(at)))
    const state = { title: '', devices: [], ofStory: true }
    return {
      companyId,
      people: people.map(({ id, name, email, status, createdAt }, n): LivingPerson => {
        const person = { id, name, email, status, createdAt }
        return { ...state, ...person, groups: groupsOf(person), days: daysOf(person), place: placeOf(n) }
      }),
      groups: living,
      permissions: new Map(permissions.map(({ id, ...permission }) => [permissionKey(permission), id])),
    }
  })

/**
 * Writes what the year left behind, in one transaction. The hash is of the password that all of them have; sessions that ended before
 * `swept` are forgotten.
 */
export const writeLife = (life: Life, { passwordHash, swept }: { passwordHash: string; swept: Date }): Promise<void> =>
  inCompanyInBulk(life.companyId, async scope => {
    const { rows, gone } = life
    const stays = <Row extends { userId?: string | null }>(of: Row[]): Row[] =>
      of.filter(({ userId }) => !userId || !gone.has(userId))
    const write = writer(scope)
    const people = [...life.people.values()].filter(({ ofStory }) => !ofStory)
    const named = rows.groups.map(group => ({ ...group, nameKey: nameKey(group.name) }))
    await write(tables.groups, named)
    await write(tables.groupNames, rows.groupNames)
    await write(tables.permissions, rows.permissions)
    await write(tables.permissionKeys, rows.permissionKeys)
    await write(
      tables.users,
      people.map(person => userRow(person, passwordHash)),
    )
    await write(tables.userStatusPeriods, rows.userStatusPeriods)
    await write(tables.grants, rows.grants)
    await write(tables.memberships, rows.memberships)
    await write(tables.imports, rows.imports)
    await write(tables.importRows, rows.importRows)
    await write(tables.mailMessages, stays(rows.mailMessages))
    const invitations = stays(rows.invitations)
    await write(tables.invitations, invitations)
    const kept = { ...rows, sessions: rows.sessions.filter(({ lastSeenAt }) => lastSeenAt! > swept) }
    for (const [kind, table] of ofPeople) await write(table, stays(kept[kind] as { userId: string }[]))
    const chosen = people.filter(({ passwordChangedAt }) => passwordChangedAt)
    await write(
      tables.passwordHistory,
      chosen.map(({ id, passwordChangedAt }) => ({ userId: id, passwordHash, createdAt: passwordChangedAt })),
    )
    await write(tables.bulkActions, rows.bulkActions)
    await write(tables.bulkActionPeople, rows.bulkActionPeople)
    await write(tables.deactivations, rows.deactivations)
    await write(tables.permissionUse, rows.permissionUse)
    await write(
      tables.auditEvents,
      rows.auditEvents.toSorted((a, b) => (a.id! < b.id! ? -1 : 1)),
    )
    await addUserWords(scope, people)
    await addWords(
      scope,
      'group',
      named.map(group => ({ id: group.id!, key: group.nameKey, words: wordsOfGroup(group) })),
    )
    const keyed = rows.permissions.map(one => ({ ...one, description: one.description ?? '' }))
    await addWords(
      scope,
      'permission',
      keyed.map(one => ({ id: one.id!, key: permissionKey(one), words: wordsOfPermission(one) })),
    )
    await addWords(
      scope,
      'invitation',
      invitations.map(one => ({ id: one.id!, key: '', words: wordsOfInvitation(one) })),
    )
    await rememberSignIns(scope, life)
  })

/** What goes with a person. */
const ofPeople: readonly (readonly [keyof LifeRows, PgTable])[] = [
  ['devices', tables.devices],
  ['sessions', tables.sessions],
  ['totpFactors', tables.totpFactors],
  ['passkeys', tables.passkeys],
  ['recoveryCodes', tables.recoveryCodes],
  ['passwordResets', tables.passwordResets],
]

const writer =
  ({ companyId, tx }: CompanyScope) =>
  async <T extends PgTable>(table: T, of: readonly Omit<T['$inferInsert'], 'companyId'>[]): Promise<void> => {
    for (let done = 0; done < of.length; done += PORTION) {
      const rows = of.slice(done, done + PORTION).map(row => ({ ...row, companyId }))
      await tx.execute(insertRows(table, rows))
    }
  }

const userRow = (person: LivingPerson, passwordHash: string): typeof tables.users.$inferInsert => ({
  companyId: '',
  id: person.id,
  name: person.name,
  nameKey: nameKey(person.name),
  email: person.email,
  emailKey: addressKey(person.email),
  title: person.title,
  status: person.status,
  createdAt: person.createdAt,
  ...(person.activatedAt && { passwordHash, activatedAt: person.activatedAt, lastSignInAt: person.lastSignInAt }),
  passwordChangedAt: person.passwordChangedAt,
  deactivatedAt: person.deactivatedAt,
  deactivationReason: person.deactivationReason,
  ...(person.edited && {
    version: 1 + person.edited.times,
    updatedBy: person.edited.by,
    updatedAt: person.edited.at,
  }),
})

/** Of the people of the story, who may have come in later than their story says. */
const rememberSignIns = async ({ companyId, tx }: CompanyScope, life: Life): Promise<void> => {
  for (const { id, lastSignInAt } of [...life.people.values()].filter(person => person.ofStory && person.lastSignInAt))
    await tx.execute(sql`update users set last_sign_in_at = greatest(last_sign_in_at, ${lastSignInAt!.toISOString()}::timestamptz)
      where company_id = ${companyId} and id = ${id}`)
}
