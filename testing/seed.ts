import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { changeTime, openHoldings } from '@/db/change-holdings'
import { beginDatedRows } from '@/db/dated-rows'
import { companyIdBySlug, inCompanyInBulk, type CompanyScope } from '@/db/scope'
import { addWords, wordsOfGroup } from '@/db/search-words'
import { addUserWords } from '@/db/user-words'
import { eventCatalogue } from '@/lib/audit/catalogue'
import { AppError } from '@/lib/kernel/errors'
import { addressKey, nameKey } from '@/lib/kernel/fold'
import type { EventName } from '@/lib/operation/register'
import { person } from './factories'

export { DEMO_PASSWORD, seedDemo } from './demo'

interface BulkOptions {
  slug: string
  users: number
  groups: number
  events: number
  /** Hears of the progress. */
  say?: (sentence: string) => void
}

/** Rows in one statement: few round trips, and parameters that stay a few megabytes. */
const BATCH = 10_000
const DAY_MS = 86_400_000
const DESCRIPTION = 'Made in bulk.'

/**
 * Believable data in bulk for an existing company, for benchmarks and demonstrations. The people
 * have no password and cannot sign in.
 * @throws AppError `not_found` when no company has the slug
 */
export async function seedBulk({ slug, users, groups, events, say = () => {} }: BulkOptions): Promise<void> {
  const companyId = await companyIdBySlug(slug)
  if (!companyId) throw new AppError('not_found', `No company has the slug ${slug}.`)
  const stamp = Date.now().toString(36)
  const groupIds = Array.from({ length: groups }, () => uuidv7())
  await inCompanyInBulk(companyId, scope => insertGroups(scope, groupIds, stamp))
  say(`${groups} of ${groups} groups`)
  const userIds = Array.from({ length: users }, () => uuidv7())
  for (let done = 0; done < users; done += BATCH) {
    await inCompanyInBulk(companyId, scope =>
      insertUsers(scope, userIds.slice(done, done + BATCH), done, stamp, groupIds),
    )
    say(`${Math.min(done + BATCH, users)} of ${users} users`)
  }
  for (let done = 0; done < events; done += BATCH) {
    await inCompanyInBulk(companyId, scope => insertEvents(scope, Math.min(BATCH, events - done), userIds))
    say(`${Math.min(done + BATCH, events)} of ${events} events`)
  }
}

/** As text on the way, because drizzle hands arrays of instants to the driver unserialized. */
const unnest = (columns: { values: (string | null)[]; type: string }[]) =>
  sql.join(
    columns.map(({ values, type }) => sql`${sql.param(values)}::text[]::${sql.raw(type)}[]`),
    sql`, `,
  )

async function insertGroups(scope: CompanyScope, ids: string[], stamp: string): Promise<void> {
  const { tx, companyId } = scope
  if (!ids.length) return
  const names = ids.map((_, index) => `Team ${stamp} ${index + 1}`)
  const slugs = ids.map((_, index) => `team-${stamp}-${index + 1}`)
  await tx.execute(sql`
    insert into groups (company_id, id, name, name_key, slug, description)
    select ${companyId}::uuid, id, name, key, slug, ${DESCRIPTION}
    from unnest(${unnest([
      { values: ids, type: 'uuid' },
      { values: names, type: 'text' },
      { values: names.map(nameKey), type: 'text' },
      { values: slugs, type: 'text' },
    ])}) as row (id, name, key, slug)`)
  const dated = ids.map((id, index) => ({ id, name: names[index]! }))
  await beginDatedRows(scope, 'groupName', dated, await changeTime(scope))
  const groups = ids.map((id, at) => ({
    id,
    key: nameKey(names[at]!),
    words: wordsOfGroup({ name: names[at]!, slug: slugs[at]!, description: DESCRIPTION }),
  }))
  await addWords(scope, 'group', groups)
}

async function insertUsers(
  scope: CompanyScope,
  ids: string[],
  offset: number,
  stamp: string,
  groupIds: string[],
): Promise<void> {
  const { tx, companyId } = scope
  const people = ids.map((id, index) => {
    const { name, email, title } = person(offset + index)
    return { id, name, title, email: email.replace('@', `.${stamp}@`) }
  })
  const status = (index: number) => (index % 25 === 0 ? 'inactive' : index % 10 === 0 ? 'invited' : 'active')
  const columns = [
    { values: ids, type: 'uuid' },
    { values: people.map(({ name }) => name), type: 'text' },
    { values: people.map(({ name }) => nameKey(name)), type: 'text' },
    { values: people.map(({ email }) => email), type: 'text' },
    { values: people.map(({ email }) => addressKey(email)), type: 'text' },
    { values: people.map(({ title }) => title), type: 'text' },
    {
      values: ids.map((_, index) => status(index)),
      type: 'text',
    },
    {
      values: ids.map((_, index) => new Date(Date.now() - ((offset + index) % 900) * DAY_MS).toISOString()),
      type: 'timestamptz',
    },
    {
      values: ids.map((_, index) =>
        index % 10 === 0 ? null : new Date(Date.now() - (index % 60) * DAY_MS).toISOString(),
      ),
      type: 'timestamptz',
    },
  ]
  await tx.execute(sql`
    insert into users (company_id, id, name, name_key, email, email_key, title, status, created_at, last_sign_in_at)
    select ${companyId}::uuid, id, name, name_key, email, email_key, title, status, created, seen
    from unnest(${unnest(columns)}) as row (id, name, name_key, email, email_key, title, status, created, seen)`)
  const at = await changeTime(scope)
  const dated = ids.map((id, index) => ({ id, status: status(index) }))
  await beginDatedRows(scope, 'userStatus', dated, at)
  await addUserWords(scope, people)
  if (!groupIds.length) return
  const made = ids.map((id, index) => ({
    groupId: groupIds[(offset + index) % groupIds.length]!,
    id,
    via: 'seed' as const,
    by: null,
  }))
  await openHoldings(scope, 'memberships', made, at)
}

async function insertEvents({ tx, companyId }: CompanyScope, count: number, userIds: string[]): Promise<void> {
  const reads = ['dashboard.viewed', 'access.viewed'] as const
  const rows = Array.from({ length: count }, (_, index) => {
    const at = new Date(Date.now() - ((index * 7919) % (90 * DAY_MS)))
    const refused = index % 40 === 0
    const event: EventName = refused
      ? 'session.refused'
      : index % 3 === 0
        ? 'session.started'
        : reads[index % reads.length]!
    const who = userIds[(index * 31) % userIds.length] ?? null
    return { id: uuidv7({ msecs: at.getTime() }), at: at.toISOString(), event, refused, who }
  })
  const columns = [
    { values: rows.map(row => row.id), type: 'uuid' },
    { values: rows.map(row => row.at), type: 'timestamptz' },
    { values: rows.map(row => row.event), type: 'text' },
    { values: rows.map(row => eventCatalogue[row.event].kind), type: 'text' },
    { values: rows.map(row => eventCatalogue[row.event].severity), type: 'text' },
    { values: rows.map(row => (row.refused ? 'refused' : 'succeeded')), type: 'text' },
    { values: rows.map(row => (row.refused || !row.who ? 'anonymous' : 'user')), type: 'text' },
    { values: rows.map(row => (row.refused ? null : row.who)), type: 'uuid' },
    { values: rows.map(row => (row.refused ? row.who : null)), type: 'uuid' },
    {
      values: rows.map(row =>
        row.refused ? '{"reason":"wrong_password"}' : row.event === 'session.started' ? '{"method":"password"}' : '{}',
      ),
      type: 'jsonb',
    },
  ]
  await tx.execute(sql`
    insert into audit_events (company_id, id, at, event, kind, severity, outcome, actor_kind, actor_id, target_type, target_id, data, operation, request_id)
    select ${companyId}::uuid, id, at, event, kind, severity, outcome, actor_kind, actor, case when target is null then null else 'user' end, target, data, 'seed', id::text
    from unnest(${unnest(columns)}) as row (id, at, event, kind, severity, outcome, actor_kind, actor, target, data)`)
}
