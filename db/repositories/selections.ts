import { and, eq, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import { holdsBeyond, type HeldPermissions } from '@/db/covers'
import { holdingsNow, isFullAccess, membershipsNow, membershipsWritten, statusesWritten } from '@/db/holdings'
import { jsonList } from '@/db/json'
import { keyset, type Cursor } from '@/db/keyset'
import { bulkActionPeople, users } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { columnsOfListedUser } from '@/db/user-columns'
import { matchingUsers, type UserFilter } from '@/db/user-filter'
import { groupsOfUser } from '@/db/user-groups'
import { firstIdAt } from '@/lib/kernel/id-time'

/** Whom a bulk act is about: chosen one by one, all who match, or those whom an earlier bulk act changed. */
export type PeopleSelection = { people: string[] } | { all: UserFilter } | { bulkId: string }

/** What an act has to know of each person beyond their status. */
export interface EligibilityQuery {
  /** Whether they are in this group, and administrators without it. */
  groupId?: string
  /** Whether somebody added them to this group after this bulk act, which put people into it or took them out; without a group, changed their status. */
  since?: { bulkId: string; groupId?: string }
  /** Whether they are administrators, without an end. */
  fullAccess?: boolean
  /** Whether their groups grant something beyond this. */
  held?: HeldPermissions
  /** Whether their invitation was sent again so many times within the last hour. */
  resentInAnHour?: number
}

const HOUR_MS = 3_600_000

const listedColumns = (scope: CompanyScope) => ({
  ...columnsOfListedUser,
  groups: jsonList(groupsOfUser(scope, users.id)).as('groups'),
})

export function selectionsIn(scope: CompanyScope) {
  const { companyId, tx } = scope

  const chosen = (selection: PeopleSelection): SQL | undefined => {
    if ('people' in selection) return and(eq(users.companyId, companyId), inArray(users.id, selection.people))
    if ('all' in selection) return matchingUsers(scope, selection.all)
    return and(
      eq(users.companyId, companyId),
      sql`${users.id} in (
        select b.user_id from bulk_action_people b
        where b.company_id = ${companyId} and b.bulk_action_id = ${selection.bulkId} and b.skipped is null)`,
    )
  }

  /** Qualified by hand: among the selected columns Drizzle writes a bare "id", which would be that of another table. */
  const theirs = (what: SQL): SQL<boolean> => sql<boolean>`exists (
    select 1 from ${holdingsNow(companyId)} h where h.user_id = ${users}.id and ${what})`
  /** Not by the act itself, and since then perhaps removed again. */
  const addedSince = ({ bulkId, groupId }: { bulkId: string; groupId: string }): SQL<boolean> => sql<boolean>`exists (
    select 1 from bulk_actions b join ${membershipsWritten(companyId)} m
      on m.group_id = b.group_id and m.created_at > b.at and m.source_id is distinct from b.id
    where b.company_id = ${companyId} and b.id = ${bulkId} and b.group_id = ${groupId} and m.user_id = ${users}.id)`
  /** By somebody else since, and perhaps back again: what the act itself changed begins at its time. */
  const statusChangedSince = (bulkId: string): SQL<boolean> => sql<boolean>`exists (
    select 1 from bulk_actions b join ${statusesWritten(companyId)} s on s.valid_from > b.at
    where b.company_id = ${companyId} and b.id = ${bulkId} and s.user_id = ${users}.id)`
  const changedSince = ({ bulkId, groupId }: { bulkId: string; groupId?: string }): SQL<boolean> =>
    groupId ? addedSince({ bulkId, groupId }) : statusChangedSince(bulkId)
  /** As the rule about the last administrator counts them: without an end. */
  const everything = sql`${isFullAccess(sql`h`)} and h.valid_to = 'infinity'`
  const no = sql<boolean>`false`

  return {
    /** They, by name, at most `limit`, with what an act has to know. To run or to nest. */
    people(
      selection: PeopleSelection,
      { groupId, since, fullAccess, held, resentInAnHour }: EligibilityQuery,
      limit: number,
    ) {
      return tx
        .select({
          ...columnsOfListedUser,
          inGroup: (groupId
            ? sql<boolean>`exists (select 1 from ${membershipsNow(companyId)} m where m.group_id = ${groupId} and m.user_id = ${users}.id)`
            : no
          ).as('in_group'),
          changedSince: (since ? changedSince(since) : no).as('changed_since'),
          administrator: (fullAccess ? theirs(everything) : no).as('administrator'),
          administratorElsewhere: (fullAccess && groupId
            ? theirs(sql`h.group_id <> ${groupId} and ${everything}`)
            : no
          ).as('administrator_elsewhere'),
          invited: sql<boolean>`exists (
            select 1 from invitations i
            where i.company_id = ${companyId} and i.user_id = ${users}.id and i.accepted_at is null and i.cancelled_at is null)`.as(
            'invited',
          ),
          resentOften: (resentInAnHour
            ? sql<boolean>`(select count(*) >= ${resentInAnHour} from audit_events e
                where e.company_id = ${companyId} and e.target_id = ${users}.id and e.id >= ${firstIdAt(new Date(Date.now() - HOUR_MS))}
                  and e.event = 'invitation.resent' and e.outcome = 'succeeded')`
            : no
          ).as('resent_often'),
          beyond: (held ? holdsBeyond(companyId, sql`${users}.id`, held) : no).as('beyond'),
        })
        .from(users)
        .where(chosen(selection))
        .orderBy(users.nameKey, users.id)
        .limit(limit)
    },

    /** Those on one page by name, as lists show them; to nest. A selection is so small that counting past the others costs little. */
    listed: (selection: PeopleSelection, { page, size }: { page: number; size: number }) =>
      tx
        .select(listedColumns(scope))
        .from(users)
        .where(chosen(selection))
        .orderBy(users.nameKey, users.id)
        .limit(size)
        .offset((page - 1) * size),

    /** One page by name of those to whom an earlier act was done, or who were left out of it, and one more; to nest. */
    ofAct({ bulkId, skipped }: { bulkId: string; skipped: boolean }, cursor: Cursor | undefined, limit: number) {
      const { where, orderBy } = keyset({ key: users.nameKey, id: users.id, descending: false, cursor })
      return tx
        .select({ ...listedColumns(scope), nameKey: users.nameKey, reason: bulkActionPeople.skipped })
        .from(bulkActionPeople)
        .innerJoin(users, and(eq(users.companyId, companyId), eq(users.id, bulkActionPeople.userId)))
        .where(
          and(
            eq(bulkActionPeople.companyId, companyId),
            eq(bulkActionPeople.bulkActionId, bulkId),
            skipped ? isNotNull(bulkActionPeople.skipped) : isNull(bulkActionPeople.skipped),
            where,
          ),
        )
        .orderBy(...orderBy)
        .limit(limit + 1)
    },

    /** How many open invitations these people sent; a list of one, to nest. */
    openInvitationsSentBy: (people: SQL) =>
      sql<number>`(select count(*)::int from invitations i
        where i.company_id = ${companyId} and i.accepted_at is null and i.cancelled_at is null and i.invited_by in (${people}))`,
  }
}
