import { and, eq, sql, type SQL } from 'drizzle-orm'
import { auditEventColumns, namesOfEvent } from '@/db/event-columns'
import { auditEvents } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { firstIdAt } from '@/lib/kernel/id-time'
import { COUNT_LIMIT } from '@/lib/kernel/totals'

export interface Period {
  /** By which it is found again. */
  name: string
  from: Date
  /** Exclusive. */
  until: Date
}

/** What the audit log comes to: counted and folded, each over a stretch of it that an index finds. */
export function auditSummariesIn({ companyId, tx }: CompanyScope) {
  const ours = eq(auditEvents.companyId, companyId)

  /** The ids of the newest of each event, by its index. */
  const newestOf = (event: string, since: Date, limit: number): SQL =>
    sql`(select e.id from audit_events e where e.company_id = ${companyId} and e.event = ${event}
      and e.id >= ${firstIdAt(since)} order by e.id desc limit ${limit})`

  const union = (parts: SQL[]): SQL => sql.join(parts, sql` union all `)

  return {
    /** How often each of these events happened in each period, counted no further than COUNT_LIMIT. To nest. */
    countsWithin(periods: readonly Period[], events: readonly string[]) {
      // As the index has them: a cast is not leakproof, and under row-level security keeps what it compares from the index.
      const column = (values: readonly string[], type: 'text' | 'uuid') =>
        sql`${sql.param([...values])}::text[]::${sql.raw(type)}[]`
      const count = (event: string): SQL => sql`(select count(*)::int from (
        select 1 from audit_events e where e.company_id = ${companyId} and e.event = ${event}
          and e.id >= one.first_id and e.id < one.until_id limit ${COUNT_LIMIT}) counted)`
      const names = column(
        periods.map(({ name }) => name),
        'text',
      )
      const [from, until] = (['from', 'until'] as const).map(side =>
        column(
          periods.map(period => firstIdAt(period[side])),
          'uuid',
        ),
      )
      return tx
        .select({
          name: sql<string>`one.name`.as('name'),
          counts: sql<number[]>`array[${sql.join(events.map(count), sql`, `)}]`.as('counts'),
        })
        .from(sql`unnest(${names}, ${from}, ${until}) as one (name, first_id, until_id)`)
    },

    /** From which addresses the newest sign-ins and refusals came, so many of each; those with most first. To nest. */
    addresses(since: Date, { latest, most }: { latest: number; most: number }) {
      const newest = union(['session.started', 'session.refused'].map(event => newestOf(event, since, latest)))
      return tx
        .select({
          address: sql<string>`e.ip`.as('address'),
          good: sql<number>`(count(*) filter (where e.event = 'session.started'))::int`.as('good'),
          bad: sql<number>`(count(*) filter (where e.event = 'session.refused'))::int`.as('bad'),
        })
        .from(
          sql`(select ip, event from audit_events where company_id = ${companyId} and id = any(array(${newest})) and ip is not null) e`,
        )
        .groupBy(sql`e.ip`)
        .orderBy(sql`count(*) desc, e.ip`)
        .limit(most)
    },

    /**
     * The newest of these events, since the first of these days, which follow each other; those of one day, person and kind as one row (of one kind, those of anybody): the newest of them,
     * how many they are, and of how many people and groups. Of more than `latest`, those of the oldest day are perhaps `cut`. To nest.
     */
    folded(
      events: readonly string[],
      days: readonly { day: string; from: Date }[],
      { latest, most, byAnybody }: { latest: number; most: number; byAnybody: string },
    ) {
      const { actors, targets } = namesOfEvent(companyId)
      // Found by its id, which is made a moment after `at`, one may have begun on the day before the first.
      // By their beginnings, not by the name of a time zone: the database may know others.
      const beginnings = sql`${sql.param(days.map(({ from }) => from.toISOString()))}::text[]::timestamptz[]`
      const dayOf = sql`(${sql.param(days.map(({ day }) => day))}::text[])[greatest(1, width_bucket(at, ${beginnings}))]`
      const newest = sql`array(select one.id from (${union(events.map(event => newestOf(event, days[0]!.from, latest)))}) one order by one.id desc limit ${latest})`
      const folds = sql`(
        with newest as materialized (select ${newest} as ids)
        select (array_agg(e.id order by e.id desc))[1] as newest_id, count(*)::int as events, count(distinct e.target_id)::int as people,
          count(distinct e.data #>> '{group,id}')::int as groups, e.day,
          (e.day = min(e.day) over () and (select cardinality(ids) from newest) >= ${latest}) as cut
        from (select id, event, case when event <> ${byAnybody} then actor_kind end as actor_kind,
            case when event <> ${byAnybody} then actor_id end as actor_id, target_id, data, ${dayOf} as day
          from audit_events where company_id = ${companyId} and id = any((select ids from newest)::uuid[])
            and coalesce(data ->> 'already', 'false') <> 'true') e
        group by e.event, e.actor_kind, e.actor_id, e.day order by 1 desc limit ${most})`
      return tx
        .select({
          ...auditEventColumns,
          day: sql<string>`fold.day`.as('day'),
          events: sql<number>`fold.events`.as('events'),
          people: sql<number>`fold.people`.as('people'),
          groups: sql<number>`fold.groups`.as('groups'),
          cut: sql<boolean>`fold.cut`.as('cut'),
        })
        .from(sql`${folds} fold`)
        .innerJoin(auditEvents, and(ours, eq(auditEvents.id, sql`fold.newest_id`)))
        .leftJoinLateral(actors, sql`true`)
        .leftJoinLateral(targets, sql`true`)
        .orderBy(sql`fold.newest_id desc`)
    },
  }
}
