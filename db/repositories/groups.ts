import { and, eq, inArray, or, sql } from 'drizzle-orm'
import { keyset, type Cursor } from '@/db/keyset'
import { grants, groups, memberships, permissions } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { byOwnWords, pageFound } from '@/db/search'
import { addWords, removeWords, replaceWords, wordsOfGroup } from '@/db/search-words'
import { AppError, invalid, notFound } from '@/lib/kernel/errors'
import { keysOf, nameKey } from '@/lib/kernel/fold'
import { formatNumber } from '@/lib/kernel/format'

type GroupText = { name: string; slug: string; description: string }

/** More are made by mistake, or by a program that never ends. */
export const MOST_GROUPS = 10_000

export function groupsIn(scope: CompanyScope) {
  const { companyId, tx } = scope
  const ours = eq(groups.companyId, companyId)
  const one = (id: string) => and(ours, eq(groups.id, id))

  const columns = {
    id: groups.id,
    name: groups.name,
    slug: groups.slug,
    description: groups.description,
    createdAt: groups.createdAt,
  }

  const counted = {
    ...columns,
    members:
      sql<number>`(select count(*)::int from memberships m where m.company_id = ${companyId} and m.group_id = ${groups.id})`.as(
        'members',
      ),
    permissions:
      sql<number>`(select count(*)::int from grants g where g.company_id = ${companyId} and g.group_id = ${groups.id})`.as(
        'permissions',
      ),
  }

  const mustExist = async <Row>(rows: Promise<Row[]>): Promise<Row> => {
    const [row] = await rows
    if (!row) throw notFound('Group')
    return row
  }

  /** @throws AppError `invalid_input` at the field whose value another group of this company has. */
  const mustBeFree = async ({ name, slug }: { name?: string; slug: string }, exceptId?: string): Promise<void> => {
    const taken = await tx
      .select({ id: groups.id, slug: groups.slug })
      .from(groups)
      .where(and(ours, or(name === undefined ? undefined : eq(groups.nameKey, nameKey(name)), eq(groups.slug, slug))))
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
    /** One more than `limit`; by name. To run or to nest. */
    list(filter: { q?: string }, cursor: Cursor | undefined, limit: number) {
      const key = groups.nameKey
      const { where: beyond, orderBy, descending } = keyset({ key, id: groups.id, descending: false, cursor })
      const where = and(ours, beyond)
      const order = { key, keyOfWords: true, descending, cursor }
      const page = { table: groups, id: groups.id, ...order, where, limit: limit + 1 }
      const searched = byOwnWords(companyId, 'group')
      return tx
        .select({ ...counted, nameKey: groups.nameKey })
        .from(groups)
        .where(filter.q ? and(ours, sql`${groups.id} = any(${pageFound(searched, filter.q, page)})`) : where)
        .orderBy(...orderBy)
        .limit(limit + 1)
    },

    /** Names for a choice; bounded, because nobody chooses among more. */
    options: () =>
      tx.select({ id: groups.id, name: groups.name }).from(groups).where(ours).orderBy(groups.nameKey).limit(500),

    /** The same with the keys of what each grants, to nest. */
    optionsWithKeys: () =>
      tx
        .select({
          id: groups.id,
          name: groups.name,
          // Qualified by hand: among the selected columns Drizzle writes a bare "id", which would be that of p.
          keys: sql<string[]>`array(
            select p.resource || ':' || p.action from grants g
            join permissions p on p.company_id = g.company_id and p.id = g.permission_id
            where g.company_id = ${companyId} and g.group_id = ${groups}.id order by 1)`.as('keys'),
        })
        .from(groups)
        .where(ours)
        .orderBy(groups.nameKey)
        .limit(500),

    /** @throws AppError `not_found`. */
    find: (id: string) => mustExist(tx.select(columns).from(groups).where(one(id))),

    findMany: (ids: string[]) =>
      tx
        .select(columns)
        .from(groups)
        .where(and(ours, inArray(groups.id, ids))),

    /** The same with its counts, held until the transaction ends. */
    findForUpdate: (id: string) => mustExist(tx.select(counted).from(groups).where(one(id)).for('update')),

    /** As a list of one or none, to nest. */
    one: (id: string) => tx.select(counted).from(groups).where(one(id)),

    /** Keys of everything a group grants. */
    async permissionKeys(ids: string[]): Promise<{ groupId: string; key: string }[]> {
      return tx
        .select({ groupId: grants.groupId, key: sql<string>`${permissions.resource} || ':' || ${permissions.action}` })
        .from(grants)
        .innerJoin(permissions, and(eq(permissions.companyId, companyId), eq(permissions.id, grants.permissionId)))
        .where(and(eq(grants.companyId, companyId), inArray(grants.groupId, ids)))
    },

    /** Keys of everything that these groups grant, each once. */
    async keysOf(ids: readonly string[]): Promise<string[]> {
      if (!ids.length) return []
      return [...new Set((await this.permissionKeys([...ids])).map(({ key }) => key))]
    },

    /** Those of these names that there are, as fold() takes them for the same. */
    async byNames(names: string[]) {
      if (!names.length) return []
      return (
        tx
          .select({ id: groups.id, name: groups.name })
          .from(groups)
          .where(
            and(
              ours,
              sql`${groups.nameKey} = any(${sql.param(names.flatMap(name => keysOf(nameKey(name), name)))}::text[])`,
            ),
          )
          // Whose name is written exactly so is the last, and the one of two that is kept.
          .orderBy(groups.nameKey)
      )
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
        .returning(columns)
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
        .returning(columns)
      await addWords(scope, 'group', [{ id: made!.id, key: nameKey(group.name), words: wordsOfGroup(group) }])
      return made!
    },

    async update(id: string, group: GroupText): Promise<void> {
      const before = await mustExist(
        tx.select({ name: groups.name, nameKey: groups.nameKey }).from(groups).where(one(id)).for('update'),
      )
      // A name that stays keeps its key, which need not be the usual one.
      const { name, ...rest } = group
      const key = before.name === name ? before.nameKey : nameKey(name)
      await mustBeFree(before.name === name ? rest : group, id)
      await tx
        .update(groups)
        .set({ ...group, nameKey: key })
        .where(one(id))
      await replaceWords(scope, 'group', { id, key, words: wordsOfGroup(group) })
    },

    /** Whether its members need a second factor, as a list of one or none. To run or to nest. */
    requirement,

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

    async setSecondFactor(
      id: string,
      { required, graceDays, since }: { required: boolean; graceDays: number; since: Date | null },
    ): Promise<void> {
      await tx
        .update(groups)
        .set({ requiresSecondFactor: required, secondFactorGraceDays: graceDays, secondFactorSince: since })
        .where(one(id))
    },

    async remove(id: string): Promise<void> {
      await removeWords(scope, ['group'], [id])
      await tx.delete(groups).where(one(id))
    },

    /** Groups that grant everything, and groups nobody is in: what a dashboard points at. */
    notable() {
      return tx
        .select({
          id: groups.id,
          name: groups.name,
          members: counted.members,
          active: sql<number>`(
            select count(*)::int from memberships m join users u on u.company_id = m.company_id and u.id = m.user_id
            where m.company_id = ${companyId} and m.group_id = ${groups}.id and u.status = 'active'
          )`.as('active'),
          // Qualified by hand: among the selected columns Drizzle writes a bare "id", which would be that of p.
          fullAccess: sql<boolean>`exists (
            select 1 from grants g join permissions p on p.company_id = g.company_id and p.id = g.permission_id
            where g.company_id = ${companyId} and g.group_id = ${groups}.id and p.resource = '*' and p.action = '*'
          )`.as('full_access'),
        })
        .from(groups)
        .where(
          and(
            ours,
            sql`(not exists (select 1 from memberships m where m.company_id = ${companyId} and m.group_id = ${groups.id}) or exists (
              select 1 from grants g join permissions p on p.company_id = g.company_id and p.id = g.permission_id
              where g.company_id = ${companyId} and g.group_id = ${groups.id} and p.resource = '*' and p.action = '*'))`,
          ),
        )
        .orderBy(groups.nameKey)
        .limit(10)
    },

    count: () =>
      tx
        .select({ count: sql<number>`count(*)::int`.as('count') })
        .from(groups)
        .where(ours),

    memberCount: (id: string) =>
      tx
        .select({ count: sql<number>`count(*)::int`.as('count') })
        .from(memberships)
        .where(and(eq(memberships.companyId, companyId), eq(memberships.groupId, id))),
  }
}
