import { and, desc, eq, sql } from 'drizzle-orm'
import { deactivations } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'

type NewDeactivation = Omit<typeof deactivations.$inferInsert, 'companyId' | 'id'>

/** In one statement; all of them at once could have more parameters than the protocol counts (65,535). */
const BATCH = 5000

export function deactivationsIn({ companyId, tx }: CompanyScope) {
  return {
    async insert(rows: readonly NewDeactivation[]): Promise<void> {
      for (let done = 0; done < rows.length; done += BATCH) {
        await tx.insert(deactivations).values(rows.slice(done, done + BATCH).map(row => ({ ...row, companyId })))
      }
    },

    /** The latest of a person, as a list of one or none, with today's name of who did it; null where they are deleted. To nest. */
    latestOf: (userId: string) =>
      tx
        .select({
          at: deactivations.at,
          ended: deactivations.ended,
          invitationsCancelled: deactivations.invitationsCancelled,
          reasonGiven: deactivations.reasonGiven,
          lastHeld: deactivations.lastHeld,
          tookMs: deactivations.tookMs,
          by: sql<
            string | null
          >`(select u.name from users u where u.company_id = ${companyId} and u.id = ${deactivations}.actor_id)`.as(
            'by',
          ),
        })
        .from(deactivations)
        .where(and(eq(deactivations.companyId, companyId), eq(deactivations.userId, userId)))
        .orderBy(desc(deactivations.id))
        .limit(1),
  }
}
