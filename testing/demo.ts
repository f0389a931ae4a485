import { eq, sql } from 'drizzle-orm'
import { permissionsIn } from '@/db/repositories/permissions'
import { companies, groups } from '@/db/schema'
import { companyIdBySlug, inCompany } from '@/db/scope'
import { DEMO_PASSWORD, demoCompanies, demoEmail } from '@/lib/kernel/demo'
import { lookup } from '@/lib/kernel/lookup'
import { makeCompany, type MadeCompany, type MadeEvent, type MadeUser } from './factories'

const DAY_MS = 86_400_000
const office = '203.0.113.24'
const elsewhere = '198.51.100.77'

const ownPermissions: Record<string, string> = {
  'repositories:manage': 'Create repositories and change who works in them.',
  'staging:deploy': 'Put a new version on the staging servers.',
  'production-logs:view': 'Read the logs of the production servers.',
  'campaigns:manage': 'Plan, start and stop campaigns.',
  'analytics:view': 'See how campaigns and pages are doing.',
}

/** The story that every installation without a database of its own begins with. Returns whether it was made now. */
export async function seedDemo(): Promise<boolean> {
  if (await companyIdBySlug('acme-corp')) return false
  const day = Math.floor(Date.now() / DAY_MS) * DAY_MS
  const daysAgo = (days: number, hour = 9, minute = 0) =>
    new Date(Math.min(day - days * DAY_MS + hour * 3_600_000 + minute * 60_000, Date.now() - 60_000))
  await acme(daysAgo)
  await globex(daysAgo)
  return true
}

type DaysAgo = (days: number, hour?: number, minute?: number) => Date

async function acme(daysAgo: DaysAgo): Promise<void> {
  const company = await makeCompany({ slug: 'acme-corp', name: demoCompanies['acme-corp'].name })
  const developers = await company.group({
    name: 'Developers',
    description: 'Builds and runs the product.',
    grants: ['repositories:manage', 'staging:deploy', 'production-logs:view'],
  })
  const marketing = await company.group({
    name: 'Marketing',
    description: 'Tells the world about it.',
    grants: ['campaigns:manage', 'analytics:view'],
  })
  await company.group({
    name: 'Viewers',
    description: 'Sees who is here, changes nothing.',
    grants: ['users:read', 'groups:read'],
  })
  await describePermissions(company)
  const someone = inhabit(company, 'acme-corp', daysAgo(40))
  const alice = await someone('alice', [company.administrators])
  const charlie = await someone('charlie', [company.administrators, developers])
  const bob = await someone('bob', [developers])
  const diana = await someone('diana', [developers])
  const eve = await someone('eve', [marketing])
  await company.events([
    {
      event: 'company.created',
      data: { name: 'Acme Corp', slug: 'acme-corp' },
      at: daysAgo(40),
      operation: 'company.create',
      target: { type: 'company', id: company.id },
    },
    ...[charlie, bob, diana, eve].map((user): MadeEvent => ({
      event: 'user.created',
      data: {
        groups: { [charlie.id]: ['Administrators', 'Developers'], [eve.id]: ['Marketing'] }[user.id] ?? ['Developers'],
      },
      at: daysAgo(40, 10),
      actor: alice,
      target: { type: 'user', id: user.id },
      operation: 'users.create',
      ip: office,
    })),
    // Diana has never come, so that the dashboard has something to point at.
    ...workdays([alice, charlie, bob, eve], daysAgo),
    {
      event: 'session.refused',
      data: { reason: 'wrong_password' },
      at: daysAgo(6, 23, 41),
      target: { type: 'user', id: bob.id },
      outcome: 'refused',
      operation: 'signIn.withPassword',
      ip: elsewhere,
    },
    {
      event: 'session.refused',
      data: { reason: 'unknown_person', email: 'r…@acme.example' },
      at: daysAgo(6, 23, 44),
      outcome: 'refused',
      operation: 'signIn.withPassword',
      ip: elsewhere,
    },
    {
      event: 'operation.refused',
      data: { code: 'forbidden', permission: 'users:read' },
      at: daysAgo(3, 14, 12),
      actor: eve,
      outcome: 'refused',
      operation: 'users.list',
      ip: office,
    },
  ])
  await datesOf(company.id, daysAgo(40))
}

/** Makes people of a demo company, by their keys. */
const inhabit =
  (company: MadeCompany, slug: keyof typeof demoCompanies, createdAt: Date) =>
  (key: keyof (typeof demoCompanies)[typeof slug]['people'], groups: { id: string; name: string }[]) => {
    const { name, title } = demoCompanies[slug].people[key]
    return company.user({ name, title, email: demoEmail(key), password: DEMO_PASSWORD, groups, createdAt })
  }

async function globex(daysAgo: DaysAgo): Promise<void> {
  const company = await makeCompany({ slug: 'globex', name: demoCompanies.globex.name })
  const developers = await company.group({
    name: 'Developers',
    description: 'Research and development.',
    grants: ['repositories:manage'],
  })
  const marketing = await company.group({ name: 'Marketing', grants: ['campaigns:manage'] })
  const someone = inhabit(company, 'globex', daysAgo(35))
  const people = [
    await someone('alice', [company.administrators]),
    await someone('bob', [developers]),
    await someone('charlie', [company.administrators, developers]),
    await someone('diana', [developers]),
    await someone('eve', [marketing]),
  ]
  await company.events(workdays(people.slice(0, 3), daysAgo))
  await datesOf(company.id, daysAgo(35))
}

const describePermissions = (company: MadeCompany): Promise<void> =>
  inCompany(company.id, async scope => {
    const permissions = permissionsIn(scope)
    for (const permission of await permissions.list()) {
      const { id, resource, action, builtIn } = permission
      const description = lookup(ownPermissions, `${resource}:${action}`)
      if (description && !builtIn) await permissions.update(id, { resource, action, description }, { by: null })
    }
  })

/** Everybody signs in once on most days of the last month, a little differently each. */
function workdays(people: MadeUser[], daysAgo: DaysAgo): MadeEvent[] {
  const events: MadeEvent[] = []
  for (let days = 29; days >= 1; days--) {
    people.forEach((user, index) => {
      const weekend = [0, 6].includes(daysAgo(days).getUTCDay())
      if (weekend || (days * 7 + index * 3) % 5 === 0) return
      const at = daysAgo(days, 8 + (index % 2), (days * 13 + index * 17) % 60)
      events.push({
        event: 'session.started',
        data: { method: 'password' },
        at,
        actor: user,
        operation: 'signIn.withPassword',
        ip: office,
      })
    })
  }
  return events
}

/** The company is as old as its first people, and their last sign-in is the one that the audit log tells of. */
const datesOf = (companyId: string, founded: Date): Promise<void> =>
  inCompany(companyId, async ({ tx }) => {
    await tx.update(companies).set({ createdAt: founded }).where(eq(companies.id, companyId))
    await tx.update(groups).set({ createdAt: founded }).where(eq(groups.companyId, companyId))
    await tx.execute(sql`update users set last_sign_in_at = (
      select max(e.at) from audit_events e
      where e.company_id = ${companyId} and e.actor_id = users.id and e.event = 'session.started'
    ) where company_id = ${companyId}`)
  })
