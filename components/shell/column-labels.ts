import type { ColumnOf, ListName } from '@/lib/kernel/list-columns'

/** What the columns are called that can be left out: above the rows, and where they are chosen. */
export const columnLabels: { [L in ListName]: Record<ColumnOf<L>, string> } = {
  users: {
    email: 'Email',
    title: 'Title',
    status: 'Status',
    groups: 'Groups',
    'signed-in': 'Last sign-in',
    created: 'Created',
  },
  groups: {
    description: 'Description',
    slug: 'Slug',
    created: 'Created',
    members: 'Members',
    permissions: 'Permissions',
  },
  invitations: { status: 'Status', groups: 'Groups', 'invited-by': 'Invited by', delivery: 'Delivery' },
  permissions: { key: 'Key', groups: 'Groups', description: 'Full description', allows: 'What it allows' },
  mail: { email: 'Email', status: 'Status', queued: 'Queued' },
  imports: { status: 'Status', rows: 'Rows', by: 'By', uploaded: 'Uploaded' },
  'audit-log': {},
}
