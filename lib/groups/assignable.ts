import { batch, emptyList, jsonList, noNumber } from '@/db/json'
import { administratorsIn } from '@/db/repositories/administrators'
import { groupListIn } from '@/db/repositories/group-list'
import type { CompanyScope } from '@/db/scope'
import type { PermissionHolder } from '@/lib/operation/can'
import type { Context } from '@/lib/operation/define'
import { whyNotHeld } from '@/lib/permissions/held'
import './events'

/** So many come with a form; who sees none of theirs types. */
const FIRST = 200

/** So many are answered to what is typed. */
const FOUND = 50

interface FirstGroups {
  /** Somebody whose groups are changed, and are among them wherever they stand. */
  userId?: string
  /** Whether the reader chooses any. */
  may?: boolean
}

/** What a form reads where groups are chosen for people: the first of all, how many there are, and whom to ask about those one may not give. */
export const assignableReads = (scope: CompanyScope, { userId, may = true }: FirstGroups = {}) => ({
  groupOptions: may ? jsonList(groupListIn(scope).optionsWithKeys({ userId }, FIRST)) : emptyList<never>(),
  groupTotal: may ? groupListIn(scope).total({}) : noNumber(),
  helpers: jsonList(administratorsIn(scope).names()),
})

interface Offer {
  actor: PermissionHolder
  helpers: readonly { name: string }[]
  act?: 'handOut' | 'removeFromGroup'
}

/** A group with why the reader may not give it to people, or take it from somebody, and whom to ask. */
export const assignableGroup = (
  { id, name, keys }: { id: string; name: string; keys: string[] },
  { actor, helpers, act = 'handOut' }: Offer,
) => ({
  id,
  name,
  hindrance: whyNotHeld(
    act,
    actor,
    keys,
    helpers.map(helper => helper.name),
  ),
})

/** What is answered to what is typed there, and the record that it was: with what each grants, for whose output says so. */
export async function foundAssignable({ scope, actor, record }: Context, q: string | undefined) {
  const { groupOptions, groupTotal, helpers } = await batch(scope.tx, {
    groupOptions: jsonList(groupListIn(scope).optionsWithKeys({ q }, FOUND)),
    groupTotal: groupListIn(scope).total({ q }),
    helpers: jsonList(administratorsIn(scope).names()),
  })
  record('groups.listed', { shown: groupOptions.length })
  const groups = groupOptions.map(group => ({
    ...assignableGroup(group, { actor, helpers }),
    slug: group.slug,
    description: group.description,
    grants: group.keys,
  }))
  return { groups, total: groupTotal }
}
