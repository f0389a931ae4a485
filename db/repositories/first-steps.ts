import { sql, type SQL } from 'drizzle-orm'
import { listPreferences } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { anyGroupRequires } from '@/db/second-factor'

/** Among so many first events of a person is looked for whether they have opened a page. */
const FIRST_EVENTS = 300

/** What the list of first steps is called among the lists of a person: who put it away sees none of its columns. */
export const FIRST_STEPS = 'first-steps'

/** How far a company and a person have come with what is done first. */
export function firstStepsIn({ companyId, tx }: CompanyScope) {
  const isThere = (what: SQL): SQL<boolean> => sql<boolean>`exists (select 1 from ${what})`
  const rowsOf = (table: string): SQL => sql`${sql.identifier(table)} t where t.company_id = ${companyId}`

  return {
    /**
     * As a list of one; to nest.
     * @param personal whether it matters which pages they have opened; else nothing is looked up
     */
    of(userId: string, { personal }: { personal: boolean }) {
      const early = sql`array(select e.event from (
        select event, id from audit_events where company_id = ${companyId} and actor_id = ${userId} order by id limit ${FIRST_EVENTS}) e)`
      return tx
        .select({
          hidden: isThere(
            sql`${listPreferences} p where p.company_id = ${companyId} and p.user_id = ${userId} and p.list = ${FIRST_STEPS} and p.columns = '[]'`,
          ).as('hidden'),
          /** Some group requires a second factor of its members. */
          groupRequires: anyGroupRequires(companyId).as('group_requires'),
          mail: isThere(sql`${rowsOf('mail_messages')} and t.state = 'sent'`).as('mail'),
          invited: sql<boolean>`(${isThere(rowsOf('invitations'))} or ${isThere(rowsOf('imports'))})`.as('invited'),
          sawAccess: sql<boolean>`('access.viewed' = any(early.events))`.as('saw_access'),
          sawPeople: sql<boolean>`('users.listed' = any(early.events))`.as('saw_people'),
        })
        .from(sql`(select ${personal ? early : sql`'{}'::text[]`} as events) early`)
    },
  }
}
