import { and, eq, isNotNull, sql, type SQL } from 'drizzle-orm'
import { membershipsNow } from '@/db/holdings'
import { groups, secondFactorExemptions, sessions, users } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import {
  exemptUntil,
  groupDeadline,
  hasFactor,
  isExempt,
  isInRequiringGroup,
  peopleWithFactor,
  requiredOfAll,
} from '@/db/second-factor'
import { isLive } from '@/db/security'
import type { SecuritySettings } from '@/lib/kernel/security-settings'
import { COUNT_LIMIT } from '@/lib/kernel/totals'

/** A few names of more people: the first by name, and how many there are. */
export interface AffectedQuery {
  count: number
  names: string[]
}

export const peopleOf = (rows: { name: string; count: number }[]): AffectedQuery => ({
  count: rows[0]?.count ?? 0,
  names: rows.map(row => row.name),
})

/** How many names a preview shows. */
const NAMED = 10

/** More addresses than this at once are not compared with the networks; who has so many knows their own. */
const MAX_ADDRESSES = 5000

const person = sql`users`

/** Who has a second factor, who must have one, and whom a change of the security settings would concern. */
export function enrolmentIn({ companyId, tx }: CompanyScope) {
  const now = membershipsNow(companyId)
  const active = and(eq(users.companyId, companyId), eq(users.status, 'active'))
  const has = sql`(users.id in ${peopleWithFactor(companyId)})`

  /** The first few by name, and how many there are, counted no further than COUNT_LIMIT. */
  const named = (condition: SQL | undefined) =>
    tx
      .select({
        name: sql<string>`found.name`.as('name'),
        count: sql<number>`(count(*) over ())::int`.as('count'),
      })
      .from(
        sql`(select name, name_key, id from ${users} where ${and(active, condition)} order by name_key, id limit ${COUNT_LIMIT}) found`,
      )
      .orderBy(sql`found.name_key`, sql`found.id`)
      .limit(NAMED)

  /** Rows of users who are in a group, no more than are counted; the group is a parameter or a column. */
  const membersOf = (groupId: SQL) => sql`(
    select u.* from (select m.user_id from ${now} m where m.group_id = ${groupId} limit ${COUNT_LIMIT}) m
    cross join lateral (select * from users where company_id = ${companyId} and id = m.user_id offset 0) u) users`

  const inGroup = (groupId: string) =>
    sql`exists (select 1 from ${now} gm where gm.group_id = ${groupId} and gm.user_id = users.id)`

  const passwordSince = sql`coalesce(users.password_changed_at, users.activated_at, users.created_at)`
  const live = and(eq(sessions.companyId, companyId), isLive(companyId), eq(sessions.pending, false))
  const theirs = and(eq(users.companyId, companyId), eq(users.id, sessions.userId))

  return {
    /**
     * Of the active people, no more than COUNT_LIMIT: how many there are, have one, must have one, and must and have none. Each is asked
     * for by itself, which is not dearer than the sets of all of whom there are only so many. To nest.
     */
    counts() {
      const u = sql`u`
      return tx
        .select({
          active: sql<number>`count(*)::int`.as('active'),
          withFactor: sql<number>`(count(*) filter (where one.has))::int`.as('with_factor'),
          must: sql<number>`(count(*) filter (where one.must))::int`.as('must'),
          mustAndHave: sql<number>`(count(*) filter (where one.must and one.has))::int`.as('must_and_have'),
          missing: sql<number>`(count(*) filter (where one.must and not one.has and not one.exempt))::int`.as(
            'missing',
          ),
        })
        .from(
          sql`(select id from users where company_id = ${companyId} and status = 'active'
            order by name_key, id limit ${COUNT_LIMIT}) u
            cross join lateral (select ${hasFactor(companyId, u)} as has,
              (${requiredOfAll(companyId)} or ${isInRequiringGroup(companyId, u)}) as must,
              ${isExempt(companyId, u)} as exempt offset 0) one`,
        )
    },

    /** Active people without one, of a group or of all. To nest. */
    without: (groupId?: string) =>
      groupId
        ? named(
            sql`users.id = any(array(select m.user_id from ${now} m where m.group_id = ${groupId} limit ${COUNT_LIMIT}))
              and not ${hasFactor(companyId, person)}`,
          )
        : named(sql`not ${has}`),

    /** Whose password is older than so many days. To nest. */
    withPasswordOlderThan: (days: number) =>
      named(and(isNotNull(users.passwordHash), sql`${passwordSince} <= now() - make_interval(days => ${days})`)),

    /** Who has a password at all. To nest. */
    withPassword: () => named(isNotNull(users.passwordHash)),

    /** Who could not sign in by any of these ways. To nest. */
    withoutWayIn: ({ password, emailCode, passkey }: SecuritySettings['signIn']) =>
      named(
        and(
          emailCode ? sql`false` : undefined,
          password ? sql`users.password_hash is null` : undefined,
          passkey
            ? // A set that is looked up: where few have one, the planner would compare each person with all of them.
              sql`users.id not in (select k.user_id from passkeys k where k.company_id = ${companyId})`
            : undefined,
        ),
      ),

    /** Whose sessions would be over under these lifetimes: a person each, with how many sessions in all. To nest. */
    withSessionsBeyond: ({ idleMinutes, absoluteHours }: SecuritySettings['sessions']) =>
      tx
        .select({
          name: users.name,
          count: sql<number>`(count(*) over ())::int`.as('count'),
          sessions: sql<number>`(sum(count(*)) over ())::int`.as('all_sessions'),
        })
        .from(sessions)
        .innerJoin(users, theirs)
        .where(
          and(
            live,
            sql`(sessions.created_at <= now() - make_interval(hours => ${absoluteHours}) or sessions.last_seen_at <= now() - make_interval(mins => ${idleMinutes}))`,
          ),
        )
        .groupBy(users.id, users.name, users.nameKey)
        .orderBy(users.nameKey, users.id)
        .limit(NAMED),

    /** Where people are signed in from at this moment. To nest. */
    addresses: () =>
      tx
        .selectDistinct({
          userId: sql<string>`users.id`.as('user_id'),
          name: users.name,
          ip: sessions.ip,
          nameKey: users.nameKey,
        })
        .from(sessions)
        .innerJoin(users, theirs)
        .where(live)
        .orderBy(users.nameKey)
        .limit(MAX_ADDRESSES),

    /** The groups that require one of their members. To nest. */
    requiringGroups: () =>
      tx
        .select({
          id: groups.id,
          name: groups.name,
          graceDays: groups.secondFactorGraceDays,
          since: groups.secondFactorSince,
          // Qualified by hand: among the selected columns Drizzle writes a bare "id".
          missing: sql<number>`(select count(*)::int from ${membersOf(sql`${groups}.id`)}
            where users.status = 'active' and not ${hasFactor(companyId, person)})`.as('missing'),
        })
        .from(groups)
        .where(and(eq(groups.companyId, companyId), eq(groups.requiresSecondFactor, true)))
        .orderBy(groups.nameKey)
        .limit(100),

    /** How a group asks for it, and of how many active members, as a list of one or none. To nest. */
    ofGroup: (groupId: string) =>
      tx
        .select({
          required: groups.requiresSecondFactor,
          graceDays: groups.secondFactorGraceDays,
          since: groups.secondFactorSince,
          members:
            sql<number>`(select count(*)::int from ${membersOf(sql`${groups}.id`)} where users.status = 'active')`.as(
              'members',
            ),
        })
        .from(groups)
        .where(and(eq(groups.companyId, companyId), eq(groups.id, groupId))),

    /** Where a person stands, as a list of one or none. To nest. */
    ofPerson: (userId: string) =>
      tx
        .select({
          hasFactor: sql<boolean>`${hasFactor(companyId, person)}`.as('has_factor'),
          groupDeadline: sql<Date | null>`${groupDeadline(companyId, person)}`
            .mapWith(users.createdAt)
            .as('group_deadline'),
          exemptUntil: sql<Date | null>`${exemptUntil(companyId, person)}`.mapWith(users.createdAt).as('exempt_until'),
          reason: secondFactorExemptions.reason,
          /** Of the groups that ask for it. */
          groups: sql<string[]>`(select coalesce(json_agg(gr.name order by gr.name), '[]'::json) from ${now} m
            join groups gr on gr.company_id = ${companyId} and gr.id = m.group_id
            where m.user_id = users.id and gr.requires_second_factor)`.as('requiring'),
        })
        .from(users)
        .leftJoin(
          secondFactorExemptions,
          and(eq(secondFactorExemptions.companyId, companyId), eq(secondFactorExemptions.userId, users.id)),
        )
        .where(and(eq(users.companyId, companyId), eq(users.id, userId))),

    /**
     * Active people without one whom nobody reminded within the last hours, after this id, with what decides when they must
     * have one; those of a group, or all.
     */
    toRemind: ({
      groupId,
      template,
      hours,
      after,
      limit,
    }: {
      groupId?: string
      template: string
      hours: number
      after: string
      limit: number
    }) =>
      tx
        .select({
          id: users.id,
          name: users.name,
          email: users.email,
          groupDeadline: sql<string | null>`to_json(${groupDeadline(companyId, person)})`.as('group_deadline'),
          exemptUntil: sql<string | null>`to_json(${exemptUntil(companyId, person)})`.as('exempt_until'),
        })
        .from(users)
        .where(
          and(
            active,
            sql`users.id > ${after}`,
            sql`not ${has}`,
            groupId ? inGroup(groupId) : undefined,
            sql`not exists (select 1 from mail_messages mm where mm.company_id = ${companyId} and mm.user_id = users.id
              and mm.template = ${template} and mm.created_at > now() - make_interval(hours => ${hours}))`,
          ),
        )
        .orderBy(users.id)
        .limit(limit),
  }
}
