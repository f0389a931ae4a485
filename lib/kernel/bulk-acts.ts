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
