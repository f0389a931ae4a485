import { and, eq, sql } from 'drizzle-orm'
import { foldedEvents } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'

export type NewFoldedEvent = Pick<
  typeof foldedEvents.$inferInsert,
  'id' | 'key' | 'event' | 'kind' | 'severity' | 'operation' | 'outcome' | 'data' | 'targetId' | 'ip'
>

export type FoldedEvent = typeof foldedEvents.$inferSelect

export function foldedEventsIn({ companyId, tx }: CompanyScope) {
  const ours = eq(foldedEvents.companyId, companyId)

  return {
    /**
     * Counts one more of its key; what was tried at several people names none of them.
     * @returns whether it is the first, whose job is still to be added
     */
    async add(event: NewFoldedEvent): Promise<boolean> {
      const [row] = await tx
        .insert(foldedEvents)
        .values({ ...event, companyId })
        .onConflictDoUpdate({
          target: [foldedEvents.companyId, foldedEvents.key],
          set: {
            count: sql`${foldedEvents.count} + 1`,
            data: sql`excluded.data`,
            targetId: sql`case when ${foldedEvents.targetId} = excluded.target_id then excluded.target_id end`,
            ip: sql`excluded.ip`,
            lastAt: sql`excluded.last_at`,
          },
        })
        .returning({ count: foldedEvents.count })
      return row?.count === 1
    },

    /** Takes them out of the count; undefined where that was done before. */
    async take(id: string) {
      const [taken] = await tx
        .delete(foldedEvents)
        .where(and(ours, eq(foldedEvents.id, id)))
        .returning()
      return taken
    },
  }
}
