import { and, eq, inArray, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { openHoldings } from '@/db/change-holdings'
import { beginDatedRows } from '@/db/dated-rows'
import { permissionsIn } from '@/db/repositories/permissions'
import { groups as groupsTable, permissionKeys, permissions as permissionsTable } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { addWords, wordsOfGroup } from '@/db/search-words'
import { nameKey } from '@/lib/kernel/fold'
import { slugFrom } from '@/lib/kernel/slug'
import { permissionKey } from '@/lib/permissions/key'
import { anyRow, unnest } from './columns'
import { bulkDepartments, namesOfGroups } from './departments'

export interface BulkGroup {
  id: string
  /** By place among all departments. */
  department: number
}

/** Grants in one statement. */
const PORTION = 2000

/** Groups that are not there yet, with what their departments need, since a moment of the past. */
export async function insertGroups(scope: CompanyScope, count: number, since: Date): Promise<BulkGroup[]> {
  if (!count) return []
  const { tx, companyId } = scope
  const made = await freeGroups(scope, count)
  await tx.execute(sql`
    insert into groups (company_id, id, name, name_key, slug, description, created_at)
    select company.company_id, row.id, name, key, slug, description, ${since.toISOString()}::timestamptz
    from ${anyRow(companyId)} company cross join unnest(${unnest([
      { values: made.map(({ id }) => id), type: 'uuid' },
      { values: made.map(({ name }) => name), type: 'text' },
      { values: made.map(({ name }) => nameKey(name)), type: 'text' },
      { values: made.map(({ slug }) => slug), type: 'text' },
      { values: made.map(({ description }) => description), type: 'text' },
    ])}) as row (id, name, key, slug, description)`)
  await beginDatedRows(scope, 'groupName', made, since)
  const found = made.map(group => ({ id: group.id, key: nameKey(group.name), words: wordsOfGroup(group) }))
  await addWords(scope, 'group', found)
  const ids = await permissionIds(scope, since)
  const grants = made.flatMap(({ id: groupId, department, round }) =>
    grantsOf(department, round).map(key => ({
      groupId,
      id: ids.get(key)!,
      via: 'seed' as const,
      by: null,
      from: since,
    })),
  )
  for (let done = 0; done < grants.length; done += PORTION)
    await openHoldings(scope, 'grants', grants.slice(done, done + PORTION), since)
  return made.map(({ id, department }) => ({ id, department }))
}

/** All groups of a department do the common work; some do more. */
const grantsOf = (department: number, round: number): string[] => {
  const { grants } = bulkDepartments[department]!
  return grants.slice(0, 2 + (round % (grants.length - 1)))
}

async function freeGroups({ tx, companyId }: CompanyScope, count: number) {
  const present = await tx
    .select({ key: groupsTable.nameKey, slug: groupsTable.slug })
    .from(groupsTable)
    .where(eq(groupsTable.companyId, companyId))
  const taken = new Set(present.flatMap(({ key, slug }) => [`name ${key}`, `slug ${slug}`]))
  const made: { id: string; name: string; slug: string; description: string; department: number; round: number }[] = []
  for (const { name, department, round } of namesOfGroups()) {
    const slug = slugFrom(name)
    const keys = [`name ${nameKey(name)}`, `slug ${slug}`]
    if (keys.some(key => taken.has(key))) continue
    for (const key of keys) taken.add(key)
    made.push({ id: uuidv7(), name, slug, description: name.replace(' – ', ', '), department, round })
    if (made.length === count) break
  }
  return made
}

/** Of all that departments grant; what the company lacks is made. */
async function permissionIds(scope: CompanyScope, since: Date): Promise<Map<string, string>> {
  const { tx, companyId } = scope
  const present = new Map((await permissionsIn(scope).list()).map(one => [permissionKey(one), one.id]))
  const lacking = [...new Set(bulkDepartments.flatMap(({ grants }) => grants))].filter(key => !present.has(key))
  if (!lacking.length) return present
  const rows = lacking.map(key => {
    const [resource = '', action = ''] = key.split(':')
    return { resource, action, description: '', builtIn: false }
  })
  const made = await permissionsIn(scope).insertMany(rows)
  const ids = made.map(({ id }) => id)
  await tx
    .update(permissionsTable)
    .set({ createdAt: since })
    .where(and(eq(permissionsTable.companyId, companyId), inArray(permissionsTable.id, ids)))
  await tx
    .update(permissionKeys)
    .set({ validFrom: since })
    .where(and(eq(permissionKeys.companyId, companyId), inArray(permissionKeys.permissionId, ids)))
  return new Map([...present, ...made.map(one => [permissionKey(one), one.id] as const)])
}
