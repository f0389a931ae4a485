/** What can be done to many people at once. */
export const bulkActs = ['add', 'remove', 'deactivate', 'resend'] as const
export type BulkAct = (typeof bulkActs)[number]
