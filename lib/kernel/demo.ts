import { lookup } from './lookup'

/** Of everybody in the demo. */
export const DEMO_PASSWORD = 'Console-Demo-2026!'

interface DemoPerson {
  name: string
  title: string
  /** What their groups open, in words. */
  access: string
}

const acme = {
  alice: { name: 'Alice Martin', title: 'Manager', access: 'full access' },
  charlie: { name: 'Charlie Osei', title: 'Tech Lead', access: 'full access and development' },
  bob: { name: 'Bob Fischer', title: 'Engineer', access: 'development' },
  diana: { name: 'Diana Petrova', title: 'Engineer', access: 'development' },
  eve: { name: 'Eve Laurent', title: 'Marketing Manager', access: 'marketing' },
} satisfies Record<string, DemoPerson>

const globex = {
  alice: { name: 'Alice Nguyen', title: 'Director', access: 'full access' },
  bob: { name: 'Bob Costa', title: 'Researcher', access: 'development' },
  charlie: { name: 'Charlie Brandt', title: 'Head of Research', access: 'full access and development' },
  diana: { name: 'Diana Kim', title: 'Researcher', access: 'development' },
  eve: { name: 'Eve Santos', title: 'Campaign Manager', access: 'marketing' },
} satisfies Record<string, DemoPerson>

/** The companies of the demo, by their slugs. The seed makes them (testing/demo.ts). */
export const demoCompanies = {
  'acme-corp': { name: 'Acme Corp', people: acme },
  globex: { name: 'Globex', people: globex },
}

/** Of somebody in the demo, in either company. */
export const demoEmail = (key: string): string => `${key}@acme.example`

export interface DemoSignIn {
  company: string
  companyName: string
  password: string
  people: (DemoPerson & { email: string })[]
}

/**
 * Whom the sign-in page of a company offers to be: the people of the demo, where `npm start` brought its database along and put
 * the demo into it. It names that database in CONSOLE_DEMO_DATABASE, which nobody else sets; on every other one there is no demo.
 */
export function demoSignIn(slug: string): DemoSignIn | undefined {
  const database = process.env.CONSOLE_DEMO_DATABASE
  const company = lookup<{ name: string; people: Record<string, DemoPerson> }>(demoCompanies, slug)
  if (!company || !database || database !== process.env.DATABASE_URL) return undefined
  const people = Object.entries(company.people).map(([key, person]) => ({ ...person, email: demoEmail(key) }))
  return { company: slug, companyName: company.name, password: DEMO_PASSWORD, people }
}
