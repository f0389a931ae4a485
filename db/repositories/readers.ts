import { and, eq, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'

/** How a person reads: by which clock, and in which language. Null where they chose none. */
export interface ReaderChoices {
  timeZone: string | null
  language: string | null
}

const chosen = { timeZone: users.timeZone, language: users.language }

/** For whom pages, files and emails are written. */
export function readersIn({ companyId, tx }: CompanyScope) {
  const one = (userId: string) => and(eq(users.companyId, companyId), eq(users.id, userId))
  return {
    /** What a person chose, held until the transaction ends. */
    async chosenForUpdate(userId: string): Promise<ReaderChoices> {
      const [found] = await tx.select(chosen).from(users).where(one(userId)).for('update')
      return found ?? { timeZone: null, language: null }
    },

    async choose(userId: string, choice: Partial<ReaderChoices>): Promise<void> {
      await tx.update(users).set(choice).where(one(userId))
    },

    /** What the recipient of an email chose, else the company; also where nobody is known by that id. */
    async ofEmail(userId: string | null): Promise<{ timeZone: string; language: string }> {
      const [found] = await tx.execute<{ time_zone: string; language: string }>(sql`
        select coalesce(u.time_zone, c.time_zone) as time_zone, coalesce(u.language, c.language) as language
        from companies c left join users u on u.company_id = ${companyId} and u.id = ${userId}
        where c.id = ${companyId}`)
      return { timeZone: found?.time_zone ?? 'UTC', language: found?.language ?? 'en' }
    },
  }
}
