import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { changeTime, openHoldings } from '@/db/change-holdings'
import { beginDatedRows } from '@/db/dated-rows'
import { auditEvents } from '@/db/schema'
import { companyIdBySlug, inCompanyInBulk, type CompanyScope } from '@/db/scope'
import { addWords, wordsOfGroup } from '@/db/search-words'
import { addUserWords } from '@/db/user-words'
import { eventCatalogue } from '@/lib/audit/catalogue'
import { AppError } from '@/lib/kernel/errors'
import { addressKey, nameKey } from '@/lib/kernel/fold'
import type { EventName } from '@/lib/operation/register'
import { person } from './factories'

export { seedDemo } from './demo'

interface BulkOptions {
  slug: string
  users: number
  groups: number
  events: number
  /** Hears of the progress. */
  say?: (sentence: string) => void
}

/** Rows in one transaction. */
const BATCH = 10_000
/** Rows in one statement. */
const PORTION = 2000
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

/** As many as one statement has parameters for. */
function* portions<Row>(rows: Row[]): Generator<Row[]> {
  for (let done = 0; done < rows.length; done += PORTION) yield rows.slice(done, done + PORTION)
}

/** One row that every company has, to stand in `from`: a distributed database takes rows to where it finds others of the company. */
const anyRow = (companyId: string) =>
  sql`(select company_id from permissions where company_id = ${companyId} and resource = '*' and action = '*')`

async function insertGroups(scope: CompanyScope, ids: string[], stamp: string): Promise<void> {
  const { tx, companyId } = scope
  if (!ids.length) return
  const names = ids.map((_, index) => `Team ${stamp} ${index + 1}`)
  const slugs = ids.map((_, index) => `team-${stamp}-${index + 1}`)
  await tx.execute(sql`
    insert into groups (company_id, id, name, name_key, slug, description)
    select company.company_id, row.id, name, key, slug, ${DESCRIPTION}
    from ${anyRow(companyId)} company cross join unnest(${unnest([
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
  const status = (index: number) =>
    index % 25 === 0 ? ('inactive' as const) : index % 10 === 0 ? ('invited' as const) : ('active' as const)
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
    select company.company_id, row.id, name, name_key, email, email_key, title, status, created, seen
    from ${anyRow(companyId)} company cross join unnest(${unnest(columns)}) as row (id, name, name_key, email, email_key, title, status, created, seen)`)
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
    const id = uuidv7({ msecs: at.getTime() })
    return {
      companyId,
      id,
      at,
      event,
      kind: eventCatalogue[event].kind,
      severity: eventCatalogue[event].severity,
      outcome: refused ? ('refused' as const) : ('succeeded' as const),
      actorKind: refused || !who ? ('anonymous' as const) : ('user' as const),
      actorId: refused ? null : who,
      targetType: refused && who ? ('user' as const) : null,
      targetId: refused ? who : null,
      data: refused ? { reason: 'wrong_password' } : event === 'session.started' ? { method: 'password' } : {},
      operation: 'seed',
      requestId: id,
    }
  })
  for (const some of portions(rows)) await tx.insert(auditEvents).values(some)
}
