import { v7 as uuidv7 } from 'uuid'
import { companyIdBySlug, inCompanyInBulk } from '@/db/scope'
import { AppError } from '@/lib/kernel/errors'
import { insertEvents, type Lifetimes } from './bulk/events'
import { insertGroups } from './bulk/groups'
import { bulkPerson, groupsByDepartment, YEARS_MS } from './bulk/histories'
import { insertPeople } from './bulk/people'

export { seedDemo } from './demo'

interface BulkOptions {
  slug: string
  users: number
  groups: number
  events: number
  /** Hears of the progress. */
  say?: (sentence: string) => void
}

/** People in one transaction: it is over soon, whatever else the machine does. */
const PEOPLE = 2500
/** Events, likewise. */
const EVENTS = 10_000

/**
 * Believable data in bulk for an existing company, for benchmarks and demonstrations: people of departments who came and left over
 * years, and what they did. They have no password and cannot sign in; whoever is invited can come.
 * @throws AppError `not_found` when no company has the slug
 */
export async function seedBulk({ slug, users, groups, events, say = () => {} }: BulkOptions): Promise<void> {
  const companyId = await companyIdBySlug(slug)
  if (!companyId) throw new AppError('not_found', `No company has the slug ${slug}.`)
  const now = Date.now()
  const stamp = now.toString(36)
  const made = await inCompanyInBulk(companyId, scope => insertGroups(scope, groups, new Date(now - YEARS_MS)))
  say(`${groups} of ${groups} groups`)
  const context = { stamp, now, groups: groupsByDepartment(made) }
  const ids: string[] = []
  const here = { from: new Float64Array(users), until: new Float64Array(users) }
  for (let done = 0; done < users; done += PEOPLE) {
    const people = Array.from({ length: Math.min(PEOPLE, users - done) }, (_, n) =>
      bulkPerson(done + n, { id: uuidv7(), ...context }),
    )
    for (const { id, activatedAt, deactivatedAt } of people) {
      if (!activatedAt) continue
      here.from[ids.length] = activatedAt.getTime()
      here.until[ids.length] = deactivatedAt?.getTime() ?? now
      ids.push(id)
    }
    await inCompanyInBulk(companyId, scope => insertPeople(scope, people))
    say(`${Math.min(done + PEOPLE, users)} of ${users} users`)
  }
  const people: Lifetimes = { ids, ...here }
  for (let done = 0; done < events; done += EVENTS) {
    const count = Math.min(EVENTS, events - done)
    await inCompanyInBulk(companyId, scope => insertEvents(scope, { first: done, count, now, people }))
    say(`${Math.min(done + EVENTS, events)} of ${events} events`)
  }
}
