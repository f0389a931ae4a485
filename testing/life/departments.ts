/** Permissions of the company's other systems, beside those of the story: the groups that people of its departments are in grant them. */
export const departmentPermissions: Record<string, string> = {
  'wiki:read': 'Read the company wiki.',
  'wiki:edit': 'Write pages of the company wiki.',
  'expenses:submit': 'Hand in expenses.',
  'expenses:approve': 'Approve expenses of others.',
  'production:deploy': 'Put a new version on the production servers.',
  'servers:restart': 'Restart production servers.',
  'incidents:manage': 'Open, lead and close incidents.',
  'warehouse:query': 'Ask the data warehouse.',
  'dashboards:edit': 'Make dashboards and share them.',
  'designs:edit': 'Draw and comment on designs.',
  'designs:publish': 'Hand designs over to development.',
  'roadmap:edit': 'Change what is built next.',
  'crm:read': 'See customers and their history.',
  'crm:manage': 'Change customers, deals and contacts.',
  'quotes:create': 'Write quotes.',
  'quotes:approve': 'Approve quotes and discounts.',
  'tickets:read': 'Read the questions of customers.',
  'tickets:answer': 'Answer the questions of customers.',
  'tickets:refund': 'Give customers their money back.',
  'invoices:read': 'See invoices.',
  'invoices:approve': 'Approve invoices to be paid.',
  'payroll:manage': 'Prepare and release the payroll.',
  'employees:manage': 'Keep the records of employees.',
  'candidates:manage': 'Invite, interview and hire candidates.',
  'contracts:read': 'Read contracts.',
  'contracts:sign': 'Sign contracts for the company.',
}

interface Department {
  name: string
  description: string
  grants: readonly string[]
  /** Days ago. */
  since: number
  /** What it was called before, and until when. */
  former?: { name: string; until: number }
}

/** The group that everybody of the company is in. */
export const EVERYONE = 'Everyone'

export const departments: readonly Department[] = [
  {
    name: EVERYONE,
    description: 'All who work here.',
    grants: ['wiki:read', 'wiki:edit', 'expenses:submit'],
    since: 397,
  },
  {
    name: 'Site Reliability',
    description: 'Keeps production running, day and night.',
    grants: ['production:deploy', 'servers:restart', 'incidents:manage', 'production-logs:view'],
    since: 379,
  },
  {
    name: 'Data',
    description: 'Finds out what the numbers say.',
    grants: ['warehouse:query', 'analytics:view'],
    since: 240,
  },
  {
    name: 'Design',
    description: 'Draws what the product looks like.',
    grants: ['designs:edit', 'designs:publish'],
    since: 370,
  },
  {
    name: 'Product',
    description: 'Decides what is built next.',
    grants: ['roadmap:edit', 'analytics:view', 'tickets:read'],
    since: 345,
  },
  {
    name: 'Sales',
    description: 'Wins customers and looks after them.',
    grants: ['crm:read', 'crm:manage', 'quotes:create'],
    since: 396,
  },
  {
    name: 'Sales Leads',
    description: 'Approves what is beyond the price list.',
    grants: ['quotes:approve'],
    since: 360,
  },
  {
    name: 'Support',
    description: 'Answers customers.',
    grants: ['tickets:read', 'tickets:answer', 'crm:read'],
    since: 380,
    former: { name: 'Customer Care', until: 190 },
  },
  {
    name: 'Support – Tier 2',
    description: 'Solves what the first line cannot.',
    grants: ['tickets:refund', 'production-logs:view'],
    since: 222,
  },
  {
    name: 'Finance',
    description: 'Pays, bills and counts.',
    grants: ['invoices:read', 'invoices:approve', 'payroll:manage'],
    since: 398,
  },
  { name: 'Expense Approvers', description: 'Heads of departments.', grants: ['expenses:approve'], since: 396 },
  {
    name: 'People',
    description: 'Hires people, and looks after those who are here.',
    grants: [
      'users:read',
      'users:invite',
      'users:update',
      'users:deactivate',
      'groups:read',
      'employees:manage',
      'candidates:manage',
    ],
    since: 393,
  },
  { name: 'Legal', description: 'Reads what others sign.', grants: ['contracts:read', 'contracts:sign'], since: 371 },
  {
    name: 'Help Desk',
    description: 'Helps with signing in.',
    grants: ['users:read', 'users:manage-credentials', 'users:end-sessions', 'groups:read'],
    since: 386,
  },
  {
    name: 'Auditors',
    description: 'Sees everything, changes nothing.',
    grants: ['users:read', 'groups:read', 'permissions:read', 'audit:read'],
    since: 371,
  },
  { name: 'Contractors', description: 'Works here for a time.', grants: ['wiki:read'], since: 246 },
]
