import { and, asc, desc, eq, inArray, isNull, or, sql, type SQL } from 'drizzle-orm'
import { membershipsNow } from '@/db/holdings'
import { groups, importRows, imports, invitations, type RowOutcome, type RowVerdict } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { addressKey, nameKey } from '@/lib/kernel/fold'

type NewImportRow = Pick<typeof importRows.$inferInsert, 'line' | 'email' | 'name' | 'title' | 'verdict' | 'reason'> & {
  groupNames: string[]
}

export interface ImportRowResult {
  line: number
  outcome: RowOutcome
  reason: string | null
  invitationId: string | null
}

/** What is shown first: of the verdicts, and of the outcomes. */
interface KindOrder {
  before: readonly string[]
  after: readonly string[]
}

/** Where a page begins: after this line, or before it. */
type LineCursor = number | undefined

export function importRowsIn({ companyId, tx }: CompanyScope) {
  const ofImport = (importId: string) => and(eq(importRows.companyId, companyId), eq(importRows.importId, importId))

  const columns = {
    line: importRows.line,
    email: importRows.email,
    name: importRows.name,
    title: importRows.title,
    groupNames: importRows.groupNames,
    verdict: importRows.verdict,
    outcome: importRows.outcome,
    reason: importRows.reason,
  }

  /** What a row counts as: its verdict before the import begins, then its outcome. */
  const kind = sql<string>`case when ${imports.state} = 'reviewed' then ${importRows.verdict} else coalesce(${importRows.outcome}, 'waiting') end`

  const onImport = and(eq(imports.companyId, companyId), eq(imports.id, importRows.importId))

  /** The first kind that there is a row of. */
  const firstKind = (importId: string, { before, after }: KindOrder): SQL =>
    sql`(select ${kind} from import_rows join imports on ${onImport} where ${ofImport(importId)}
      order by array_position(case when ${imports.state} = 'reviewed' then ${sql.param(before)}::text[] else ${sql.param(after)}::text[] end, ${kind}) limit 1)`

  /** Such that nobody is invited by them, unless somebody mends them. */
  const bad = or(
    eq(importRows.outcome, 'failed'),
    and(isNull(importRows.outcome), inArray(importRows.verdict, ['invalid', 'unknown_group'])),
  )

  const leftOut = inArray(importRows.outcome, ['skipped', 'failed'])

  return {
    /**
     * Of an import that is there already, in one statement, and as one parameter: ten thousand rows have more values than a
     * statement may.
     */
    async insertMany(importId: string, rows: NewImportRow[]): Promise<void> {
      const keyed = rows.map(row => ({
        ...row,
        title: row.title ?? '',
        emailKey: addressKey(row.email),
        groupKeys: row.groupNames.map(nameKey),
      }))
      await tx.execute(sql`
        insert into import_rows (company_id, import_id, line, email, email_key, name, title, group_names, group_keys, verdict, reason)
        select i.company_id, i.id, line, email, "emailKey", name, title, "groupNames", "groupKeys", verdict, reason
        from imports i cross join jsonb_to_recordset(${JSON.stringify(keyed)}::text::jsonb) as row
          (line int, email text, "emailKey" text, name text, title text, "groupNames" jsonb, "groupKeys" jsonb, verdict text, reason text)
        where i.company_id = ${companyId} and i.id = ${importId}`)
    },

    /** How many rows of each kind; to nest. */
    counts: (importId: string) =>
      tx
        .select({ kind: kind.as('kind'), count: sql<number>`count(*)::int`.as('count') })
        .from(importRows)
        .innerJoin(imports, onImport)
        .where(ofImport(importId))
        .groupBy(sql`1`),

    /**
     * One more than `limit` rows of a kind, or of the first kind in `order` that there is; to nest.
     * Before a line they come in reverse.
     */
    list(importId: string, chosen: string | undefined, order: KindOrder, cursor: LineCursor, limit: number) {
      const back = cursor !== undefined && cursor < 0
      return tx
        .select(columns)
        .from(importRows)
        .innerJoin(imports, onImport)
        .where(
          and(
            ofImport(importId),
            sql`${kind} = ${chosen ?? firstKind(importId, order)}`,
            cursor === undefined
              ? undefined
              : back
                ? sql`${importRows.line} < ${-cursor}`
                : sql`${importRows.line} > ${cursor}`,
          ),
        )
        .orderBy(back ? desc(importRows.line) : asc(importRows.line))
        .limit(limit + 1)
    },

    /** Names of groups that rows want and nobody has made by now; to nest. */
    unknownGroups(importId: string, limit: number) {
      const key = sql`${importRows.groupKeys} ->> (wanted.place - 1)::int`
      return tx
        .select({ name: sql<string>`min(wanted.name collate "C")`.as('name') })
        .from(importRows)
        .innerJoin(
          sql`jsonb_array_elements_text(${importRows.groupNames}) with ordinality as wanted (name, place)`,
          sql`true`,
        )
        .where(
          and(
            ofImport(importId),
            eq(importRows.verdict, 'unknown_group'),
            // Compared for equality, so that it takes one look at all groups; behind the line break stands a spelling.
            sql`not exists (select 1 from groups g where g.company_id = ${companyId} and split_part(g.name_key, chr(10), 1) = ${key})`,
          ),
        )
        .groupBy(key)
        .orderBy(sql`1`)
        .limit(limit)
    },

    /** All that went wrong, to be mended; to nest. */
    bad: (importId: string) =>
      tx
        .select(columns)
        .from(importRows)
        .where(and(ofImport(importId), bad))
        .orderBy(importRows.line),

    /** The next rows without an outcome. */
    waiting: (importId: string, limit: number) =>
      tx
        .select(columns)
        .from(importRows)
        .where(and(ofImport(importId), isNull(importRows.outcome)))
        .orderBy(importRows.line)
        .limit(limit),

    /** Names of the groups that the rows still to be done would hand out, in the order in which they first stand there. */
    async groupsToHandOut(importId: string, verdicts: RowVerdict[]): Promise<string[]> {
      const rows = await tx
        .select({ name: sql<string>`wanted.name`.as('name') })
        .from(importRows)
        .innerJoin(
          sql`jsonb_array_elements_text(${importRows.groupNames}) with ordinality as wanted (name, place)`,
          sql`true`,
        )
        .where(and(ofImport(importId), isNull(importRows.outcome), inArray(importRows.verdict, verdicts)))
        .groupBy(sql`wanted.name`)
        .orderBy(sql`min(array[${importRows.line}, wanted.place])`)
      return rows.map(row => row.name)
    },

    /** Rows of these kinds that were left out wait again. Returns how many. */
    async takeUp(importId: string, verdicts: RowVerdict[]): Promise<number> {
      if (!verdicts.length) return 0
      const rows = await tx
        .update(importRows)
        .set({ outcome: null })
        .where(and(ofImport(importId), inArray(importRows.verdict, verdicts), leftOut))
        .returning({ line: importRows.line })
      return rows.length
    },

    /** How many rows of each of these kinds were left out; to nest. */
    leftOut: (importId: string, verdicts: RowVerdict[]) =>
      tx
        .select({ verdict: importRows.verdict, count: sql<number>`count(*)::int`.as('count') })
        .from(importRows)
        .where(and(ofImport(importId), inArray(importRows.verdict, verdicts), leftOut))
        .groupBy(importRows.verdict),

    /** In the order of their lines. */
    async settle(importId: string, results: ImportRowResult[]): Promise<void> {
      if (!results.length) return
      await tx.execute(sql`
        update import_rows set outcome = result.outcome, reason = result.reason, invitation_id = result."invitationId"
        from jsonb_to_recordset(${JSON.stringify(results)}::text::jsonb)
          as result (line int, outcome text, reason text, "invitationId" uuid)
        where company_id = ${companyId} and import_id = ${importId} and import_rows.line = result.line
          and import_rows.line between ${results[0]!.line} and ${results.at(-1)!.line}`)
    },

    async outcomes(importId: string): Promise<Partial<Record<RowOutcome, number>>> {
      const rows = await tx
        .select({ outcome: importRows.outcome, count: sql<number>`count(*)::int` })
        .from(importRows)
        .where(ofImport(importId))
        .groupBy(importRows.outcome)
      return Object.fromEntries(rows.map(row => [row.outcome, row.count]))
    },

    /**
     * Of these invitations, the rows they came from are undone. Returns the groups that each was for. From the side of the
     * invitations and without a join: on tables that grow while it is used, the database would guess badly how to join.
     */
    async undo(importId: string, invitationIds: string[]) {
      if (!invitationIds.length) return []
      return tx
        .update(importRows)
        .set({ outcome: 'undone' })
        .where(and(ofImport(importId), inArray(importRows.invitationId, invitationIds)))
        .returning({ invitationId: importRows.invitationId, groupNames: importRows.groupNames })
    },

    /** Of these lines, whose people were here before, the groups were taken back. */
    async undoAdded(importId: string, lines: number[]): Promise<void> {
      if (!lines.length) return
      await tx
        .update(importRows)
        .set({ outcome: 'undone' })
        .where(and(ofImport(importId), eq(importRows.outcome, 'added'), inArray(importRows.line, lines)))
    },

    /** How many invitations were cancelled, and from how many members groups were taken back. */
    async undone(importId: string): Promise<{ cancelled: number; removed: number }> {
      const [row] = await tx
        .select({
          cancelled: sql<number>`count(${importRows.invitationId})::int`,
          removed: sql<number>`(count(*) - count(${importRows.invitationId}))::int`,
        })
        .from(importRows)
        .where(and(ofImport(importId), eq(importRows.outcome, 'undone')))
      return row!
    },

    /** What became of those whom this import invited; to nest. */
    fates: (importId: string) =>
      tx
        .select({
          open: sql<number>`count(*) filter (where ${invitations.acceptedAt} is null and ${invitations.cancelledAt} is null)::int`.as(
            'open',
          ),
          accepted: sql<number>`count(*) filter (where ${invitations.acceptedAt} is not null)::int`.as('accepted'),
        })
        .from(invitations)
        .where(and(eq(invitations.companyId, companyId), eq(invitations.importId, importId))),

    /** Groups made when this import was started, and in which nobody is. */
    async emptyGroups(importId: string): Promise<string[]> {
      const rows = await tx
        .select({ name: groups.name })
        .from(groups)
        .innerJoin(
          imports,
          and(eq(imports.companyId, companyId), eq(imports.id, importId), eq(imports.startedAt, groups.createdAt)),
        )
        .where(
          and(
            eq(groups.companyId, companyId),
            sql`not exists (select 1 from ${membershipsNow(companyId)} m where m.group_id = ${groups}.id)`,
          ),
        )
        .orderBy(groups.nameKey)
      return rows.map(row => row.name)
    },
  }
}
