/** How somebody is here: most days, now and then, not for so many days any more, or not even once. */
type Attendance = 'daily' | 'rarely' | { lastSeen: number } | 'never'

/** Somebody around the people of the story. Days are counted back from the day on which the demo is made. */
export interface Character {
  name: string
  title: string
  /** Besides the group of everybody. */
  groups: readonly string[]
  /** When they were invited. */
  invited: number
  /** By one of the story, or by the head of People, who may give the group of everybody alone; the others follow by hand. */
  by?: 'alice' | 'charlie' | 'Priya Raman'
  /** Days until they accept; left out: the next day. Who never accepts is still invited. */
  accepts?: number | 'never'
  factor?: 'app' | 'passkey' | 'none'
  attendance?: Attendance
  /** When they left, and why. */
  left?: { ago: number; because: string; by?: 'alice' | 'Priya Raman' }
  /** They are called back. */
  back?: number
  /** Outside the group of everybody. */
  external?: boolean
}

const engineering: Character[] = [
  { name: 'Amara Okonkwo', title: 'Engineering Manager', groups: ['Developers'], invited: 391, factor: 'passkey' },
  { name: 'Mateusz Wiśniewski', title: 'Senior Engineer', groups: ['Developers'], invited: 388 },
  { name: 'Yuki Tanaka', title: 'Engineer', groups: ['Developers'], invited: 351, factor: 'passkey' },
  { name: 'Leïla Benali', title: 'Frontend Engineer', groups: ['Developers'], invited: 312 },
  { name: 'Tomás Herrera', title: 'Backend Engineer', groups: ['Developers'], invited: 298 },
  {
    name: 'Oluwaseun Adeyemi',
    title: 'Site Reliability Engineer',
    groups: ['Developers', 'Site Reliability'],
    invited: 284,
    factor: 'passkey',
  },
  {
    name: 'Ingrid Solberg',
    title: 'Site Reliability Engineer',
    groups: ['Developers', 'Site Reliability'],
    invited: 207,
  },
  { name: 'Ravi Chandrasekaran', title: 'Data Engineer', groups: ['Developers', 'Data'], invited: 233 },
  { name: 'Nguyễn Thị Hạnh', title: 'QA Engineer', groups: ['Developers'], invited: 186 },
  { name: 'Jonas Lindqvist', title: 'Mobile Engineer', groups: ['Developers'], invited: 151, factor: 'none' },
  { name: 'Sofia Marchetti', title: 'Data Analyst', groups: ['Data'], invited: 128 },
  {
    name: 'Dmytro Kovalenko',
    title: 'Security Engineer',
    groups: ['Developers', 'Site Reliability', 'Auditors'],
    invited: 117,
    factor: 'passkey',
  },
  { name: 'Wanjiru Kamau', title: 'Junior Engineer', groups: ['Developers'], invited: 66 },
  {
    name: 'Pádraig Ó Briain',
    title: 'Senior Engineer',
    groups: ['Developers', 'Site Reliability'],
    invited: 377,
    left: { ago: 139, because: 'Moves back to Galway.' },
  },
  { name: 'Samir Haddad', title: 'Contractor', groups: ['Developers', 'Contractors'], invited: 244, external: true },
  {
    name: 'Ewa Kowalczyk',
    title: 'Technical Writer',
    groups: ['Contractors'],
    invited: 239,
    external: true,
    factor: 'none',
  },
]

const product: Character[] = [
  { name: 'Hana Yoshida', title: 'Head of Design', groups: ['Design'], invited: 365, factor: 'passkey' },
  { name: 'Léo Fontaine', title: 'Product Designer', groups: ['Design'], invited: 273 },
  { name: 'Maja Novák', title: 'UX Researcher', groups: ['Design', 'Product'], invited: 164 },
  { name: 'Arjun Mehta', title: 'Senior Product Manager', groups: ['Product'], invited: 340, factor: 'passkey' },
  { name: 'Isabela Carvalho', title: 'Product Manager', groups: ['Product'], invited: 198 },
]

const sales: Character[] = [
  { name: 'Rebecca Stone', title: 'Head of Sales', groups: ['Sales', 'Sales Leads'], invited: 385 },
  { name: 'Fatima Zahra El Idrissi', title: 'Account Executive', groups: ['Sales'], invited: 329 },
  {
    name: 'Lars Mikkelsen',
    title: 'Account Executive',
    groups: ['Sales', 'Sales Leads'],
    invited: 301,
    factor: 'none',
  },
  { name: 'Giulia Ferraro', title: 'Account Executive', groups: ['Sales'], invited: 219, by: 'Priya Raman' },
  {
    name: 'Kwame Mensah',
    title: 'Sales Development Representative',
    groups: ['Sales'],
    invited: 143,
    by: 'Priya Raman',
  },
  {
    name: 'Anneliese Vogt',
    title: 'Account Manager',
    groups: ['Sales', 'Support'],
    invited: 262,
    attendance: 'rarely',
  },
  { name: 'Diego Ramírez', title: 'Sales Engineer', groups: ['Sales', 'Product'], invited: 174, by: 'Priya Raman' },
  {
    name: 'Park Min-jun',
    title: 'Sales Development Representative',
    groups: ['Sales'],
    invited: 88,
    by: 'Priya Raman',
    factor: 'none',
  },
  {
    name: 'Noah van den Berg',
    title: 'Account Executive',
    groups: ['Sales'],
    invited: 318,
    left: { ago: 96, because: 'Goes to another company.', by: 'Priya Raman' },
  },
]

const support: Character[] = [
  {
    name: 'Siobhán Gallagher',
    title: 'Head of Support',
    groups: ['Support', 'Support – Tier 2'],
    invited: 372,
    factor: 'passkey',
  },
  { name: 'Emeka Nwosu', title: 'Support Agent', groups: ['Support'], invited: 294 },
  { name: 'Chloé Girard', title: 'Support Agent', groups: ['Support'], invited: 251 },
  { name: 'Burak Yıldız', title: 'Support Engineer', groups: ['Support', 'Support – Tier 2'], invited: 213 },
  {
    name: 'Aino Korhonen',
    title: 'Support Agent',
    groups: ['Support'],
    invited: 109,
    by: 'Priya Raman',
    factor: 'none',
  },
  {
    name: 'Rosa Delgado',
    title: 'Support Agent',
    groups: ['Support'],
    invited: 305,
    left: { ago: 171, because: 'Parental leave.', by: 'Priya Raman' },
    back: 52,
  },
]

const marketing: Character[] = [
  { name: 'Camille Rousseau', title: 'Content Strategist', groups: ['Marketing'], invited: 258 },
  { name: 'Zanele Khumalo', title: 'Brand Designer', groups: ['Marketing', 'Design'], invited: 192, factor: 'passkey' },
  { name: 'Henrik Dahl', title: 'Events Manager', groups: ['Marketing'], invited: 156, attendance: { lastSeen: 101 } },
  { name: 'Elif Kaya', title: 'Growth Analyst', groups: ['Marketing', 'Data'], invited: 79 },
]

const office: Character[] = [
  {
    name: 'Margaret Whitfield',
    title: 'Chief Financial Officer',
    groups: ['Finance', 'Expense Approvers'],
    invited: 395,
    factor: 'passkey',
  },
  { name: 'Stefan Brunner', title: 'Financial Controller', groups: ['Finance', 'Expense Approvers'], invited: 336 },
  { name: 'Lakshmi Iyer', title: 'Accountant', groups: ['Finance'], invited: 226 },
  { name: 'Paulo Teixeira', title: 'Accountant', groups: ['Finance'], invited: 21, factor: 'none' },
  {
    name: 'Priya Raman',
    title: 'Head of People',
    groups: ['People', 'Expense Approvers'],
    invited: 390,
    by: 'alice',
    factor: 'passkey',
  },
  { name: 'Joost de Vries', title: 'Recruiter', groups: ['People'], invited: 243 },
  { name: 'Marisol Ortega', title: 'People Partner', groups: ['People'], invited: 132 },
  {
    name: 'Tevita Latu',
    title: 'Recruiter',
    groups: ['People'],
    invited: 357,
    left: { ago: 201, because: 'End of contract.' },
  },
  { name: 'Eleanor Ashworth', title: 'General Counsel', groups: ['Legal', 'Auditors'], invited: 368 },
  { name: 'Rashid Karimov', title: 'Legal Counsel', groups: ['Legal'], invited: 181, attendance: { lastSeen: 47 } },
  { name: 'Viktor Sandström', title: 'IT Administrator', groups: ['Help Desk'], invited: 383, factor: 'passkey' },
  { name: 'Grace Muthoni', title: 'IT Support Specialist', groups: ['Help Desk'], invited: 147 },
  { name: 'Wulandari', title: 'Office Manager', groups: ['Expense Approvers'], invited: 276, by: 'Priya Raman' },
  {
    name: 'Benedikt Maria von Hohenberg-Liechtenau',
    title: 'External Auditor',
    groups: ['Auditors'],
    invited: 124,
    external: true,
    attendance: { lastSeen: 92 },
  },
  {
    name: 'Aroha Ngata',
    title: 'Board Observer',
    groups: ['Viewers'],
    invited: 201,
    external: true,
    attendance: 'rarely',
  },
  {
    name: 'Ji-woo Han',
    title: 'Intern',
    groups: [],
    invited: 33,
    by: 'Priya Raman',
    factor: 'none',
    attendance: 'never',
  },
]

/** Who is on the way, and who never comes. */
const invited: Character[] = [
  { name: 'Linnea Ström', title: 'Engineer', groups: ['Developers'], invited: 3, by: 'charlie', accepts: 'never' },
  { name: 'Kofi Boateng', title: 'Account Executive', groups: ['Sales'], invited: 5, accepts: 'never' },
  { name: 'Beatriz Nunes', title: 'Support Agent', groups: ['Support'], invited: 19, accepts: 'never' },
  { name: 'Oskar Lehmann', title: 'Data Analyst', groups: ['Data'], invited: 38, accepts: 'never' },
]

/** The people around the story, by departments. */
export const cast: readonly Character[] = [
  ...engineering,
  ...product,
  ...sales,
  ...support,
  ...marketing,
  ...office,
  ...invited,
]
