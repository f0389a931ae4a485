import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { UserStatus } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { addWords, wordsOfInvitation } from '@/db/search-words'
import { addUserWords } from '@/db/user-words'
import { invitationToken } from '@/lib/invitations/invite'
import { addressKey, nameKey } from '@/lib/kernel/fold'
import { hashToken, newToken } from '@/lib/kernel/tokens'
import { anyRow, moments, texts, unnest, uuids } from './columns'
import type { BulkPerson } from './histories'

/** Writes people with all that their history left behind, in a few statements. */
export async function insertPeople(scope: CompanyScope, people: readonly BulkPerson[]): Promise<void> {
  const { tx, companyId } = scope
  await tx.execute(sql`
    insert into users (company_id, id, name, name_key, email, email_key, title, status, created_at, activated_at, deactivated_at, last_sign_in_at)
    select company.company_id, row.id, name, name_key, email, email_key, title, status, created, activated, deactivated, seen
    from ${anyRow(companyId)} company cross join unnest(${unnest([
      uuids(people.map(({ id }) => id)),
      texts(people.map(({ name }) => name)),
      texts(people.map(({ name }) => nameKey(name))),
      texts(people.map(({ email }) => email)),
      texts(people.map(({ email }) => addressKey(email))),
      texts(people.map(({ title }) => title)),
      texts(people.map(({ status }) => status)),
      moments(people.map(({ createdAt }) => createdAt)),
      moments(people.map(({ activatedAt }) => activatedAt)),
      moments(people.map(({ deactivatedAt }) => deactivatedAt)),
      moments(people.map(({ lastSignInAt }) => lastSignInAt)),
    ])}) as row (id, name, name_key, email, email_key, title, status, created, activated, deactivated, seen)`)
  await insertStatuses(scope, people)
  await addUserWords(scope, people)
  await insertMemberships(scope, people)
  await insertInvitations(scope, people)
}

interface StatusPeriod {
  userId: string
  status: UserStatus
  from: Date
  to?: Date
}

/** One after the other, the last of them without an end. */
function statusesOf({ id: userId, createdAt, invitationEnds, activatedAt, deactivatedAt }: BulkPerson): StatusPeriod[] {
  const periods: StatusPeriod[] = []
  if (invitationEnds) periods.push({ userId, status: 'invited', from: createdAt, to: activatedAt })
  if (activatedAt) periods.push({ userId, status: 'active', from: activatedAt, to: deactivatedAt })
  if (deactivatedAt) periods.push({ userId, status: 'inactive', from: deactivatedAt })
  return periods
}

async function insertStatuses({ tx, companyId }: CompanyScope, people: readonly BulkPerson[]): Promise<void> {
  const periods = people.flatMap(statusesOf)
  await tx.execute(sql`
    insert into user_statuses (company_id, id, user_id, status, valid_from, ended_at)
    select u.company_id, row.id, row.user_id, row.status, row.valid_from, row.ended_at
    from users u join unnest(${unnest([
      uuids(periods.map(({ from }) => uuidv7({ msecs: from.getTime() }))),
      uuids(periods.map(({ userId }) => userId)),
      texts(periods.map(({ status }) => status)),
      moments(periods.map(({ from }) => from)),
      moments(periods.map(({ to }) => to)),
    ])}) as row (id, user_id, status, valid_from, ended_at) on row.user_id = u.id
    where u.company_id = ${companyId}`)
}

async function insertMemberships({ tx, companyId }: CompanyScope, people: readonly BulkPerson[]): Promise<void> {
  const made = people.flatMap(({ id: userId, memberships }) => memberships.map(one => ({ userId, ...one })))
  if (!made.length) return
  await tx.execute(sql`
    insert into memberships (company_id, id, group_id, user_id, added_via, valid_from, created_at, ended_at, ended_via)
    select g.company_id, row.id, g.id, row.user_id, 'seed', row.valid_from, row.valid_from, row.ended_at,
      case when row.ended_at is not null then 'seed' end
    from groups g join unnest(${unnest([
      uuids(made.map(({ from }) => uuidv7({ msecs: from.getTime() }))),
      uuids(made.map(({ groupId }) => groupId)),
      uuids(made.map(({ userId }) => userId)),
      moments(made.map(({ from }) => from)),
      moments(made.map(({ to }) => to)),
    ])}) as row (id, group_id, user_id, valid_from, ended_at) on row.group_id = g.id
    where g.company_id = ${companyId}`)
}

/** By whoever has been here longest. */
async function insertInvitations(scope: CompanyScope, people: readonly BulkPerson[]): Promise<void> {
  const { tx, companyId } = scope
  const invited = people.flatMap(person => {
    if (!person.invitationEnds) return []
    const seed = newToken()
    const id = uuidv7({ msecs: person.createdAt.getTime() })
    return [
      { ...person, id, userId: person.id, ends: person.invitationEnds, seed, hash: hashToken(invitationToken(seed)) },
    ]
  })
  if (!invited.length) return
  await tx.execute(sql`
    insert into invitations (company_id, id, user_id, email, email_key, token_seed, token_hash, created_at, sent_at, expires_at, accepted_at, invited_by)
    select u.company_id, row.id, row.user_id, row.email, row.email_key, row.seed, row.hash, row.sent, row.sent, row.ends, row.accepted,
      (select id from users where company_id = ${companyId} and status = 'active' order by created_at, id limit 1)
    from users u join unnest(${unnest([
      uuids(invited.map(({ id }) => id)),
      uuids(invited.map(({ userId }) => userId)),
      texts(invited.map(({ email }) => email)),
      texts(invited.map(({ email }) => addressKey(email))),
      texts(invited.map(({ seed }) => seed)),
      texts(invited.map(({ hash }) => hash)),
      moments(invited.map(({ createdAt }) => createdAt)),
      moments(invited.map(({ ends }) => ends)),
      moments(invited.map(({ activatedAt }) => activatedAt)),
    ])}) as row (id, user_id, email, email_key, seed, hash, sent, ends, accepted) on row.user_id = u.id
    where u.company_id = ${companyId}`)
  const found = invited.map(({ id, email }) => ({ id, key: '', words: wordsOfInvitation({ email }) }))
  await addWords(scope, 'invitation', found)
}
