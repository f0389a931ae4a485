import { and, eq, sql, type SQL } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { AppError } from '@/lib/kernel/errors'

/** What a change is refused with that leaves nobody, and what a page says before it. */
export const NO_ADMINISTRATOR_LEFT =
  'This would leave the company without an active administrator (somebody with full access, *:*). Give full access to another active person first.'

/**
 * The company must always have somebody who can do everything: an active person whose groups grant
 * `*:*`. Changes that could take the last one away are `serialized` operations, which hold the lock, and
 * end with `mustRemain`.
 */
export function administratorsIn({ companyId, tx }: CompanyScope) {
  const administratorsBy = (groups: SQL) => sql`
    select distinct u.id from users u
    join memberships m on m.company_id = u.company_id and m.user_id = u.id
    join grants g on g.company_id = m.company_id and g.group_id = m.group_id
    join permissions p on p.company_id = g.company_id and p.id = g.permission_id and p.resource = '*' and p.action = '*'
    where u.company_id = ${companyId} and u.status = 'active' and ${groups}`
  const administrators = administratorsBy(sql`true`)

  return {
    /** The first few by name, for people who need somebody to ask. To run or to nest. */
    names: () =>
      tx
        .select({ name: users.name })
        .from(users)
        .where(and(eq(users.companyId, companyId), sql`${users.id} in (${administrators})`))
        .orderBy(users.nameKey)
        .limit(5),

    /** How many there would be without this group; to nest. */
    countWithout: (groupId: string) =>
      sql<number>`(select count(*)::int from (${administratorsBy(sql`m.group_id <> ${groupId}`)}) others)`,

    /** How many there are; to nest. */
    count: () => sql<number>`(select count(*)::int from (${administrators}) everybody)`,

    /** One such change at a time per company; held to the end of the transaction. */
    async lock(): Promise<void> {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`administrators ${companyId}`}, 0))`)
    },

    /** @throws AppError `last_administrator` when the change so far leaves nobody. */
    async mustRemain(): Promise<void> {
      const rows = await tx.execute(sql`select 1 from (${administrators}) left_over limit 1`)
      if (!rows.length) {
        throw new AppError('last_administrator', NO_ADMINISTRATOR_LEFT)
      }
    },
  }
}
