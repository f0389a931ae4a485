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
  /** What the mail server answered to their invitation. */
  bounced?: string
  /** They are called back. */
  back?: number
  /** Outside the group of everybody. */
  external?: boolean
}

const who = (
  name: string,
  title: string,
  groups: readonly string[],
  invited: number,
  more: Omit<Character, 'name' | 'title' | 'groups' | 'invited'> = {},
): Character => ({ name, title, groups, invited, ...more })

const engineering = [
  who('Amara Okonkwo', 'Engineering Manager', ['Developers'], 391, { factor: 'passkey' }),
  who('Mateusz Wiśniewski', 'Senior Engineer', ['Developers'], 388, { factor: 'passkey' }),
  who('Yuki Tanaka', 'Engineer', ['Developers'], 351, { factor: 'passkey' }),
  who('Leïla Benali', 'Frontend Engineer', ['Developers'], 312, { factor: 'passkey' }),
  who('Tomás Herrera', 'Backend Engineer', ['Developers'], 298, { factor: 'passkey' }),
  who('Oluwaseun Adeyemi', 'Site Reliability Engineer', ['Developers', 'Site Reliability'], 284, { factor: 'passkey' }),
  who('Ingrid Solberg', 'Site Reliability Engineer', ['Developers', 'Site Reliability'], 207),
  who('Ravi Chandrasekaran', 'Data Engineer', ['Developers', 'Data'], 233, { factor: 'passkey' }),
  who('Nguyễn Thị Hạnh', 'QA Engineer', ['Developers'], 186),
  who('Jonas Lindqvist', 'Mobile Engineer', ['Developers'], 151, { factor: 'none' }),
  who('Sofia Marchetti', 'Data Analyst', ['Data'], 128, { factor: 'passkey' }),
  who('Dmytro Kovalenko', 'Security Engineer', ['Developers', 'Site Reliability', 'Auditors'], 117, {
    factor: 'passkey',
  }),
  who('Wanjiru Kamau', 'Junior Engineer', ['Developers'], 66),
  who('Pádraig Ó Briain', 'Senior Engineer', ['Developers', 'Site Reliability'], 377, {
    left: { ago: 139, because: 'Moves back to Galway.' },
  }),
  who('Samir Haddad', 'Contractor', ['Developers', 'Contractors'], 244, { external: true }),
  who('Ewa Kowalczyk', 'Technical Writer', ['Contractors'], 239, { external: true, factor: 'none' }),
]

const product = [
  who('Hana Yoshida', 'Head of Design', ['Design'], 365, { factor: 'passkey' }),
  who('Léo Fontaine', 'Product Designer', ['Design'], 273),
  who('Maja Novák', 'UX Researcher', ['Design', 'Product'], 164, { factor: 'passkey' }),
  who('Arjun Mehta', 'Senior Product Manager', ['Product'], 340, { factor: 'passkey' }),
  who('Isabela Carvalho', 'Product Manager', ['Product'], 198, { factor: 'passkey' }),
]

const sales = [
  who('Rebecca Stone', 'Head of Sales', ['Sales', 'Sales Leads'], 385, { factor: 'passkey' }),
  who('Fatima Zahra El Idrissi', 'Account Executive', ['Sales'], 329, { factor: 'passkey' }),
  who('Lars Mikkelsen', 'Account Executive', ['Sales', 'Sales Leads'], 301, { factor: 'none' }),
  who('Giulia Ferraro', 'Account Executive', ['Sales'], 219, { by: 'Priya Raman' }),
  who('Kwame Mensah', 'Sales Development Representative', ['Sales'], 143, { factor: 'passkey', by: 'Priya Raman' }),
  who('Anneliese Vogt', 'Account Manager', ['Sales', 'Support'], 262, { attendance: 'rarely' }),
  who('Diego Ramírez', 'Sales Engineer', ['Sales', 'Product'], 174, { factor: 'passkey', by: 'Priya Raman' }),
  who('Park Min-jun', 'Sales Development Representative', ['Sales'], 88, { by: 'Priya Raman', factor: 'none' }),
  who('Noah van den Berg', 'Account Executive', ['Sales'], 318, {
    left: { ago: 96, because: 'Goes to another company.', by: 'Priya Raman' },
  }),
]

const support = [
  who('Siobhán Gallagher', 'Head of Support', ['Support', 'Support – Tier 2'], 372, { factor: 'passkey' }),
  who('Emeka Nwosu', 'Support Agent', ['Support'], 294, { factor: 'passkey' }),
  who('Chloé Girard', 'Support Agent', ['Support'], 251),
  who('Burak Yıldız', 'Support Engineer', ['Support', 'Support – Tier 2'], 213, { factor: 'passkey' }),
  who('Aino Korhonen', 'Support Agent', ['Support'], 109, { by: 'Priya Raman', factor: 'none' }),
  who('Rosa Delgado', 'Support Agent', ['Support'], 305, {
    left: { ago: 171, because: 'Parental leave.', by: 'Priya Raman' },
    back: 52,
  }),
]

const marketing = [
  who('Camille Rousseau', 'Content Strategist', ['Marketing'], 258, { factor: 'passkey' }),
  who('Zanele Khumalo', 'Brand Designer', ['Marketing', 'Design'], 192, { factor: 'passkey' }),
  who('Henrik Dahl', 'Events Manager', ['Marketing'], 156, { attendance: { lastSeen: 101 } }),
  who('Elif Kaya', 'Growth Analyst', ['Marketing', 'Data'], 79),
]

const office = [
  who('Margaret Whitfield', 'Chief Financial Officer', ['Finance', 'Expense Approvers'], 395, { factor: 'passkey' }),
  who('Stefan Brunner', 'Financial Controller', ['Finance', 'Expense Approvers'], 336, { factor: 'passkey' }),
  who('Lakshmi Iyer', 'Accountant', ['Finance'], 226),
  who('Paulo Teixeira', 'Accountant', ['Finance'], 21, { factor: 'none' }),
  who('Priya Raman', 'Head of People', ['People', 'Expense Approvers'], 390, { by: 'alice', factor: 'passkey' }),
  who('Joost de Vries', 'Recruiter', ['People'], 243, { factor: 'passkey' }),
  who('Marisol Ortega', 'People Partner', ['People'], 132, { factor: 'passkey' }),
  who('Tevita Latu', 'Recruiter', ['People'], 357, { left: { ago: 201, because: 'End of contract.' } }),
  who('Eleanor Ashworth', 'General Counsel', ['Legal', 'Auditors'], 368, { factor: 'passkey' }),
  who('Rashid Karimov', 'Legal Counsel', ['Legal'], 181, { attendance: { lastSeen: 47 } }),
  who('Viktor Sandström', 'IT Administrator', ['Help Desk'], 383, { factor: 'passkey' }),
  who('Grace Muthoni', 'IT Support Specialist', ['Help Desk'], 147),
  who('Wulandari', 'Office Manager', ['Expense Approvers'], 276, { factor: 'passkey', by: 'Priya Raman' }),
  who('Benedikt Maria von Hohenberg-Liechtenau', 'External Auditor', ['Auditors'], 124, {
    external: true,
    attendance: { lastSeen: 92 },
  }),
  who('Aroha Ngata', 'Board Observer', ['Viewers'], 201, { external: true, attendance: 'rarely' }),
  who('Ji-woo Han', 'Intern', [], 33, { by: 'Priya Raman', factor: 'none', attendance: 'never' }),
]

/** Who is on the way, and who never comes. */
const invited = [
  who('Linnea Ström', 'Engineer', ['Developers'], 3, { by: 'charlie', accepts: 'never' }),
  who('Kofi Boateng', 'Account Executive', ['Sales'], 5, { accepts: 'never' }),
  who('Beatriz Nunes', 'Support Agent', ['Support'], 19, { accepts: 'never' }),
  who('Oskar Lehmann', 'Data Analyst', ['Data'], 38, {
    accepts: 'never',
    bounced: '550 5.1.1 The email account that you tried to reach does not exist.',
  }),
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
