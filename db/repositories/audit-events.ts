import { and, eq, gte, inArray, lt, sql, type SQL } from 'drizzle-orm'
import { auditEventColumns, namesOfEvent } from '@/db/event-columns'
import { insertRows } from '@/db/insert-rows'
import { keyset, type Cursor } from '@/db/keyset'
import { auditEvents, users, type AuditOutcome, type EventKind } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { pageFound } from '@/db/search'
import { someFound } from '@/db/search-count'
import { totalOf } from '@/db/total'
import { searchedInLog } from '@/db/user-filter'
import { searchedWords } from '@/lib/kernel/fold'
import { firstIdAt } from '@/lib/kernel/id-time'

export type NewAuditEvent = Omit<typeof auditEvents.$inferInsert, 'companyId'>

interface AuditFilter {
  id?: string
  events?: readonly string[]
  kinds?: readonly EventKind[]
  targetId?: string
  /** An id, as the one who did it or the one it was done to; in place of `person`. */
  personId?: string
  /** Words of a person's name, or of a name that they had before; likewise. */
  person?: string
  /** By words of their address and title, too. */
  seesPeople?: boolean
  outcome?: AuditOutcome
  from?: Date
  /** Exclusive. */
  until?: Date
}

/** In one statement; all of them at once could have more parameters than the protocol counts (65,535). */
const BATCH = 1000

/** A search for people stops here; who means more should search more narrowly. */
const MATCHING_PEOPLE = 50

export function auditEventsIn({ companyId, tx, last }: CompanyScope) {
  const ours = eq(auditEvents.companyId, companyId)

  const idsOf = (person: string, seesPeople = false): SQL => {
    const searched = searchedInLog(companyId, seesPeople)
    // By one word, whoever they are: nobody reads them in an order, and to put all in one takes longer the more there are.
    if (searchedWords(person).length === 1) return someFound(searched, person, MATCHING_PEOPLE)
    return pageFound(searched, person, {
      table: users,
      id: users.id,
      key: users.nameKey,
      keyOfWords: true,
      descending: false,
      cursor: undefined,
      where: undefined,
      limit: MATCHING_PEOPLE,
    })
  }

  const matching = ({ id, events, kinds, targetId, outcome, from, until }: AuditFilter): SQL | undefined =>
    and(
      ours,
      id ? eq(auditEvents.id, id) : undefined,
      events && inArray(auditEvents.event, [...events]),
      kinds && inArray(auditEvents.kind, [...kinds]),
      targetId ? eq(auditEvents.targetId, targetId) : undefined,
      outcome && eq(auditEvents.outcome, outcome),
      from && gte(auditEvents.id, firstIdAt(from)),
      until && lt(auditEvents.id, firstIdAt(until)),
    )

  const insertions = (events: NewAuditEvent[]) =>
    Array.from({ length: Math.ceil(events.length / BATCH) }, (_, n) =>
      insertRows(
        auditEvents,
        events.slice(n * BATCH, (n + 1) * BATCH).map(event => ({ ...event, companyId })),
      ),
    )

  /**
   * The ids of the first events, as `where` and `orderBy` have them, of certain people, whichever side they are on: so many of
   * each person and side by its index, and of these the first. To look through the log for them takes longer the longer it is.
   */
  const ofPeople = (
    people: SQL,
    where: SQL | undefined,
    within: SQL | undefined,
    orderBy: SQL[],
    limit: number,
  ): SQL => {
    const order = sql.join(orderBy, sql`, `)
    // In the order of the index of that person, whatever else is asked (`offset 0` keeps it so).
    const bySide = [auditEvents.actorId, auditEvents.targetId].map(
      side => sql`(select ${auditEvents.id} from (
          select * from ${auditEvents} where ${and(ours, sql`${side} = person.id`, within)} order by ${order} offset 0) ${auditEvents}
        where ${where} limit ${limit})`,
    )
    return sql`array(
      select distinct ${auditEvents.id} from unnest(${people}) person (id)
      cross join lateral (${sql.join(bySide, sql` union all `)}) ${auditEvents}
      order by ${order} limit ${limit})`
  }

  /** Likewise those of several kinds: so many of each by its index, and of these the first. */
  const ofKinds = (kinds: readonly EventKind[], where: SQL | undefined, orderBy: SQL[], limit: number): SQL => {
    const order = sql.join(orderBy, sql`, `)
    const ofKind = kinds.map(
      kind =>
        sql`(select ${auditEvents.id} from ${auditEvents} where ${and(eq(auditEvents.kind, kind), where)} order by ${order} limit ${limit})`,
    )
    return sql`array(select ${auditEvents.id} from (${sql.join(ofKind, sql` union all `)}) ${auditEvents} order by ${order} limit ${limit})`
  }

  return {
    async insert(events: NewAuditEvent[]): Promise<void> {
      for (const insertion of insertions(events)) await tx.execute(insertion)
    },

    /** With the commit: nothing else may be last in this transaction. */
    async insertLast(events: NewAuditEvent[]): Promise<void> {
      const statements = insertions(events)
      for (const insertion of statements.slice(0, -1)) await tx.execute(insertion)
      last(statements.at(-1)!)
    },

    /**
     * Newest first; one more than `limit`, so that the caller knows of an older page. To run or to nest. First the page of events by
     * its index, then for each of them the names: a join could begin with the names, and be of all events.
     */
    list(filter: AuditFilter, limit: number, cursor?: Cursor) {
      const { kinds, ...others } = filter
      const { person, personId, seesPeople } = filter
      const { where, orderBy } = keyset({ id: auditEvents.id, descending: true, cursor })
      const within = and(matching(filter), where)
      const ids = personId ? sql`array[${personId}::uuid]` : person && idsOf(person, seesPeople)
      const page = ids
        ? ofPeople(ids, matching(filter), where, orderBy, limit + 1)
        : kinds && kinds.length > 1 && !filter.targetId && !filter.outcome
          ? ofKinds(kinds, and(matching(others), where), orderBy, limit + 1)
          : sql`array(select ${auditEvents.id} from ${auditEvents} where ${within} order by ${sql.join(orderBy, sql`, `)} limit ${limit + 1})`
      const { actors, targets } = namesOfEvent(companyId)
      return tx
        .select(auditEventColumns)
        .from(auditEvents)
        .leftJoinLateral(actors, sql`true`)
        .leftJoinLateral(targets, sql`true`)
        .where(and(ours, sql`${auditEvents.id} = any(${page})`))
        .orderBy(...orderBy)
        .limit(limit + 1)
    },

    /** How many there are, by one index; null of several things at once, whose events could be far apart, and of none. To nest. */
    total(filter: AuditFilter | undefined): SQL<number | null> {
      const { events, kinds = [], id, targetId, person, personId, outcome } = filter ?? {}
      const asked = [events, kinds.length, id, targetId, person, personId, outcome].filter(Boolean)
      const isOneIndex = asked.length < 2 && !person && !personId && kinds.length < 2
      return filter && isOneIndex ? totalOf(auditEvents, matching(filter)) : sql<null>`null::int`
    },
  }
}
