import { and, eq, sql } from 'drizzle-orm'
import { changeTime } from '@/db/change-holdings'
import { bulkActionPeople, bulkActions } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'

type NewBulkAction = Omit<typeof bulkActions.$inferInsert, 'companyId'>

/** In one statement; all of them at once could have more parameters than the protocol counts (65,535). */
const BATCH = 5000

export function bulkActionsIn(scope: CompanyScope) {
  const { companyId, tx } = scope
  return {
    /** Keeps what was done, to whom, and who was left out. Its time is after the lock, like that of what was changed: undoing compares them. */
    async insert(
      action: NewBulkAction & { id: string },
      people: readonly Pick<typeof bulkActionPeople.$inferInsert, 'userId' | 'skipped'>[],
    ): Promise<void> {
      await tx.insert(bulkActions).values({ ...action, companyId, at: await changeTime(scope) })
      for (let done = 0; done < people.length; done += BATCH) {
        await tx
          .insert(bulkActionPeople)
          .values(people.slice(done, done + BATCH).map(one => ({ ...one, companyId, bulkActionId: action.id })))
      }
    },

    /** As a list of one or none, with today's name of who did it; null where they are deleted. To nest. */
    one: (id: string) =>
      tx
        .select({
          at: bulkActions.at,
          act: bulkActions.act,
          groupId: bulkActions.groupId,
          groupName: bulkActions.groupName,
          done: bulkActions.done,
          skipped: bulkActions.skipped,
          by: sql<
            string | null
          >`(select u.name from users u where u.company_id = ${companyId} and u.id = ${bulkActions}.actor_id)`.as('by'),
        })
        .from(bulkActions)
        .where(and(eq(bulkActions.companyId, companyId), eq(bulkActions.id, id))),
  }
}
