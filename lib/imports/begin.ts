import type { z } from 'zod'
import { groupsIn } from '@/db/repositories/groups'
import { importRowsIn } from '@/db/repositories/import-rows'
import { importsIn } from '@/db/repositories/imports'
import { jobsIn } from '@/db/repositories/jobs'
import type { ReviewedGroup } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { requireNoMoreGrants } from '@/lib/groups/reviewed-grants'
import { AppError } from '@/lib/kernel/errors'
import { lookUpBy, nameKey } from '@/lib/kernel/fold'
import { slugFrom } from '@/lib/kernel/slug'
import type { Context } from '@/lib/operation/define'
import type { RecordedTarget, RequiredPermission } from '@/lib/operation/register'
import { requireHeldOfGroups } from '@/lib/permissions/require-held'
import { verdictsHandingOut, type ImportChoices } from './choices'
import type { startImportInput } from './input'
import { lookUpGroups, meant } from './lookup'
import { RUN_IMPORT } from './tasks'
import '@/lib/groups/events'
import './events'

/** More are a mistaken column, not an organisation. */
const MAX_NEW_GROUPS = 200

/** What events of an import are about. */
export const aboutImport = (id: string): { target: RecordedTarget<'import.started'> } => ({
  target: { type: 'import', id },
})

/** What choices ask for besides: what the same acts ask for one by one. */
export function requiredByChoices({ createGroups, addGroups, reactivate }: ImportChoices): RequiredPermission[] {
  return [
    ...(createGroups ? (['groups:create'] as const) : []),
    ...(addGroups ? (['groups:update'] as const) : []),
    ...(reactivate ? (['users:deactivate'] as const) : []),
  ]
}

/** Lets the rows that are chosen wait for their turn, with the groups that they name as they were reviewed. */
export async function begin(
  { scope, actor, record }: Pick<Context, 'scope' | 'actor' | 'record'>,
  { importId, message, expiryDays, ...choices }: z.output<typeof startImportInput>,
  groups: ReviewedGroup[],
): Promise<void> {
  const { fileName } = await importsIn(scope).find(importId)
  const { found, missing } = await requireGroupsAsReviewed({ scope, actor }, importId, { groups, ...choices })
  const created = choices.createGroups ? await makeGroups(scope, missing) : []
  const all = [...groups, ...found, ...created.map(group => reviewedGroup({ ...group, grants: [] }))]
  await importsIn(scope).queue(importId, { ...choices, message, expiryDays, createdBy: actor.userId, groups: all })
  await jobsIn(scope).add(RUN_IMPORT, importId)
  for (const group of created) {
    const { id, name } = group
    record('group.created', { ...group, group: { id, name } }, { target: { type: 'group', id } })
  }
  const { addGroups, reactivate } = choices
  record(
    'import.started',
    {
      file: fileName,
      createdGroups: created.map(group => group.name),
      expiryDays,
      ...(addGroups && { addGroups }),
      ...(reactivate && { reactivate }),
    },
    aboutImport(importId),
  )
}

/** A group as it is kept with an import. */
export const reviewedGroup = ({ id, name, grants }: ReviewedGroup): ReviewedGroup => ({ id, name, grants })

/**
 * Looks at the groups still to be handed out, each as the review found it, whatever it is called by now. Of the names that the
 * review did not know returns the groups that have them by now, which must grant nothing, and the names that nobody has.
 * @throws GroupGrownError when one grants more than at the review
 * @throws NotHeldError when they grant what the actor does not have
 */
export async function requireGroupsAsReviewed(
  { scope, actor }: Pick<Context, 'scope' | 'actor'>,
  importId: string,
  { groups, ...choices }: { groups: ReviewedGroup[] } & ImportChoices,
): Promise<{ found: ReviewedGroup[]; missing: string[] }> {
  const names = await importRowsIn(scope).groupsToHandOut(importId, verdictsHandingOut(choices))
  const known = lookUpBy(groups, ({ name }) => name, nameKey)
  const pinned = meant(names, known)
  const unknown = names.filter(name => !known(name).length)
  const since = await lookUpGroups(scope, actor, unknown)
  const found = meant(unknown, since).map(group => reviewedGroup({ ...group, grants: [] }))
  await requireNoMoreGrants(scope, [...pinned, ...found])
  await requireHeldOfGroups(
    scope,
    actor,
    'handOut',
    [...pinned, ...found].map(group => group.id),
  )
  return { found, missing: unknown.filter(name => !since(name).length) }
}

/** Groups of these names, without members and grants. */
async function makeGroups(scope: CompanyScope, wanted: string[]) {
  // Of several spellings the first.
  const names = [...new Map(wanted.toReversed().map(name => [nameKey(name), name])).values()].toReversed()
  if (names.length > MAX_NEW_GROUPS) {
    throw new AppError(
      'conflict',
      `This import would create ${names.length} groups, but the limit is ${MAX_NEW_GROUPS}. Check that the columns are matched correctly.`,
    )
  }
  const taken = new Set(await groupsIn(scope).slugs())
  return groupsIn(scope).insertMany(names.map(name => ({ name, slug: freeSlug(name, taken), description: '' })))
}

function freeSlug(name: string, taken: Set<string>): string {
  const base = slugFrom(name, 50)
  const stem = base.length < 2 ? 'group' : base
  let slug = stem
  for (let n = 2; taken.has(slug); n++) slug = `${stem}-${n}`
  taken.add(slug)
  return slug
}
