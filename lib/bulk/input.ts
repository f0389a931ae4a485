import { z } from 'zod'
import { reviewedKeys } from '@/lib/groups/input'
import { bulkActs } from '@/lib/kernel/bulk-acts'
import { idField, optionalField, paragraphField } from '@/lib/kernel/fields'
import { idsFrom } from '@/lib/kernel/short-ids'
import { MAX_BULK_PEOPLE, isGroupAction } from '@/lib/users/bulk-actions'
import { userFilterFields } from '@/lib/users/input'

/** An array, or ids in one text, as in an address. */
const people = z.preprocess(
  (value: string | string[]) => (typeof value === 'string' ? idsFrom(value) : value),
  z
    .array(idField, { error: 'People must be a list of IDs.' })
    .max(MAX_BULK_PEOPLE, {
      error: `At most ${MAX_BULK_PEOPLE.toLocaleString('en-GB')} people can be selected individually.`,
    })
    .transform(ids => [...new Set(ids)]),
)

const act = {
  act: z.enum(bulkActs, { error: `The action must be one of ${bulkActs.join(', ')}.` }),
  /** The group that people are added to or removed from. */
  groupId: optionalField(idField),
  /** Chosen one by one … */
  people: optionalField(people),
  /** … or all who match the filters … */
  all: optionalField(z.literal('yes', { error: '"all" must be yes or left out.' })),
  ...userFilterFields,
  /** … or those whom an earlier bulk act added or removed: to undo it. */
  bulkId: optionalField(idField),
}

type Ways = { people?: string[]; all?: 'yes'; bulkId?: string }

const oneWay = ({ people, all, bulkId }: Ways): boolean => [people?.length, all, bulkId].filter(Boolean).length === 1
const howToChoose = { path: ['people'], error: 'Select people individually or select all that match, not both.' }

/** The group may be missing still: the page asks for it. */
export const previewBulkInput = z.object(act).refine(oneWay, howToChoose)

/** How many people a page lists. */
export const PEOPLE_LISTED = 50

/** Which of those selected a page lists: those concerned, or those who are left out. */
const show = optionalField(z.literal('skipped', { error: '"show" must be skipped or left out.' }))

export const previewBulkPageInput = z
  .object({
    ...act,
    show,
    page: optionalField(z.coerce.number({ error: 'The page must be a number.' }).int().min(1).max(MAX_BULK_PEOPLE)),
  })
  .refine(oneWay, howToChoose)

export const bulkInput = z
  .object({
    ...act,
    /** For a deactivation. */
    reason: paragraphField('The reason', 500),
    cancelInvitations: z.boolean({ error: 'Cancelling invitations must be yes or no.' }).default(false),
    /** How many it would concern, as the preview said: when that has changed, nothing is done. */
    expected: z.int({ error: 'The expected number of people must be a number.' }).nonnegative().optional(),
    /** What the group granted, or for invitations what their groups granted together, likewise: where it is more by now, nothing is done. */
    granted: reviewedKeys.optional(),
    /** Whom, likewise. */
    fingerprint: z.string({ error: 'The fingerprint must be text.' }).max(100).optional(),
  })
  .refine(oneWay, howToChoose)
  .refine(input => !isGroupAction(input.act) || input.groupId, { path: ['groupId'], error: 'Choose a group.' })

export const bulkResultInput = z.object({ bulkId: idField })

export const bulkResultPageInput = bulkResultInput.extend({ show, cursor: optionalField(z.string().max(500)) })
