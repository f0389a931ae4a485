import type { z } from 'zod'
import { jsonList, emptyList, batch, type Batch } from '@/db/json'
import { decodeCursor, pageOf } from '@/db/keyset'
import { administratorsIn } from '@/db/repositories/administrators'
import { bulkActionsIn } from '@/db/repositories/bulk-actions'
import { groupsIn } from '@/db/repositories/groups'
import { permissionsIn } from '@/db/repositories/permissions'
import { selectionsIn } from '@/db/repositories/selections'
import { soleHoldersIn, peopleAmong } from '@/db/repositories/sole-holders'
import type { CompanyScope } from '@/db/scope'
import type { BulkAct } from '@/lib/kernel/bulk-acts'
import { notFound } from '@/lib/kernel/errors'
import type { Actor } from '@/lib/operation/actor'
import { query, type Context } from '@/lib/operation/define'
import { whyNotHeld, lackingKeys, type AccessChange } from '@/lib/permissions/held'
import { permissionKey } from '@/lib/permissions/key'
import { isGroupAction, MAX_BULK_PEOPLE, bulkPermission } from '@/lib/users/bulk-actions'
import { fingerprintOf, checkEligibility, skippedCount } from './eligibility'
import { bulkResultInput, bulkResultPageInput, previewBulkInput, previewBulkPageInput, PEOPLE_LISTED } from './input'
import { previewBulkOutput, previewBulkPageOutput, viewBulkResultOutput, viewBulkResultPageOutput } from './output'
import { eligibilityQuery, goneOf, selectionOf } from './selection'
import './events'

/** How many of those concerned are named, before and after. */
const NAMED = 10

/** How many of those who are left out are named: all of a page that people were ticked on. */
const NAMED_LEFT_OUT = 50

/** What an act does with the group that it is about. */
const actOnGroup = {
  add: 'handOut',
  remove: 'removeFromGroup',
  deactivate: undefined,
  reactivate: undefined,
  resend: undefined,
} as const satisfies Record<BulkAct, AccessChange | undefined>

/** What opens to people what their groups grant: that is looked at before it is done. */
const opens: ReadonlySet<BulkAct> = new Set(['resend', 'reactivate'])

type PreviewInput = z.output<typeof previewBulkInput>

/** What programs and its page read of an act before it is done. */
const previewReads = (scope: CompanyScope, actor: Actor, input: PreviewInput) => {
  const { groupId, bulkId } = input
  const selections = selectionsIn(scope)
  const selection = selectionOf(input, actor)
  return {
    people: jsonList(selections.people(selection, eligibilityQuery(input, actor), MAX_BULK_PEOPLE + 1)),
    administrators: administratorsIn(scope).count(),
    group: groupId ? jsonList(groupsIn(scope).one(groupId)) : emptyList<never>(),
    secondFactor: groupId ? jsonList(groupsIn(scope).requirement(groupId)) : emptyList<never>(),
    granted: groupId ? jsonList(permissionsIn(scope).grantedBy(groupId)) : emptyList<never>(),
    earlier: bulkId ? jsonList(bulkActionsIn(scope).one(bulkId)) : emptyList<never>(),
  }
}

/** What both are told of it, and the record that they were. @throws AppError `not_found`. */
async function previewSeen(
  found: Batch<ReturnType<typeof previewReads>>,
  input: PreviewInput,
  { scope, actor, record }: Context,
) {
  const { act, groupId, bulkId } = input
  if (groupId && !found.group.length) throw notFound('Group')
  if (bulkId && !found.earlier.length) throw notFound('Bulk action')
  const gone = goneOf(input, found.people)
  const { concerned, leftOut, skipped } = checkEligibility(found.people, {
    act,
    groupRequiresFactor: found.secondFactor[0]?.required,
    actorId: actor.userId,
    administrators: found.administrators,
    gone: gone.length,
  })
  // Only of those whom it would be done to: who is left out keeps what they have, and gets nothing.
  const those = concerned.length > 0 && peopleAmong(concerned.map(({ id }) => id))
  const { lastHeld, invitations } =
    act === 'deactivate' && those
      ? await batch(scope.tx, {
          lastHeld: soleHoldersIn(scope).onlyHeldBy(those),
          invitations: selectionsIn(scope).openInvitationsSentBy(those),
        })
      : { lastHeld: [], invitations: 0 }
  const { opened } =
    opens.has(act) && those
      ? await batch(scope.tx, { opened: soleHoldersIn(scope).keysOfSelected(those) })
      : { opened: [] }
  const reasonOf = new Map(leftOut.map(({ person, reason }) => [person.id, reason]))
  const group = found.group[0]
  const hinderedAct = actOnGroup[act]
  const keys = found.granted.map(permissionKey)
  record('bulk_preview.viewed', { act, concerned: concerned.length, skipped: skippedCount(skipped) })
  return {
    act,
    selected: found.people.length,
    /** More than one action may concern; nothing below counts then. */
    tooMany: found.people.length > MAX_BULK_PEOPLE,
    concerned: concerned.length,
    fingerprint: fingerprintOf(concerned),
    /** The first by name. */
    named: concerned.slice(0, NAMED).map(({ id, name }) => ({ id, name })),
    skipped,
    /** The first of those left out by name, with the reason. */
    leftOut: leftOut.slice(0, NAMED_LEFT_OUT).map(({ person: { id, name }, reason }) => ({ id, name, reason })),
    /** Of an act about a group; left out while none is chosen. */
    group: group && { id: group.id, name: group.name },
    /** What they gain with the group, or lose unless another grants the same. */
    keys: isGroupAction(act) ? keys : [],
    /** What the reader lacks to hand this group out, or to remove anybody from it. */
    missing: hinderedAct ? lackingKeys(hinderedAct, actor, keys) : [],
    /** To be sent along: what changes hands is what was looked at. */
    granted: isGroupAction(act) ? keys : opens.has(act) ? opened : undefined,
    /** Keys that nobody active would hold any more, but for full access. */
    lastHeld: [...new Set(lastHeld.flatMap(one => one.keys))].sort(),
    /** That they sent and nobody accepted. */
    invitations,
    gone,
    leftOutPeople: leftOut,
    reasonOf,
  }
}

export const previewBulk = query({
  name: 'users.previewBulk',
  permission: 'users:read',
  alsoRequires: ({ act }) => [bulkPermission(act)],
  explain: 'Preview a bulk action on many people.',
  input: previewBulkInput,
  output: previewBulkOutput,
  http: { method: 'GET', path: '/users/bulk' },
  async run(context, input) {
    const { scope, actor } = context
    const {
      gone: ___,
      leftOutPeople: _,
      reasonOf: __,
      ...seen
    } = await previewSeen(await batch(scope.tx, previewReads(scope, actor, input)), input, context)
    return seen
  },
})

export const previewBulkPage = query({
  name: 'users.previewBulkPage',
  permission: 'users:read',
  alsoRequires: ({ act }) => [bulkPermission(act)],
  explain: 'Preview a bulk action on many people.',
  input: previewBulkPageInput,
  output: previewBulkPageOutput,
  internal: 'It draws a page.',
  async run(context, input) {
    const { scope, actor } = context
    const page = input.page ?? 1
    const { administratorNames, listed, ...read } = await batch(scope.tx, {
      ...previewReads(scope, actor, input),
      administratorNames: jsonList(administratorsIn(scope).names()),
      listed:
        input.show === 'skipped'
          ? emptyList<never>()
          : jsonList(selectionsIn(scope).listed(selectionOf(input, actor), { page, size: PEOPLE_LISTED })),
    })
    const { leftOutPeople, reasonOf, ...seen } = await previewSeen(read, input, context)
    const left = leftOutPeople.slice(PEOPLE_LISTED * (page - 1), PEOPLE_LISTED * page)
    const helpers = administratorNames.map(({ name }) => name)
    const hinderedAct = actOnGroup[input.act]
    return {
      ...seen,
      people:
        input.show === 'skipped'
          ? left.map(({ person: { id, name, email, title, status }, reason }) => ({
              id,
              name,
              email,
              title,
              status,
              reason,
            }))
          : listed.map(person => ({ ...person, reason: reasonOf.get(person.id) })),
      /** People who can do what the reader may not, by name. */
      helpers,
      /** Why the reader may not hand out this group or remove anybody from it, and whom to ask. */
      hindrance: hinderedAct && whyNotHeld(hinderedAct, actor, seen.keys, helpers),
    }
  },
})

/** What programs and its page read of a result. */
const resultReads = (scope: CompanyScope, bulkId: string) => ({
  found: jsonList(bulkActionsIn(scope).one(bulkId)),
  named: jsonList(selectionsIn(scope).people({ bulkId }, {}, NAMED)),
})

/**
 * What both are told of it, and the record that they were. @throws AppError `not_found`.
 * @param shown how many people are named
 */
function resultSeen(
  { found, named }: Batch<ReturnType<typeof resultReads>>,
  bulkId: string,
  { record }: Pick<Context, 'record'>,
  shown = named.length,
) {
  const [action] = found
  if (!action) throw notFound('Bulk action')
  record('bulk_result.viewed', { shown }, { target: { type: 'bulk', id: bulkId } })
  const { groupId, groupName, ...result } = action
  return {
    ...result,
    bulkId,
    group: groupId && groupName ? { id: groupId, name: groupName } : undefined,
    named: named.map(({ id, name }) => ({ id, name })),
  }
}

export const viewBulkResult = query({
  name: 'users.viewBulkResult',
  permission: 'users:read',
  explain: 'See the result of a bulk action.',
  input: bulkResultInput,
  output: viewBulkResultOutput,
  http: { method: 'GET', path: '/users/bulk/:bulkId' },
  async run(context, { bulkId }) {
    const { scope } = context
    return resultSeen(await batch(scope.tx, resultReads(scope, bulkId)), bulkId, context)
  },
})

export const viewBulkResultPage = query({
  name: 'users.viewBulkResultPage',
  permission: 'users:read',
  explain: 'See the result of a bulk action.',
  input: bulkResultPageInput,
  output: viewBulkResultPageOutput,
  internal: 'It draws a page.',
  async run(context, { bulkId, show, cursor: marker }) {
    const { scope } = context
    const cursor = decodeCursor(marker)
    const { listed, ...found } = await batch(scope.tx, {
      ...resultReads(scope, bulkId),
      listed: jsonList(selectionsIn(scope).ofAct({ bulkId, skipped: show === 'skipped' }, cursor, PEOPLE_LISTED)),
    })
    const { rows, ...neighbours } = pageOf(listed, PEOPLE_LISTED, cursor, person => person.nameKey)
    return {
      ...resultSeen(found, bulkId, context, rows.length),
      people: rows.map(({ nameKey: _, reason, ...person }) => ({ ...person, reason: reason ?? undefined })),
      ...neighbours,
    }
  },
})
