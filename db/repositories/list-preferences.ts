import { and, eq } from 'drizzle-orm'
import { listPreferences, type SavedView } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'

/** How people like to see lists: each row is one person's, of one list. */
export function listPreferencesIn({ companyId, tx }: CompanyScope) {
  const of = (userId: string) => and(eq(listPreferences.companyId, companyId), eq(listPreferences.userId, userId))
  const columns = { list: listPreferences.list, columns: listPreferences.columns, views: listPreferences.views }

  return {
    /** Of one list, as a list of one or none; to nest. */
    one: (userId: string, list: string) =>
      tx
        .select(columns)
        .from(listPreferences)
        .where(and(of(userId), eq(listPreferences.list, list))),

    /** Of all lists; to nest. */
    all: (userId: string) => tx.select(columns).from(listPreferences).where(of(userId)).orderBy(listPreferences.list),

    /** Held until the transaction ends, and there from now on. */
    async hold(userId: string, list: string): Promise<{ columns: string[] | null; views: SavedView[] }> {
      await tx.insert(listPreferences).values({ companyId, userId, list }).onConflictDoNothing()
      const [held] = await tx
        .select(columns)
        .from(listPreferences)
        .where(and(of(userId), eq(listPreferences.list, list)))
        .for('update')
      return held!
    },

    async set(userId: string, list: string, change: { columns?: string[] | null; views?: SavedView[] }): Promise<void> {
      await tx
        .update(listPreferences)
        .set(change)
        .where(and(of(userId), eq(listPreferences.list, list)))
    },
  }
}
