import { and, eq, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'

/** By whose clock people read times. */
export function timeZonesIn({ companyId, tx }: CompanyScope) {
  const one = (userId: string) => and(eq(users.companyId, companyId), eq(users.id, userId))
  return {
    /** The one that a person chose, held until the transaction ends; null: none. */
    async chosenForUpdate(userId: string): Promise<string | null> {
      const [found] = await tx.select({ timeZone: users.timeZone }).from(users).where(one(userId)).for('update')
      return found?.timeZone ?? null
    },

    async choose(userId: string, timeZone: string | null): Promise<void> {
      await tx.update(users).set({ timeZone }).where(one(userId))
    },

    /** The one that a person chose, else the company's; also where nobody is known by that id. */
    async ofRecipient(userId: string | null): Promise<string> {
      const [found] = await tx.execute<{ time_zone: string }>(sql`
        select coalesce(
          (select u.time_zone from users u where u.company_id = ${companyId} and u.id = ${userId}), c.time_zone) as time_zone
        from companies c where c.id = ${companyId}`)
      return found?.time_zone ?? 'UTC'
    },
  }
}
