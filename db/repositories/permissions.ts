import { and, eq, inArray, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { grants, groups, memberships, permissions } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { byOwnWords, matches } from '@/db/search'
import { addWords, removeWords, replaceWords, wordsOfPermission } from '@/db/search-words'
import { AppError, invalid, notFound } from '@/lib/kernel/errors'
import { formatNumber } from '@/lib/kernel/format'

type PermissionText = { resource: string; action: string; description: string }

const permissionName = ({ resource, action }: { resource: string; action: string }): string => `${resource}:${action}`

/** The permission itself, or a wildcard that allows the same. */
const wider = alias(permissions, 'wider')

/** All of them stand on one page, and are chosen from in one. */
export const MOST_PERMISSIONS = 2000

/** What a later version of Console brings along comes on top of what a company has, and is listed with it. */
const MOST_LISTED = MOST_PERMISSIONS + 100

export function permissionsIn(scope: CompanyScope) {
  const { companyId, tx } = scope
  const ours = eq(permissions.companyId, companyId)
  const one = (id: string) => and(ours, eq(permissions.id, id))

  /** The arithmetic of can.ts as a join. */
  const covering = and(
    eq(wider.companyId, companyId),
    sql`((${wider.resource} = '*' and ${wider.action} = '*')
      or (${wider.resource} = ${permissions.resource} and ${wider.action} in ('*', ${permissions.action})))`,
  )

  const columns = {
    id: permissions.id,
    resource: permissions.resource,
    action: permissions.action,
    description: permissions.description,
    builtIn: permissions.builtIn,
  }

  const mustExist = async <Row>(rows: Promise<Row[]>): Promise<Row> => {
    const [row] = await rows
    if (!row) throw notFound('Permission')
    return row
  }

  /** @throws AppError `conflict` when there would be more than a company can have. */
  const mustFit = async (): Promise<void> => {
    if ((await tx.$count(permissions, ours)) < MOST_PERMISSIONS) return
    throw new AppError(
      'conflict',
      `A company can have ${formatNumber(MOST_PERMISSIONS)} permissions. Delete some that nobody needs first.`,
    )
  }

  const taken = () => invalid({ action: 'This permission exists already.' })

  return {
    /** The whole catalogue, Console's own first; a company has dozens, and adds no more than 2,000. To run or to nest. */
    list({ q }: { q?: string } = {}) {
      const searched = byOwnWords(companyId, 'permission')
      return tx
        .select({
          ...columns,
          groups:
            sql<number>`(select count(*)::int from grants g where g.company_id = ${companyId} and g.permission_id = ${permissions.id})`.as(
              'groups',
            ),
        })
        .from(permissions)
        .where(and(ours, q ? matches(searched, sql`${permissions.id}`, q) : undefined))
        .orderBy(sql`${permissions.builtIn} desc`, permissions.resource, permissions.action)
        .limit(MOST_LISTED)
    },

    /** Those with `*` that some group grants, to run or to nest. */
    grantedWildcards: () =>
      tx
        .selectDistinct({ resource: permissions.resource, action: permissions.action })
        .from(permissions)
        .innerJoin(grants, and(eq(grants.companyId, companyId), eq(grants.permissionId, permissions.id)))
        .where(and(ours, eq(permissions.action, '*')))
        .orderBy(permissions.resource)
        .limit(MOST_LISTED),

    /** What a group grants; to run or to nest. */
    grantedBy: (groupId: string) =>
      tx
        .select(columns)
        .from(grants)
        .innerJoin(permissions, and(eq(permissions.companyId, companyId), eq(permissions.id, grants.permissionId)))
        .where(and(eq(grants.companyId, companyId), eq(grants.groupId, groupId)))
        .orderBy(permissions.resource, permissions.action)
        .limit(MOST_LISTED),

    /** Ids of what a group grants, to nest. */
    idsGrantedBy: (groupId: string) =>
      tx
        .select({ id: grants.permissionId })
        .from(grants)
        .where(and(eq(grants.companyId, companyId), eq(grants.groupId, groupId))),

    /** @throws AppError `not_found`. */
    find: (id: string) => mustExist(tx.select(columns).from(permissions).where(one(id)).for('update')),

    one: (id: string) => tx.select(columns).from(permissions).where(one(id)),

    findMany: (ids: string[]) =>
      ids.length
        ? tx
            .select(columns)
            .from(permissions)
            .where(and(ours, inArray(permissions.id, ids)))
        : Promise.resolve([]),

    /** Groups that grant it by its own name, to run or to nest. */
    grantingGroups: (id: string) =>
      tx
        .select({ id: groups.id, name: groups.name })
        .from(grants)
        .innerJoin(groups, and(eq(groups.companyId, companyId), eq(groups.id, grants.groupId)))
        .where(and(eq(grants.companyId, companyId), eq(grants.permissionId, id)))
        .orderBy(groups.nameKey)
        .limit(500),

    /** What the groups that grant it by its own name grant, it included, each once. To run or to nest. */
    grantedBeside: (id: string) =>
      tx
        .selectDistinct({ resource: permissions.resource, action: permissions.action })
        .from(permissions)
        .innerJoin(grants, and(eq(grants.companyId, companyId), eq(grants.permissionId, permissions.id)))
        .where(
          and(
            ours,
            sql`${grants.groupId} in (select own.group_id from grants own where own.company_id = ${companyId} and own.permission_id = ${id})`,
          ),
        ),

    /** Groups that allow what it names, each with the keys through which: the permission's own or a wildcard. To run or to nest. */
    allowingGroups: (id: string) =>
      tx
        .select({
          id: groups.id,
          name: groups.name,
          keys: sql<
            string[]
          >`array_agg(${wider.resource} || ':' || ${wider.action} order by ${wider.resource}, ${wider.action})`.as(
            'keys',
          ),
        })
        .from(permissions)
        .innerJoin(wider, covering)
        .innerJoin(grants, and(eq(grants.companyId, companyId), eq(grants.permissionId, wider.id)))
        .innerJoin(groups, and(eq(groups.companyId, companyId), eq(groups.id, grants.groupId)))
        .where(one(id))
        .groupBy(groups.id, groups.name, groups.nameKey)
        .orderBy(groups.nameKey)
        .limit(500),

    /** How many people have it, and how many of them have no wildcard that allows the same. To run or to nest. */
    holderCounts(id: string) {
      const holders = tx
        .select({
          userId: memberships.userId,
          onlyThis: sql<boolean>`bool_and(${wider.id} = ${permissions.id})`.as('only_this'),
        })
        .from(permissions)
        .innerJoin(wider, covering)
        .innerJoin(grants, and(eq(grants.companyId, companyId), eq(grants.permissionId, wider.id)))
        .innerJoin(memberships, and(eq(memberships.companyId, companyId), eq(memberships.groupId, grants.groupId)))
        .where(one(id))
        .groupBy(memberships.userId)
        .as('holders')
      return tx
        .select({
          people: sql<number>`count(*)::int`.as('people'),
          losers: sql<number>`(count(*) filter (where ${holders.onlyThis}))::int`.as('losers'),
        })
        .from(holders)
    },

    /** @throws AppError `invalid_input` when the company has this permission already. */
    async insert(permission: PermissionText & { builtIn?: boolean }) {
      await mustFit()
      const [made] = await tx
        .insert(permissions)
        .values({ ...permission, companyId })
        .onConflictDoNothing()
        .returning(columns)
      if (!made) throw taken()
      await addWords(scope, 'permission', [{ id: made.id, key: permissionName(made), words: wordsOfPermission(made) }])
      return made
    },

    async insertMany(rows: (PermissionText & { builtIn: boolean })[]) {
      const made = await tx
        .insert(permissions)
        .values(rows.map(row => ({ ...row, companyId })))
        .returning(columns)
      await addWords(
        scope,
        'permission',
        made.map(row => ({ id: row.id, key: permissionName(row), words: wordsOfPermission(row) })),
      )
      return made
    },

    /** @throws AppError `invalid_input` when another permission has this key. */
    async update(id: string, permission: PermissionText): Promise<void> {
      const others = await tx
        .select({ id: permissions.id })
        .from(permissions)
        .where(and(ours, eq(permissions.resource, permission.resource), eq(permissions.action, permission.action)))
      if (others.some(other => other.id !== id)) throw taken()
      const changed = await tx
        .update(permissions)
        .set(permission)
        .where(and(one(id), eq(permissions.builtIn, false)))
        .returning({ id: permissions.id })
      if (!changed.length)
        throw new AppError('wrong_status', 'Permissions that Console brings along cannot be changed.')
      await replaceWords(scope, 'permission', {
        id,
        key: permissionName(permission),
        words: wordsOfPermission(permission),
      })
    },

    async remove(id: string): Promise<void> {
      const gone = await tx
        .delete(permissions)
        .where(and(one(id), eq(permissions.builtIn, false)))
        .returning({ id: permissions.id })
      await removeWords(
        scope,
        ['permission'],
        gone.map(permission => permission.id),
      )
    },

    async grant(groupId: string, permissionIds: string[]): Promise<string[]> {
      if (!permissionIds.length) return []
      const made = await tx
        .insert(grants)
        .values(permissionIds.map(permissionId => ({ companyId, groupId, permissionId })))
        .onConflictDoNothing()
        .returning({ id: grants.permissionId })
      return made.map(row => row.id)
    },

    async revoke(groupId: string, permissionIds: string[]): Promise<string[]> {
      if (!permissionIds.length) return []
      const gone = await tx
        .delete(grants)
        .where(
          and(
            eq(grants.companyId, companyId),
            eq(grants.groupId, groupId),
            inArray(grants.permissionId, permissionIds),
          ),
        )
        .returning({ id: grants.permissionId })
      return gone.map(row => row.id)
    },
  }
}
