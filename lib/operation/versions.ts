import { usersIn } from '@/db/repositories/users'
import type { Edit, PresentVersion } from '@/db/versions'
import { ChangedMeanwhileError, type FieldMeanwhile } from '@/lib/kernel/errors'
import { changedFields, type FieldValue } from './changes'
import type { Context } from './define'

/** What a repository's update is told: who makes it, and the version that it was made from, where the input says one. */
export const editBy = ({ actor }: Pick<Context, 'actor'>, version: number | undefined): Edit => ({
  by: actor.userId,
  version,
})

/** The fields of an edit that are not what there is now, with both values. */
export const fieldsMeanwhile = <Sent extends Record<string, FieldValue>>(
  present: NoInfer<{ [Field in keyof Sent]: FieldValue }>,
  sent: Sent,
): FieldMeanwhile[] =>
  changedFields(present, sent).map(field => ({ field, yours: sent[field], theirs: present[field] ?? '' }))

/**
 * The version that an update made. Where it found no row, because another edit came after the version that it was made from,
 * it is refused with who made that, when, and both values.
 * @param made what the repository's update returns
 * @param present as it was read under the lock that the update took too
 * @throws ChangedMeanwhileError
 */
export async function requireHit(
  { scope, actor }: Pick<Context, 'scope' | 'actor'>,
  made: number | undefined,
  present: PresentVersion,
  fields: readonly FieldMeanwhile[],
): Promise<number> {
  if (made !== undefined) return made
  const { version, updatedBy, updatedAt } = present
  throw new ChangedMeanwhileError({
    version,
    own: updatedBy === actor.userId,
    by: updatedBy ? await usersIn(scope).nameOf(updatedBy) : undefined,
    at: updatedAt?.toISOString(),
    fields,
  })
}
