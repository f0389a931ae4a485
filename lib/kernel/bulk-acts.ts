/** What can be done to many people at once. */
export const bulkActs = ['add', 'remove', 'deactivate', 'reactivate', 'resend'] as const
export type BulkAct = (typeof bulkActs)[number]

/** Why somebody was left out of one. */
export const skipReasons = [
  'already',
  'not_member',
  'changed_since',
  'not_active',
  'not_inactive',
  'not_invited',
  'oneself',
  'last_administrator',
  'not_held',
  'too_often',
] as const
export type SkipReason = (typeof skipReasons)[number]

/** What those left out are counted by: chosen people who do not exist (any more) are counted, and are in no list. */
export const skipCounts = [...skipReasons, 'not_found'] as const
type SkipCount = (typeof skipCounts)[number]
export type SkippedCounts = Partial<Record<SkipCount, number>>
