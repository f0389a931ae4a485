/** What happens besides that people come and go. Days are counted back from the day on which the demo is made. */

/** Promotions: what they were before. */
export const promotions: Record<string, { was: string; ago: number }> = {
  'Mateusz Wiśniewski': { was: 'Engineer', ago: 203 },
  'Arjun Mehta': { was: 'Product Manager', ago: 158 },
  'Stefan Brunner': { was: 'Accountant', ago: 94 },
  'Burak Yıldız': { was: 'Support Agent', ago: 118 },
}

/** Who forgot their password, and when. */
export const forgotten: readonly (readonly [name: string, ago: number])[] = [
  ['Chloé Girard', 177],
  ['Leïla Benali', 131],
  ['Lars Mikkelsen', 68],
  ['Camille Rousseau', 26],
  ['Giulia Ferraro', 9],
]

/** Who opened what they may not see. */
export const refusals: readonly (readonly [name: string, ago: number, operation: string, permission: string])[] = [
  ['Tomás Herrera', 266, 'users.listPage', 'users:read'],
  ['Fatima Zahra El Idrissi', 229, 'permissions.list', 'permissions:read'],
  ['Joost de Vries', 187, 'audit.listPage', 'audit:read'],
  ['Viktor Sandström', 142, 'company.viewPage', 'settings:read'],
  ['Kwame Mensah', 104, 'users.listPage', 'users:read'],
  ['Ravi Chandrasekaran', 73, 'groups.list', 'groups:read'],
  ['Priya Raman', 44, 'audit.listPage', 'audit:read'],
  ['Wanjiru Kamau', 31, 'users.listPage', 'users:read'],
  ['Marisol Ortega', 17, 'permissions.list', 'permissions:read'],
  ['Elif Kaya', 8, 'users.listPage', 'users:read'],
  ['Emeka Nwosu', 2, 'audit.listPage', 'audit:read'],
]

/** Invitations that were taken back. */
export const takenBack = [
  { name: 'Marek Sokol', title: 'Engineer', groups: ['Developers'], ago: 100, cancelled: 93 },
  { name: 'Inês Duarte', title: 'Product Designer', groups: ['Design'], ago: 45, cancelled: 41 },
] as const

/** Somebody who left, and whose account was deleted half a year later. */
export const erased = {
  name: 'Tobias Krämer',
  title: 'Engineer',
  groups: ['Developers'],
  ago: 361,
  left: 247,
  deleted: 61,
} as const

/** A group for a project that is over, with its members. */
export const project = {
  name: 'Office Move',
  description: 'Plans the move to the new office.',
  grants: ['wiki:edit'],
  since: 214,
  until: 151,
  members: ['Wulandari', 'Viktor Sandström', 'Margaret Whitfield'],
} as const

/** A permission of a system that was switched off. */
export const switchedOff = {
  key: 'legacy-crm:export',
  description: 'Export customers from the former customer database.',
  group: 'Sales',
  since: 391,
  until: 253,
} as const

/** What groups were given, and what was taken from them, by hand. */
export const regrants = [
  { group: 'Data', ago: 110, grant: ['dashboards:edit'] },
  { group: 'Sales', ago: 84, grant: ['tickets:read'] },
  { group: 'Sales', ago: 70, revoke: ['tickets:read'] },
  { group: 'Product', ago: 36, grant: ['warehouse:query'] },
] as const

/** Who is added to a group by hand, or removed. */
export const moves = [
  { name: 'Wanjiru Kamau', group: 'Site Reliability', ago: 15, adds: true },
  { name: 'Maja Novák', group: 'Product', ago: 12, adds: false },
  { name: 'Tomás Herrera', group: 'Data', ago: 6, adds: true },
  { name: 'Kwame Mensah', group: 'Sales Leads', ago: 4, adds: true },
  { name: 'Léo Fontaine', group: 'Product', ago: 1, adds: true },
] as const

/** A bulk act: those who are on call. The first two were added by hand the day before. */
export const onCall = {
  name: 'Incident Response',
  description: 'On call for incidents.',
  grants: ['incidents:manage', 'production-logs:view'],
  ago: 62,
  byHand: ['Ingrid Solberg', 'Dmytro Kovalenko'],
  others: [
    'Amara Okonkwo',
    'Mateusz Wiśniewski',
    'Yuki Tanaka',
    'Tomás Herrera',
    'Oluwaseun Adeyemi',
    'Burak Yıldız',
    'Siobhán Gallagher',
  ],
} as const

/** Another one: contracts that ended. The last had left before. */
export const contractsEnded = {
  names: ['Samir Haddad', 'Ewa Kowalczyk', 'Pádraig Ó Briain'],
  ago: 74,
  because: 'The contract ended.',
} as const

/** An import, as its file stands; and after how many days those whom it invites accept. */
export const hires = {
  fileName: 'support-hires.csv',
  ago: 24,
  days: 30,
  lines: [
    ['imran.qureshi@acme.example', 'Imran Qureshi', 'Support Agent', 'Everyone; Support'],
    ['noemi.castillo@acme.example', 'Noemí Castillo', 'Support Agent', 'Everyone; Support'],
    ['jakub.dvorak@acme.example', 'Jakub Dvořák', 'Support Engineer', 'Everyone; Support; Support – Tier 2'],
    ['chloe.girard@acme.example', 'Chloé Girard', 'Support Agent', 'Support'],
    ['lerato.molefe@acme.example', 'Lerato Molefe', 'Support Agent', 'Everyone; Support'],
    ['mehmet.acme.example', 'Mehmet Aydın', 'Support Agent', 'Everyone; Support'],
    ['sanna.nieminen@acme.example', 'Sanna Nieminen', 'Support Agent', 'Everyone; Support'],
    ['imran.qureshi@acme.example', 'Imran Qureshi', 'Support Agent', 'Support'],
    ['pia.lund@acme.example', 'Pia Lund', 'Support Agent', 'Everyone; Night Shift'],
    ['rosa.delgado@acme.example', 'Rosa Delgado', 'Support Agent', 'Support'],
  ],
  accept: { 'Imran Qureshi': 1, 'Noemí Castillo': 2, 'Jakub Dvořák': 1, 'Lerato Molefe': 5 },
} as const
