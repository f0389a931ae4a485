import type { z } from 'zod'
import type { EligibilityQuery, PeopleSelection } from '@/db/repositories/selections'
import { RESENT_AN_HOUR } from '@/lib/invitations/input'
import { AppError } from '@/lib/kernel/errors'
import type { Actor } from '@/lib/operation/actor'
import { builtInResources } from '@/lib/permissions/catalogue'
import { isGroupAction, MAX_BULK_PEOPLE } from '@/lib/users/bulk-actions'
import { userFilterFacts, userFilterOf } from '@/lib/users/filter'
import { type previewBulkInput } from './input'

type Asked = z.output<typeof previewBulkInput>

/** Whom an input means. */
export function selectionOf(asked: Asked, actor: Actor): PeopleSelection {
  const { people, all, bulkId } = asked
  if (people?.length) return { people }
  if (all) return { all: userFilterOf(asked, actor) }
  return { bulkId: bulkId! }
}

/** Of those chosen one by one, nobody exists (any more): told apart by its page, and like every other id that is not there by programs. */
export class NobodyLeftError extends AppError {
  constructor() {
    super('not_found', 'The people you selected no longer exist.')
  }
}

/**
 * Ids of those chosen one by one who are not among those found: deleted meanwhile, or never there.
 * @throws NobodyLeftError where nobody was found
 */
export function goneOf({ people }: Asked, found: readonly { id: string }[]): string[] {
  if (!people?.length) return []
  if (!found.length) throw new NobodyLeftError()
  const there = new Set(found.map(({ id }) => id))
  return people.filter(id => !there.has(id))
}

/** What the act has to know of each. */
export const eligibilityQuery = (
  { act, groupId, bulkId }: Asked,
  actor: { permissions: string[] },
): EligibilityQuery => ({
  groupId: isGroupAction(act) ? groupId : undefined,
  since:
    bulkId && (act === 'deactivate' || act === 'reactivate')
      ? { bulkId }
      : bulkId && isGroupAction(act) && groupId
        ? { bulkId, groupId }
        : undefined,
  fullAccess: act === 'remove' || act === 'deactivate',
  resentInAnHour: act === 'resend' ? RESENT_AN_HOUR : undefined,
  held:
    act === 'add'
      ? undefined
      : { keys: actor.permissions, resources: act === 'resend' || act === 'reactivate' ? undefined : builtInResources },
})

/** What the log keeps of it. */
export const selectionFilters = (asked: Asked, actor: Actor): Record<string, string> | undefined =>
  asked.all ? userFilterFacts(asked, actor) : undefined

export const tooManyError = (): AppError =>
  new AppError(
    'too_large',
    `At most ${MAX_BULK_PEOPLE.toLocaleString('en-GB')} people can be changed at a time, and more match. Narrow down the list with a search or a filter.`,
  )
