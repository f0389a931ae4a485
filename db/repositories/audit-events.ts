import { and, eq, gte, inArray, lt, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { keyset, type Cursor } from '@/db/keyset'
import { auditEvents, users, type AuditOutcome, type EventKind } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { pageFound, someFound } from '@/db/search'
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

const actors = alias(users, 'actors')
const targets = alias(users, 'targets')

/** Columns of an event with the names its people have today; null where the person is deleted. */
const auditEventColumns = {
  id: auditEvents.id,
  at: auditEvents.at,
  event: auditEvents.event,
  kind: auditEvents.kind,
  severity: auditEvents.severity,
  outcome: auditEvents.outcome,
  actorKind: auditEvents.actorKind,
  actorId: auditEvents.actorId,
  via: auditEvents.via,
  actorName: sql<string | null>`${actors.name}`.as('actor_name'),
  targetType: auditEvents.targetType,
  targetId: auditEvents.targetId,
  targetName: sql<string | null>`${targets.name}`.as('target_name'),
  data: auditEvents.data,
  operation: auditEvents.operation,
  requestId: auditEvents.requestId,
  ip: auditEvents.ip,
  userAgent: auditEvents.userAgent,
}

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
      tx.insert(auditEvents).values(events.slice(n * BATCH, (n + 1) * BATCH).map(event => ({ ...event, companyId }))),
    )

  /**
   * The ids of the first events, as `where` and `orderBy` have them, of certain people, whichever side they are on: so many of
   * each person and side by its index, and of these the first. To look through the log for them takes longer the longer it is.
   */
  const ofPeople = (people: SQL, where: SQL | undefined, orderBy: SQL[], limit: number): SQL => {
    const order = sql.join(orderBy, sql`, `)
    const bySide = [auditEvents.actorId, auditEvents.targetId].map(
      side =>
        sql`(select ${auditEvents.id} from ${auditEvents} where ${and(sql`${side} = person.id`, where)} order by ${order} limit ${limit})`,
    )
    return sql`array(
      select distinct ${auditEvents.id} from unnest(${people}) person (id)
      cross join lateral (${sql.join(bySide, sql` union all `)}) ${auditEvents}
      order by ${order} limit ${limit})`
  }

  return {
    async insert(events: NewAuditEvent[]): Promise<void> {
      for (const insertion of insertions(events)) await insertion
    },

    /** With the commit: nothing else may be last in this transaction. */
    async insertLast(events: NewAuditEvent[]): Promise<void> {
      const statements = insertions(events)
      for (const insertion of statements.slice(0, -1)) await insertion
      last(statements.at(-1)!)
    },

    /** Newest first; one more than `limit`, so that the caller knows of an older page. To run or to nest. */
    list(filter: AuditFilter, limit: number, cursor?: Cursor) {
      const { person, personId, seesPeople } = filter
      const { where, orderBy } = keyset({ id: auditEvents.id, descending: true, cursor })
      const within = and(matching(filter), where)
      const ids = personId ? sql`array[${personId}::uuid]` : person && idsOf(person, seesPeople)
      return tx
        .select(auditEventColumns)
        .from(auditEvents)
        .leftJoin(actors, and(eq(actors.companyId, companyId), eq(actors.id, auditEvents.actorId)))
        .leftJoin(targets, and(eq(targets.companyId, companyId), eq(targets.id, auditEvents.targetId)))
        .where(ids ? and(ours, sql`${auditEvents.id} = any(${ofPeople(ids, within, orderBy, limit + 1)})`) : within)
        .orderBy(...orderBy)
        .limit(limit + 1)
    },

    /** Sign-ins by UTC day: only days on which there were any. */
    signInsByDay(since: Date) {
      return tx
        .select({
          day: sql<string>`to_char(${auditEvents.at} at time zone 'UTC', 'YYYY-MM-DD')`.as('day'),
          good: sql<number>`count(*) filter (where ${auditEvents.event} = 'session.started')::int`.as('good'),
          bad: sql<number>`count(*) filter (where ${auditEvents.event} = 'session.refused')::int`.as('bad'),
        })
        .from(auditEvents)
        .where(
          and(
            ours,
            inArray(auditEvents.event, ['session.started', 'session.refused']),
            gte(auditEvents.id, firstIdAt(since)),
          ),
        )
        .groupBy(sql`1`)
    },
  }
}
