import { and, eq, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { countedGroup, memberCount } from '@/db/group-columns'
import { groupsGranting } from '@/db/groups-granting'
import { grantsNowOrLater, isFullAccess, membershipsNow, permissionKeySql } from '@/db/holdings'
import { keyset, type Cursor } from '@/db/keyset'
import { groups } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { byOwnWords, matches, pageFound } from '@/db/search'
import { foundCount } from '@/db/search-count'
import { totalOf } from '@/db/total'
import { keyRange, nameKey } from '@/lib/kernel/fold'
import { COUNT_LIMIT } from '@/lib/kernel/totals'

/** So many groups of one person are among what can be chosen for them, wherever they stand in the list. */
const OWN_OPTIONS = 500

export interface GroupFilter {
  q?: string
  /** Groups with a single member, or with nobody. */
  members?: 'one' | 'none'
  /** The key of a permission that they grant, now or later, be it through a wildcard. */
  grants?: string
  /** Whether their members need a second factor. */
  requiresSecondFactor?: boolean
}

export type GroupSortKey = 'name' | 'created'

/**
 * The closed map from what an address may ask for to a column. By when they were made they are sorted anew for each page: there are
 * at most MOST_GROUPS. Not by how many members they have: those of all groups would be counted for each page.
 */
const sortColumns: Record<GroupSortKey, PgColumn> = { name: groups.nameKey, created: groups.createdAt }

interface GroupOrder {
  by: GroupSortKey
  descending: boolean
  cursor: Cursor | undefined
}

/** Groups as pages list, offer and count them. */
export function groupListIn({ companyId, tx }: CompanyScope) {
  const ours = eq(groups.companyId, companyId)
  const members = membershipsNow(companyId)
  const granted = grantsNowOrLater(companyId)

  const membersBeside = (known: ReadonlyMap<string, number>) =>
    sql<number>`coalesce((select k.members from unnest(${sql.param([...known.keys()])}::uuid[], ${sql.param([...known.values()])}::int[])
      as k (id, members) where k.id = ${groups}.id), ${memberCount(companyId)})`

  const matching = ({ members: many, grants, requiresSecondFactor }: GroupFilter): SQL | undefined =>
    and(
      grants ? sql`${groups.id} = any(${groupsGranting(granted, grants)})` : undefined,
      requiresSecondFactor === undefined ? undefined : eq(groups.requiresSecondFactor, requiresSecondFactor),
      many &&
        sql`(select count(*) from (
          select 1 from ${members} m where m.group_id = ${groups}.id limit 2) two) = ${many === 'one' ? 1 : 0}`,
    )

  return {
    /**
     * One more than `limit`. To run or to nest.
     * @param known how many members groups have that are not counted again
     */
    list(
      filter: GroupFilter,
      { by, descending, cursor }: GroupOrder,
      limit: number,
      known: ReadonlyMap<string, number> = new Map(),
    ) {
      const key = sortColumns[by]
      const { where: beyond, orderBy, descending: down } = keyset({ key, id: groups.id, descending, cursor })
      const where = and(ours, matching(filter), beyond)
      const order = { key, keyOfWords: key === groups.nameKey, descending: down, cursor }
      const page = { table: groups, id: groups.id, ...order, where, limit: limit + 1 }
      const searched = byOwnWords(companyId, 'group')
      return tx
        .select({ ...countedGroup(companyId), members: membersBeside(known).as('members'), nameKey: groups.nameKey })
        .from(groups)
        .where(filter.q ? and(ours, sql`${groups.id} = any(${pageFound(searched, filter.q, page)})`) : where)
        .orderBy(...orderBy)
        .limit(limit + 1)
    },

    /** How many there are, or are found. To nest. */
    total: ({ q, ...filter }: GroupFilter): SQL<number> =>
      q && !matching(filter)
        ? foundCount(byOwnWords(companyId, 'group'), q, COUNT_LIMIT)
        : totalOf(
            groups,
            and(ours, matching(filter), q ? matches(byOwnWords(companyId, 'group'), sql`${groups.id}`, q) : undefined),
          ),

    /** Names for a choice, those that are found by `q` or the first of all; one more than `limit`. To run or to nest. */
    options(q: string | undefined, limit: number) {
      const order = { key: groups.nameKey, keyOfWords: true, descending: false, cursor: undefined }
      const page = { table: groups, id: groups.id, ...order, where: ours, limit: limit + 1 }
      return tx
        .select({ id: groups.id, name: groups.name, description: groups.description })
        .from(groups)
        .where(q ? and(ours, sql`${groups.id} = any(${pageFound(byOwnWords(companyId, 'group'), q, page)})`) : ours)
        .orderBy(groups.nameKey, groups.id)
        .limit(limit + 1)
    },

    /**
     * The same with what each grants and all that it is found by, to nest.
     * @param userId somebody whose groups are among them, besides; some hundreds of them
     */
    optionsWithKeys({ q, userId }: { q?: string; userId?: string }, limit: number) {
      const order = { key: groups.nameKey, keyOfWords: true, descending: false, cursor: undefined }
      const first = sql`array(select id from ${groups} where ${ours} order by ${groups.nameKey}, ${groups.id} limit ${limit})`
      const ids = q
        ? pageFound(byOwnWords(companyId, 'group'), q, { table: groups, id: groups.id, ...order, where: ours, limit })
        : first
      // By its name it is found, however many others have the same words: in time, and in their descriptions.
      const [from, until] = keyRange(nameKey(q ?? ''))
      const named = q
        ? sql` || array(select id from ${groups} where ${ours} and ${groups.nameKey} >= ${from} and ${groups.nameKey} < ${until} limit 1)`
        : sql``
      const theirs = userId
        ? sql` || array(select m.group_id from ${members} m where m.user_id = ${userId} limit ${OWN_OPTIONS})`
        : sql``
      return tx
        .select({
          id: groups.id,
          name: groups.name,
          slug: groups.slug,
          description: groups.description,
          // Qualified by hand: among the selected columns Drizzle writes a bare "id", which would be that of p.
          keys: sql<string[]>`array(
            select ${permissionKeySql(sql`g`)} from ${granted} g where g.group_id = ${groups}.id order by 1)`.as(
            'keys',
          ),
        })
        .from(groups)
        .where(and(ours, sql`${groups.id} = any(${ids}${named}${theirs})`))
        .orderBy(groups.nameKey, groups.id)
        .limit(limit + (q ? 1 : 0) + (userId ? OWN_OPTIONS : 0))
    },

    /**
     * Groups that grant everything, and groups nobody is in: what a dashboard points at. Members are counted no further than
     * COUNT_LIMIT, and so many are looked at for who is active.
     */
    notable() {
      const fullAccess = sql<boolean>`(${groups}.id = any(array(
        select g.group_id from ${granted} g where ${isFullAccess(sql`g`)})))`
      return tx
        .select({
          id: groups.id,
          name: groups.name,
          members: memberCount(companyId).as('members'),
          active: sql<number>`(
            select count(*)::int from (
              select m.user_id from ${members} m where m.group_id = ${groups}.id limit ${COUNT_LIMIT}) m
            cross join lateral (select 1 from users
              where company_id = ${companyId} and id = m.user_id and status = 'active' offset 0) u)`.as('active'),
          fullAccess: fullAccess.as('full_access'),
        })
        .from(groups)
        .where(
          and(
            ours,
            sql`(${fullAccess} or not exists (select 1 from ${members} m where m.group_id = ${groups}.id offset 0))`,
          ),
        )
        .orderBy(groups.nameKey)
        .limit(10)
    },

    count: () =>
      tx
        .select({ count: sql<number>`count(*)::int`.as('count') })
        .from(groups)
        .where(ours),
  }
}
