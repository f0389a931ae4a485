interface BulkDepartment {
  name: string
  /** What its groups are called after it, the usual ones first. */
  units: readonly string[]
  /** Each of its groups grants some of these. */
  grants: readonly string[]
  titles: readonly string[]
}

const regions =
  `Nordics|DACH|Iberia|Benelux|UK & Ireland|France|Italy|Eastern Europe|North America|Latin America|Brazil|Japan|Korea|Southeast Asia|India|Australia & New Zealand|Middle East|East Africa|West Africa|Southern Africa`.split(
    '|',
  )

/** When a department has no units of its own any more. */
const cities =
  `Amsterdam|Athens|Austin|Barcelona|Berlin|Bogotá|Boston|Brno|Brussels|Bucharest|Cairo|Cape Town|Chicago|Copenhagen|Dakar|Dublin|Gdańsk|Geneva|Hamburg|Hanoi|Helsinki|Istanbul|Jakarta|Kraków|Kyiv|Lagos|Lille|Lima|Lisbon|London|Lyon|Madrid|Malmö|Manila|Melbourne|México|Milan|Montréal|Mumbai|Munich|Nairobi|New York|Oslo|Paris|Porto|Prague|Pune|Quito|Reykjavík|Riga|Rome|Santiago|São Paulo|Seoul|Singapore|Sofia|Stockholm|Tallinn|Tokyo|Toronto|Valencia|Vienna|Vilnius|Warsaw|Zagreb|Zürich`.split(
    '|',
  )

export const bulkDepartments: readonly BulkDepartment[] = [
  {
    name: 'Engineering',
    units: [
      'Payments',
      'Search',
      'Identity',
      'Mobile',
      'Platform',
      'Checkout',
      'Billing',
      'Notifications',
      'Web',
      'Quality',
    ],
    grants: ['repositories:manage', 'staging:deploy', 'production:deploy', 'production-logs:view', 'incidents:manage'],
    titles: ['Engineer', 'Senior Engineer', 'Staff Engineer', 'Engineering Manager', 'QA Engineer'],
  },
  {
    name: 'Sales',
    units: regions,
    grants: ['crm:read', 'crm:manage', 'quotes:create', 'quotes:approve'],
    titles: [
      'Account Executive',
      'Sales Manager',
      'Account Manager',
      'Sales Engineer',
      'Sales Development Representative',
    ],
  },
  {
    name: 'Support',
    units: ['Tier 1', 'Tier 2', 'Tier 3', 'Enterprise', 'Night Shift', 'Onboarding', 'Refunds', 'Community'],
    grants: ['tickets:read', 'tickets:answer', 'tickets:refund', 'crm:read'],
    titles: ['Support Agent', 'Support Engineer', 'Support Manager', 'Customer Success Manager'],
  },
  {
    name: 'Marketing',
    units: ['Brand', 'Content', 'Events', 'Growth', 'Press', ...regions],
    grants: ['campaigns:manage', 'analytics:view', 'pages:publish'],
    titles: ['Writer', 'Campaign Manager', 'Events Manager', 'Growth Analyst'],
  },
  {
    name: 'Finance',
    units: ['Accounts Payable', 'Accounts Receivable', 'Controlling', 'Payroll', 'Tax', 'Treasury', 'Procurement'],
    grants: ['invoices:read', 'invoices:approve', 'payroll:manage', 'expenses:approve'],
    titles: ['Accountant', 'Analyst', 'Financial Controller', 'Payroll Specialist'],
  },
  {
    name: 'People',
    units: ['Recruiting', 'Learning', 'Compensation', 'Employee Relations', 'Workplace'],
    grants: ['employees:manage', 'candidates:manage'],
    titles: ['Recruiter', 'People Partner', 'Office Manager', 'Trainer'],
  },
  {
    name: 'Design',
    units: ['Product', 'Research', 'Design System', 'Illustration', 'Motion'],
    grants: ['designs:edit', 'designs:publish'],
    titles: ['Designer', 'Senior Designer', 'UX Researcher', 'Illustrator'],
  },
  {
    name: 'Operations',
    units: ['Warehouse', 'Fleet', 'Facilities', 'Purchasing', 'Logistics', 'Returns'],
    grants: ['orders:read', 'orders:ship', 'stock:manage'],
    titles: ['Operations Manager', 'Warehouse Lead', 'Driver', 'Planner'],
  },
  {
    name: 'Legal',
    units: ['Contracts', 'Privacy', 'Compliance', 'Litigation'],
    grants: ['contracts:read', 'contracts:sign', 'audits:read'],
    titles: ['Counsel', 'Paralegal', 'Compliance Officer', 'Privacy Officer'],
  },
  {
    name: 'Data',
    units: ['Warehouse', 'Science', 'Reporting', 'Experiments'],
    grants: ['warehouse:query', 'dashboards:edit', 'analytics:view'],
    titles: ['Data Analyst', 'Data Engineer', 'Data Scientist', 'Product Manager'],
  },
]

/** Names of groups without end, one department after the other: "Sales – Nordics", later "Sales – Zürich", then "Sales – Nordics 2". */
export function* namesOfGroups(): Generator<{ name: string; department: number; round: number }> {
  for (let round = 0; ; round++) {
    for (const [department, { name, units }] of bulkDepartments.entries()) {
      const all = [...units, ...cities]
      const unit = all[round % all.length]!
      const time = Math.floor(round / all.length) + 1
      yield { name: `${name} – ${unit}${time > 1 ? ` ${time}` : ''}`, department, round }
    }
  }
}
