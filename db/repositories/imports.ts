import { and, desc, eq, inArray, isNotNull, isNull, notInArray, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { keyset, type Cursor } from '@/db/keyset'
import { companies, imports, importRows, users, type ImportState } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { totalOf } from '@/db/total'
import { notFound } from '@/lib/kernel/errors'

type NewImport = Pick<
  typeof imports.$inferInsert,
  'id' | 'createdBy' | 'fileName' | 'total' | 'groups' | 'headerKey' | 'columns'
>
type ImportChange = Partial<
  Pick<
    typeof imports.$inferInsert,
    'createdBy' | 'createGroups' | 'addGroups' | 'reactivate' | 'message' | 'expiryDays' | 'groups'
  >
>

/** Files that wait to be started: each holds up to 10,000 rows, and is uploaded again in a moment. */
export const MOST_WAITING = 20

const owners = alias(users, 'owners')

export function importsIn({ companyId, tx }: CompanyScope) {
  const ours = eq(imports.companyId, companyId)
  const one = (id: string) => and(ours, eq(imports.id, id))

  /** Reviewed, and nobody has started it. */
  const waiting = and(ours, eq(imports.state, 'reviewed'))

  const columns = {
    id: imports.id,
    fileName: imports.fileName,
    state: imports.state,
    createGroups: imports.createGroups,
    addGroups: imports.addGroups,
    reactivate: imports.reactivate,
    message: imports.message,
    expiryDays: imports.expiryDays,
    total: imports.total,
    done: imports.done,
    createdAt: imports.createdAt,
    startedAt: imports.startedAt,
    finishedAt: imports.finishedAt,
    undoneAt: imports.undoneAt,
    createdBy: imports.createdBy,
  }

  /** A list has no use for the groups. */
  const whole = { ...columns, groups: imports.groups }

  const withOwner = <C extends typeof columns>(chosen: C) =>
    tx
      .select({ ...chosen, ownerName: sql<string | null>`${owners.name}`.as('owner_name') })
      .from(imports)
      .leftJoin(owners, and(eq(owners.companyId, companyId), eq(owners.id, imports.createdBy)))

  const lock = async (id: string) => {
    const [row] = await tx.select(whole).from(imports).where(one(id)).for('update')
    return row
  }

  return {
    /** Of too many that nobody started the oldest are forgotten. Valid for as long as the company's invitations are. */
    async insert(row: NewImport): Promise<void> {
      const newest = tx
        .select({ id: imports.id })
        .from(imports)
        .where(waiting)
        .orderBy(desc(imports.createdAt))
        .limit(MOST_WAITING - 1)
      const forgotten = await tx
        .select({ id: imports.id })
        .from(imports)
        .where(and(waiting, notInArray(imports.id, newest)))
        .for('update', { skipLocked: true })
      const ids = forgotten.map(({ id }) => id)
      await tx.delete(importRows).where(and(eq(importRows.companyId, companyId), inArray(importRows.importId, ids)))
      await tx.delete(imports).where(and(waiting, inArray(imports.id, ids)))
      const [company] = await tx
        .select({ days: companies.invitationDays })
        .from(companies)
        .where(eq(companies.id, companyId))
      await tx.insert(imports).values({ ...row, companyId, expiryDays: company!.days })
    },

    /** What the columns of the newest file with this header were said to be. */
    async columnsOf(headerKey: string): Promise<Record<string, number> | undefined> {
      const [row] = await tx
        .select({ columns: imports.columns })
        .from(imports)
        .where(and(ours, eq(imports.headerKey, headerKey), isNotNull(imports.columns)))
        .orderBy(desc(imports.createdAt))
        .limit(1)
      return row?.columns ?? undefined
    },

    /** As a list of one or none, to nest. */
    one: (id: string) => withOwner(whole).where(one(id)),

    /** @throws AppError `not_found`. */
    async find(id: string) {
      const [row] = await tx.select(columns).from(imports).where(one(id))
      if (!row) throw notFound('Import')
      return row
    },

    /** Held until the transaction ends; undefined where there is none. */
    lock,

    /** The same. @throws AppError `not_found`. */
    async findForUpdate(id: string) {
      const row = await lock(id)
      if (!row) throw notFound('Import')
      return row
    },

    /** The newest first; one more than `limit`. To run or to nest. */
    list(cursor: Cursor | undefined, limit: number) {
      const { where, orderBy } = keyset({ key: imports.createdAt, id: imports.id, descending: true, cursor })
      return withOwner(columns)
        .where(and(ours, where))
        .orderBy(...orderBy)
        .limit(limit + 1)
    },

    /** How many there are; to nest. */
    total: (): SQL<number> => totalOf(imports, ours),

    /** It waits for its turn, for the first time or again. */
    async queue(id: string, change: ImportChange): Promise<void> {
      await tx
        .update(imports)
        .set({ ...change, state: 'queued' })
        .where(one(id))
      await tx
        .update(imports)
        .set({ startedAt: sql`now()` })
        .where(and(one(id), isNull(imports.startedAt)))
    },

    /** So many rows wait again, and it has not ended. */
    async reopen(id: string, rows: number): Promise<void> {
      await tx
        .update(imports)
        .set({ done: sql`${imports.done} - ${rows}`, finishedAt: null })
        .where(one(id))
    },

    /** So many rows more are done. */
    async advance(id: string, rows: number, state: ImportState): Promise<void> {
      await tx
        .update(imports)
        .set({ state, done: sql`${imports.done} + ${rows}`, ...(state === 'done' && { finishedAt: sql`now()` }) })
        .where(one(id))
    },

    async setState(id: string, state: ImportState, change: ImportChange = {}): Promise<void> {
      await tx
        .update(imports)
        .set({ ...change, state })
        .where(one(id))
    },

    async undone(id: string): Promise<void> {
      await tx
        .update(imports)
        .set({ undoneAt: sql`now()` })
        .where(one(id))
    },

    /** Rows hold names and addresses: they go when the import can no longer be undone. */
    async forgetRows(days: number): Promise<void> {
      await tx.delete(importRows).where(
        and(
          eq(importRows.companyId, companyId),
          sql`${importRows.importId} = any(array(select i.id from imports i where i.company_id = ${companyId}
            and coalesce(i.finished_at, i.started_at, i.created_at) < now() - make_interval(days => ${days})))`,
        ),
      )
    },
  }
}
