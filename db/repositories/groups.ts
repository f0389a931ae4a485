import { and, eq, gte, inArray, lt, or, sql } from 'drizzle-orm'
import { changeTime, closeHoldings } from '@/db/change-holdings'
import { beginDatedRows, changeDatedRows, endDatedRows } from '@/db/dated-rows'
import { columnsOfGroup, countedGroup } from '@/db/group-columns'
import { grantsNowOrLater, permissionKeySql } from '@/db/holdings'
import { groups } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { addWords, removeWords, replaceWords, wordsOfGroup } from '@/db/search-words'
import { isVersion, nextVersion, versionOf, type Edit } from '@/db/versions'
import { AppError, invalid, notFound } from '@/lib/kernel/errors'
import { keyRange, nameKey } from '@/lib/kernel/fold'
import { formatNumber } from '@/lib/kernel/format'

type GroupText = Pick<typeof groups.$inferInsert, Exclude<keyof typeof columnsOfGroup, 'id' | 'createdAt' | 'version'>>

/** More are made by mistake, or by a program that never ends. */
export const MOST_GROUPS = 10_000

export function groupsIn(scope: CompanyScope) {
  const { companyId, tx } = scope
  const ours = eq(groups.companyId, companyId)
  const one = (id: string) => and(ours, eq(groups.id, id))

  const granted = grantsNowOrLater(companyId)
  const counted = countedGroup(companyId)

  const mustExist = async <Row>(rows: Promise<Row[]>): Promise<Row> => {
    const [row] = await rows
    if (!row) throw notFound('Group')
    return row
  }

  /** Those of a name, as fold() takes names for the same. */
  const alike = (name: string) => {
    const [from, until] = keyRange(nameKey(name))
    return and(gte(groups.nameKey, from), lt(groups.nameKey, until))
  }

  /** @throws AppError `invalid_input` at the field whose value another group of this company has. */
  const mustBeFree = async ({ name, slug }: { name?: string; slug: string }, exceptId?: string): Promise<void> => {
    const taken = await tx
      .select({ id: groups.id, slug: groups.slug })
      .from(groups)
      .where(and(ours, or(name === undefined ? undefined : alike(name), eq(groups.slug, slug))))
    const other = taken.find(group => group.id !== exceptId)
    if (!other) return
    throw invalid(
      other.slug === slug ? { slug: 'Another group has this slug.' } : { name: 'Another group has this name.' },
    )
  }

  /** @throws AppError `conflict` when there would be more than a company can have. */
  const mustFit = async (more: number): Promise<void> => {
    if ((await tx.$count(groups, ours)) + more > MOST_GROUPS) {
      throw new AppError(
        'conflict',
        `A company can have ${formatNumber(MOST_GROUPS)} groups. Delete some that nobody needs first.`,
      )
    }
  }

  const changed = async (
    id: string,
    values: Partial<typeof groups.$inferInsert>,
    edit: Edit,
  ): Promise<number | undefined> => {
    const [made] = await tx
      .update(groups)
      .set({ ...values, ...nextVersion(groups, edit) })
      .where(and(one(id), isVersion(groups, edit)))
      .returning({ version: groups.version })
    return made?.version
  }

  const requirement = (id: string) =>
    tx
      .select({
        required: groups.requiresSecondFactor,
        graceDays: groups.secondFactorGraceDays,
        since: groups.secondFactorSince,
      })
      .from(groups)
      .where(one(id))

  return {
    /** @throws AppError `not_found`. */
    find: (id: string) => mustExist(tx.select(columnsOfGroup).from(groups).where(one(id))),

    findMany: (ids: string[]) =>
      tx
        .select(columnsOfGroup)
        .from(groups)
        .where(and(ours, inArray(groups.id, ids))),

    /** The same with its counts, held until the transaction ends. */
    findForUpdate: (id: string) =>
      mustExist(
        tx
          .select({ ...counted, ...versionOf(groups) })
          .from(groups)
          .where(one(id))
          .for('update'),
      ),

    /** As a list of one or none, to nest. */
    one: (id: string) => tx.select(counted).from(groups).where(one(id)),

    /** Keys of everything a group grants. */
    async permissionKeys(ids: string[]): Promise<{ groupId: string; key: string }[]> {
      return tx
        .select({ groupId: sql<string>`g.group_id`, key: permissionKeySql(sql`g`) })
        .from(sql`${granted} g`)
        .where(inArray(sql`g.group_id`, ids))
    },

    /** Keys of everything that these groups grant, each once. */
    async keysOf(ids: readonly string[]): Promise<string[]> {
      if (!ids.length) return []
      return [...new Set((await this.permissionKeys([...ids])).map(({ key }) => key))]
    },

    /** Those of these names that there are, as fold() takes them for the same: of one name there may be several, from before. */
    async byNames(names: string[]) {
      if (!names.length) return []
      const ranges = [...new Set(names.map(nameKey))].map(keyRange)
      const column = (place: 0 | 1) => sql`${sql.param(ranges.map(range => range[place]))}::text[]`
      return tx
        .select({ id: groups.id, name: groups.name })
        .from(groups)
        .innerJoin(
          sql`unnest(${column(0)}, ${column(1)}) as wanted (key, until)`,
          sql`${groups.nameKey} >= wanted.key and ${groups.nameKey} < wanted.until`,
        )
        .where(ours)
        .orderBy(groups.nameKey)
    },

    async slugs(): Promise<string[]> {
      const rows = await tx.select({ slug: groups.slug }).from(groups).where(ours)
      return rows.map(row => row.slug)
    },

    /** Whose names and slugs are free. */
    async insertMany(rows: GroupText[]) {
      if (!rows.length) return []
      await mustFit(rows.length)
      const made = await tx
        .insert(groups)
        .values(rows.map(row => ({ ...row, companyId, nameKey: nameKey(row.name) })))
        .returning(columnsOfGroup)
      await beginDatedRows(scope, 'groupName', made, await changeTime(scope))
      await addWords(
        scope,
        'group',
        made.map(group => ({ id: group.id, key: nameKey(group.name), words: wordsOfGroup(group) })),
      )
      return made
    },

    async insert(group: GroupText) {
      await mustFit(1)
      await mustBeFree(group)
      const [made] = await tx
        .insert(groups)
        .values({ ...group, companyId, nameKey: nameKey(group.name) })
        .returning(columnsOfGroup)
      await beginDatedRows(scope, 'groupName', [made!], await changeTime(scope))
      await addWords(scope, 'group', [{ id: made!.id, key: nameKey(group.name), words: wordsOfGroup(group) }])
      return made!
    },

    /** What is left out stays as it is. @returns the new version; undefined where somebody came first. */
    async update(id: string, change: Partial<GroupText>, edit: Edit): Promise<number | undefined> {
      const before = await mustExist(
        tx
          .select({ ...columnsOfGroup, nameKey: groups.nameKey })
          .from(groups)
          .where(one(id))
          .for('update'),
      )
      const after = { ...before, ...change }
      // A name that stays keeps its key, which need not be the usual one.
      const renamed = before.name !== after.name
      const key = renamed ? nameKey(after.name) : before.nameKey
      await mustBeFree({ name: renamed ? after.name : undefined, slug: after.slug }, id)
      const version = await changed(id, { ...change, nameKey: key }, edit)
      if (version === undefined) return undefined
      await replaceWords(scope, 'group', { id, key, words: wordsOfGroup(after) })
      if (renamed) await changeDatedRows(scope, 'groupName', [{ id, name: after.name }], await changeTime(scope))
      return version
    },

    /** What the group grants is changed by itself; this is the version that comes of it. @returns as `update`. */
    grantsChanged: (id: string, edit: Edit) => changed(id, {}, edit),

    /** Whether its members need a second factor, as a list of one or none. To run or to nest. */
    requirement,

    /** Whether they do, as a value to nest. */
    requires: (id: string) =>
      sql<boolean>`coalesce((select requires_second_factor from groups where company_id = ${companyId} and id = ${id}), false)`,

    /** The same. @throws AppError `not_found`. */
    secondFactor: (id: string) => mustExist(requirement(id)),

    /** Those of these groups whose members need one. */
    async requiringSecondFactor(ids: string[]): Promise<string[]> {
      if (!ids.length) return []
      const rows = await tx
        .select({ id: groups.id })
        .from(groups)
        .where(and(ours, inArray(groups.id, ids), eq(groups.requiresSecondFactor, true)))
      return rows.map(row => row.id)
    },

    /** @returns as `update`. */
    setSecondFactor: (
      id: string,
      { required, graceDays, since }: { required: boolean; graceDays: number; since: Date | null },
      edit: Edit,
    ) =>
      changed(id, { requiresSecondFactor: required, secondFactorGraceDays: graceDays, secondFactorSince: since }, edit),

    /** With it end its memberships and what it grants. @param by who deletes it */
    async remove(id: string, by: string | null): Promise<void> {
      const at = await changeTime(scope)
      const ending = { via: 'group_deleted', by } as const
      await closeHoldings(scope, 'memberships', { groupIds: [id] }, ending, at)
      await closeHoldings(scope, 'grants', { groupIds: [id] }, ending, at)
      await endDatedRows(scope, 'groupName', [id], at)
      await removeWords(scope, ['group'], [id])
      await tx.delete(groups).where(one(id))
    },
  }
}
