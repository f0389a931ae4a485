import { eq, sql } from 'drizzle-orm'
import { permissionsIn } from '@/db/repositories/permissions'
import { companies, grants, groupNames, groups, permissionKeys, permissions } from '@/db/schema'
import { companyIdBySlug, inCompany } from '@/db/scope'
import { DEMO_PASSWORD, demoCompanies, demoEmail } from '@/lib/kernel/demo'
import { lookup } from '@/lib/kernel/lookup'
import { hashOnce, makeCompany, type MadeCompany, type MadeEvent, type MadeUser } from './factories'
import { daysBefore, isWeekend, workdaysBefore, type DaysAgo } from './life/days-ago'
import { lifeOf } from './life/life'
import { liveTheYear } from './life/plan'
import { readStory, writeLife } from './life/write'

const office = '203.0.113.24'
const elsewhere = '198.51.100.77'

const ownPermissions: Record<string, string> = {
  'repositories:manage': 'Create repositories and change who works in them.',
  'staging:deploy': 'Put a new version on the staging servers.',
  'production-logs:view': 'Read the logs of the production servers.',
  'campaigns:manage': 'Plan, start and stop campaigns.',
  'analytics:view': 'See how campaigns and pages are doing.',
}

/** How many days ago the people of the story came. */
type Arrivals = Record<keyof (typeof demoCompanies)['acme-corp']['people'], number>

const allAtOnce: Arrivals = { alice: 40, charlie: 40, bob: 40, diana: 40, eve: 40 }
/** With a year around them: the company is older, and grew. */
const oneByOne: Arrivals = { alice: 400, charlie: 399, bob: 328, eve: 300, diana: 40 }

/**
 * The story that every installation without a database of its own begins with. Returns whether it was made now.
 * @param life whether the company has a year behind it, with many more people around those of the story: what people look at.
 *   Tests speak of the story alone.
 */
export async function seedDemo({ life = false } = {}): Promise<boolean> {
  if (await companyIdBySlug('acme-corp')) return false
  const now = new Date()
  const daysAgo = daysBefore(now)
  const { company, signIns } = await acme(daysAgo, life ? oneByOne : allAtOnce)
  if (life) {
    const came = signIns.map(({ actor, at }) => ({ by: actor.id, at }))
    const year = lifeOf(await readStory(company, came))
    liveTheYear(year, daysAgo, now)
    // As signing in forgets what ended ninety days ago (db/repositories/sessions.ts).
    await writeLife(year, { passwordHash: await hashOnce(DEMO_PASSWORD), swept: daysAgo(90) })
  }
  await globex(daysAgo)
  return true
}

async function acme(daysAgo: DaysAgo, arrivals: Arrivals) {
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
  const came = (key: keyof Arrivals, hour?: number) => workdaysBefore(daysAgo)(arrivals[key], hour)
  const someone = inhabit(company, 'acme-corp')
  const alice = await someone('alice', [company.administrators], came('alice'))
  const charlie = await someone('charlie', [company.administrators, developers], came('charlie', 10))
  const bob = await someone('bob', [developers], came('bob', 10))
  const diana = await someone('diana', [developers], came('diana', 10))
  const eve = await someone('eve', [marketing], came('eve', 10))
  const founded = came('alice')
  // Diana has never come, so that the dashboard has something to point at.
  const signIns = workdays([alice, charlie, bob, eve], daysAgo)
  await company.events([
    {
      event: 'company.created',
      data: { name: 'Acme Corp', slug: 'acme-corp' },
      at: founded,
      actor: 'operator',
      operation: 'company.create',
      target: { type: 'company', id: company.id },
    },
    {
      event: 'user.created',
      data: { groups: ['Administrators'] },
      at: founded,
      actor: 'operator',
      operation: 'company.create',
      target: { type: 'user', id: alice.id },
    },
    ...Object.entries({ charlie, bob, diana, eve }).map(([key, user]): MadeEvent => ({
      event: 'user.created',
      data: {
        groups: { [charlie.id]: ['Administrators', 'Developers'], [eve.id]: ['Marketing'] }[user.id] ?? ['Developers'],
      },
      at: came(key as keyof Arrivals, 10),
      actor: alice,
      target: { type: 'user', id: user.id },
      operation: 'users.create',
      ip: office,
    })),
    ...signIns,
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
  await datesOf(company.id, founded)
  return { company, signIns }
}

/** Makes people of a demo company, by their keys. */
const inhabit =
  (company: MadeCompany, slug: keyof typeof demoCompanies) =>
  (
    key: keyof (typeof demoCompanies)[typeof slug]['people'],
    groups: { id: string; name: string }[],
    createdAt: Date,
  ) => {
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
  const founded = daysAgo(35)
  const someone = inhabit(company, 'globex')
  const people = [
    await someone('alice', [company.administrators], founded),
    await someone('bob', [developers], founded),
    await someone('charlie', [company.administrators, developers], founded),
    await someone('diana', [developers], founded),
    await someone('eve', [marketing], founded),
  ]
  await company.events(workdays(people.slice(0, 3), daysAgo))
  await datesOf(company.id, founded)
}

const describePermissions = (company: MadeCompany): Promise<void> =>
  inCompany(company.id, async scope => {
    const all = permissionsIn(scope)
    for (const permission of await all.list()) {
      const { id, resource, action, builtIn } = permission
      const description = lookup(ownPermissions, `${resource}:${action}`)
      if (description && !builtIn) await all.update(id, { resource, action, description }, { by: null })
    }
  })

/** Everybody signs in once on most days of the last month, a little differently each. */
function workdays(people: MadeUser[], daysAgo: DaysAgo) {
  const events: (MadeEvent & { actor: MadeUser })[] = []
  for (let days = 29; days >= 1; days--) {
    people.forEach((user, index) => {
      if (isWeekend(daysAgo(days)) || (days * 7 + index * 3) % 5 === 0) return
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

/**
 * The company is as old as its first people, all that it has came with it or with them, and their last sign-in is the one that the
 * audit log tells of.
 */
const datesOf = (companyId: string, founded: Date): Promise<void> =>
  inCompany(companyId, async ({ tx }) => {
    const since = { createdAt: founded }
    const held = { createdAt: founded, validFrom: founded }
    await tx.update(companies).set(since).where(eq(companies.id, companyId))
    await tx.update(groups).set(since).where(eq(groups.companyId, companyId))
    await tx.update(permissions).set(since).where(eq(permissions.companyId, companyId))
    await tx.update(groupNames).set({ validFrom: founded }).where(eq(groupNames.companyId, companyId))
    await tx.update(permissionKeys).set({ validFrom: founded }).where(eq(permissionKeys.companyId, companyId))
    await tx.update(grants).set(held).where(eq(grants.companyId, companyId))
    const came = sql`(select created_at from users u where u.company_id = ${companyId} and u.id = user_id)`
    await tx.execute(sql`update user_statuses set valid_from = ${came} where company_id = ${companyId}`)
    await tx.execute(
      sql`update memberships set valid_from = ${came}, created_at = ${came} where company_id = ${companyId}`,
    )
    await tx.execute(sql`update users set last_sign_in_at = (
      select max(e.at) from audit_events e
      where e.company_id = ${companyId} and e.actor_id = users.id and e.event = 'session.started'
    ) where company_id = ${companyId}`)
  })
