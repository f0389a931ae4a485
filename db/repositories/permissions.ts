import { and, eq, inArray, sql, type SQL } from 'drizzle-orm'
import {
  changeTime,
  closeHoldings,
  openHoldings,
  type HoldingEnding,
  type HoldingOrigin,
  type HoldingPeriod,
} from '@/db/change-holdings'
import { beginDatedRows, changeDatedRows, endDatedRows } from '@/db/dated-rows'
import { coversSql, grantsNowOrLater, isFullAccess, permissionKeySql } from '@/db/holdings'
import { groups, permissions } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { byOwnWords, matches } from '@/db/search'
import { addWords, removeWords, replaceWords, wordsOfPermission } from '@/db/search-words'
import { held, solelyHeld } from '@/db/solely-held'
import { totalOf } from '@/db/total'
import { isVersion, nextVersion, versionOf, type Edit } from '@/db/versions'
import { AppError, invalid, notFound } from '@/lib/kernel/errors'
import { formatNumber } from '@/lib/kernel/format'

export interface PermissionFilter {
  q?: string
  /** Those of Console's own, or those that the company added. */
  builtIn?: boolean
  /** Those that exactly one active person holds, or nobody active, full access left aside. */
  holders?: 'one' | 'none'
  resource?: string
}

type PermissionText = { resource: string; action: string; description: string }

const permissionName = ({ resource, action }: { resource: string; action: string }): string => `${resource}:${action}`

/** All of them stand on one page, and are chosen from in one. */
export const MOST_PERMISSIONS = 2000

/** What a later version of Console brings along comes on top of what a company has, and is listed with it. */
const MOST_LISTED = MOST_PERMISSIONS + 100

export function permissionsIn(scope: CompanyScope) {
  const { companyId, tx } = scope
  const granted = grantsNowOrLater(companyId)
  const ours = eq(permissions.companyId, companyId)
  const one = (id: string) => and(ours, eq(permissions.id, id))

  const found = (q: string | undefined) =>
    q ? matches(byOwnWords(companyId, 'permission'), sql`${permissions.id}`, q) : undefined

  const heldBySoMany = (holders: PermissionFilter['holders']): SQL | undefined => {
    if (!holders) return undefined
    if (holders === 'one') return sql`${permissions.id} = any(${solelyHeld(companyId)})`
    // Full access itself is never left to nobody: the last administrator stays.
    return sql`not (${permissions.id} = any(${held(companyId)}) or ${isFullAccess(sql`${permissions}`)})`
  }

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
    list({ q, builtIn, holders, resource }: PermissionFilter = {}) {
      return tx
        .select({
          ...columns,
          groups: sql<number>`(select count(*)::int from ${granted} g where g.permission_id = ${permissions}.id)`.as(
            'groups',
          ),
        })
        .from(permissions)
        .where(
          and(
            ours,
            found(q),
            builtIn === undefined ? undefined : eq(permissions.builtIn, builtIn),
            resource ? eq(permissions.resource, resource) : undefined,
            heldBySoMany(holders),
          ),
        )
        .orderBy(sql`${permissions.builtIn} desc`, permissions.resource, permissions.action)
        .limit(MOST_LISTED)
    },

    /** Those that are found by `q`, or all there are, for a choice; no more than `limit`. To run or to nest. */
    options: (q: string | undefined, limit: number) =>
      tx
        .select({
          id: permissions.id,
          resource: permissions.resource,
          action: permissions.action,
          description: permissions.description,
        })
        .from(permissions)
        .where(and(ours, found(q)))
        .orderBy(permissions.resource, permissions.action)
        .limit(limit),

    /** What they are about, each resource once. To nest. */
    resources: () =>
      tx
        .selectDistinct({ resource: permissions.resource })
        .from(permissions)
        .where(ours)
        .orderBy(permissions.resource)
        .limit(MOST_LISTED),

    /** How many are found by `q`, or how many there are; to nest. */
    total: (q: string | undefined) => totalOf(permissions, and(ours, found(q))),

    /** Those with `*` that some group grants, to run or to nest. */
    grantedWildcards: () =>
      tx
        .selectDistinct({ resource: permissions.resource, action: permissions.action })
        .from(sql`${granted} g`)
        .innerJoin(permissions, and(ours, eq(permissions.id, sql`g.permission_id`)))
        .where(eq(permissions.action, '*'))
        .orderBy(permissions.resource)
        .limit(MOST_LISTED),

    /** What a group grants; to run or to nest. */
    grantedBy: (groupId: string) =>
      tx
        .select(columns)
        .from(sql`${granted} g`)
        .innerJoin(permissions, and(ours, eq(permissions.id, sql`g.permission_id`)))
        .where(sql`g.group_id = ${groupId}`)
        .orderBy(permissions.resource, permissions.action)
        .limit(MOST_LISTED),

    /** Ids of what a group grants, to nest. */
    idsGrantedBy: (groupId: string) =>
      tx
        .select({ id: sql<string>`g.permission_id`.as('permission_id') })
        .from(sql`${granted} g`)
        .where(sql`g.group_id = ${groupId}`),

    /** @throws AppError `not_found`. */
    find: (id: string) =>
      mustExist(
        tx
          .select({ ...columns, ...versionOf(permissions) })
          .from(permissions)
          .where(one(id))
          .for('update'),
      ),

    one: (id: string) =>
      tx
        .select({ ...columns, version: permissions.version })
        .from(permissions)
        .where(one(id)),

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
        .from(sql`${granted} g`)
        .innerJoin(groups, and(eq(groups.companyId, companyId), eq(groups.id, sql`g.group_id`)))
        .where(sql`g.permission_id = ${id}`)
        .orderBy(groups.nameKey)
        .limit(500),

    /** What the groups that grant it by its own name grant, it included, each once. To run or to nest. */
    grantedBeside: (id: string) =>
      tx
        .selectDistinct({
          resource: sql<string>`g.resource`.as('resource'),
          action: sql<string>`g.action`.as('action'),
        })
        .from(sql`${granted} g`)
        .where(sql`g.group_id in (select own.group_id from ${granted} own where own.permission_id = ${id})`),

    /** Groups that allow what it names, each with the keys through which: the permission's own or a wildcard. To run or to nest. */
    allowingGroups: (id: string) =>
      tx
        .select({
          id: groups.id,
          name: groups.name,
          keys: sql<string[]>`array_agg(${permissionKeySql(sql`g`)} order by g.resource, g.action)`.as('keys'),
        })
        .from(permissions)
        .innerJoin(sql`${granted} g`, coversSql(sql`g`, sql`${permissions}`))
        .innerJoin(groups, and(eq(groups.companyId, companyId), eq(groups.id, sql`g.group_id`)))
        .where(one(id))
        .groupBy(groups.id, groups.name, groups.nameKey)
        .orderBy(groups.nameKey)
        .limit(500),

    /** @throws AppError `invalid_input` when the company has this permission already. */
    async insert(permission: PermissionText & { builtIn?: boolean }) {
      await mustFit()
      const [made] = await tx
        .insert(permissions)
        .values({ ...permission, companyId })
        .onConflictDoNothing()
        .returning(columns)
      if (!made) throw taken()
      await beginDatedRows(scope, 'permissionKey', [made], await changeTime(scope))
      await addWords(scope, 'permission', [{ id: made.id, key: permissionName(made), words: wordsOfPermission(made) }])
      return made
    },

    async insertMany(rows: (PermissionText & { builtIn: boolean })[]) {
      const made = await tx
        .insert(permissions)
        .values(rows.map(row => ({ ...row, companyId })))
        .returning(columns)
      await beginDatedRows(scope, 'permissionKey', made, await changeTime(scope))
      await addWords(
        scope,
        'permission',
        made.map(row => ({ id: row.id, key: permissionName(row), words: wordsOfPermission(row) })),
      )
      return made
    },

    /**
     * @returns the new version; undefined where somebody came first.
     * @throws AppError `invalid_input` when another permission has this key; `wrong_status` for one of Console's own
     */
    async update(id: string, permission: PermissionText, edit: Edit): Promise<number | undefined> {
      const others = await tx
        .select({ id: permissions.id })
        .from(permissions)
        .where(and(ours, eq(permissions.resource, permission.resource), eq(permissions.action, permission.action)))
      if (others.some(other => other.id !== id)) throw taken()
      const [before] = await tx.select(columns).from(permissions).where(one(id)).for('update')
      const [made] = await tx
        .update(permissions)
        .set({ ...permission, ...nextVersion(permissions, edit) })
        .where(and(one(id), eq(permissions.builtIn, false), isVersion(permissions, edit)))
        .returning({ version: permissions.version })
      if (!made && (await this.find(id)).builtIn)
        throw new AppError('wrong_status', 'Built-in permissions cannot be changed.')
      if (!made) return undefined
      const { resource, action } = permission
      await replaceWords(scope, 'permission', {
        id,
        key: permissionName(permission),
        words: wordsOfPermission(permission),
      })
      if (before && (before.resource !== resource || before.action !== action))
        await changeDatedRows(scope, 'permissionKey', [{ id, resource, action }], await changeTime(scope))
      return made.version
    },

    /** One that the company added; no group grants it any longer. @param by who deletes it */
    async remove(id: string, by: string | null): Promise<void> {
      const [found] = await tx
        .select({ id: permissions.id })
        .from(permissions)
        .where(and(one(id), eq(permissions.builtIn, false)))
        .for('update')
      if (!found) return
      const at = await changeTime(scope)
      await closeHoldings(scope, 'grants', { ids: [id] }, { via: 'permission_deleted', by }, at)
      await endDatedRows(scope, 'permissionKey', [id], at)
      await removeWords(scope, ['permission'], [id])
      await tx.delete(permissions).where(one(id))
    },

    /** Grants those that the group does not grant yet and returns exactly these. */
    async grant(
      groupId: string,
      permissionIds: string[],
      origin: HoldingOrigin,
      period: HoldingPeriod = {},
    ): Promise<string[]> {
      if (!permissionIds.length) return []
      const made = permissionIds.map(id => ({ ...origin, ...period, groupId, id }))
      return (await openHoldings(scope, 'grants', made, await changeTime(scope))).map(({ id }) => id)
    },

    /** Revokes those that it grants and returns exactly these. */
    async revoke(groupId: string, permissionIds: string[], ending: HoldingEnding): Promise<string[]> {
      if (!permissionIds.length) return []
      const which = { groupIds: [groupId], ids: permissionIds }
      return (await closeHoldings(scope, 'grants', which, ending, await changeTime(scope))).map(({ id }) => id)
    },
  }
}
