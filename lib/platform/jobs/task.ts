import { z } from 'zod'

/**
 * A task gets its company and the id of the row it is about. `again`: it was begun before, by a worker that
 * failed or died.
 */
export type Task = (companyId: string, id: string, again: boolean) => Promise<void>

export interface Lane {
  /** How many of its tasks one process does at once. */
  workers: number
  tasks: Record<string, Task>
}

/** What the queue carries; written by the function jobs.add of the database. */
export const jobPayload = z.object({ companyId: z.uuid(), id: z.uuid() })
