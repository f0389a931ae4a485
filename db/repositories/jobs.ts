import { sql } from 'drizzle-orm'
import type { CompanyScope } from '@/db/scope'

interface JobOptions {
  /** The earliest moment; at once where left out. */
  at?: Date
  /** A job with the key of one that waits takes its place. The record's id where left out. */
  key?: string
  /** Lower ones go first, those of one rank by their time. 0 where left out. */
  rank?: number
}

/** The queue, as an action sees it: jobs are written in its own transaction and run after its commit. */
export const jobsIn = ({ tx }: CompanyScope) => ({
  /** @param recordId the row that the task is about; the company is the scope's, in the database too. */
  async add(task: string, recordId: string, { at, key = recordId, rank = 0 }: JobOptions = {}): Promise<void> {
    await tx.execute(
      sql`select jobs.add(${task}, ${recordId}::uuid, ${at?.toISOString() ?? null}::timestamptz, ${key}, ${rank}::int)`,
    )
  },

  /** One job, at once, for each of these rows; in one statement. */
  async addMany(task: string, recordIds: string[], rank = 0): Promise<void> {
    if (!recordIds.length) return
    await tx.execute(
      sql`select jobs.add(${task}, id::uuid, null, id, ${rank}::int) from unnest(${sql.param(recordIds)}::text[]) as id`,
    )
  },
})
