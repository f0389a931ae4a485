import { v7 as uuidv7 } from 'uuid'
import type { HoldingPeriod } from '@/db/change-holdings'
import { auditEventsIn } from '@/db/repositories/audit-events'
import { emailChangesIn } from '@/db/repositories/email-changes'
import { factorsIn } from '@/db/repositories/factors'
import { groupsIn } from '@/db/repositories/groups'
import { importRowsIn } from '@/db/repositories/import-rows'
import { importsIn } from '@/db/repositories/imports'
import { invitationsIn } from '@/db/repositories/invitations'
import { jobsIn } from '@/db/repositories/jobs'
import { mailMessagesIn } from '@/db/repositories/mail-messages'
import { membershipsIn } from '@/db/repositories/memberships'
import { passwordResetsIn } from '@/db/repositories/password-resets'
import { permissionsIn } from '@/db/repositories/permissions'
import { sessionsIn } from '@/db/repositories/sessions'
import { usersIn } from '@/db/repositories/users'
import { SESSION_HOURS, type ImportState, type SessionMethod, type UserStatus } from '@/db/schema'
import { inCompany } from '@/db/scope'
import '@/lib/audit/catalogue'
import { insertCompany } from '@/lib/company/create'
import { objectionToken } from '@/lib/email-change/send'
import { invitationToken, invite } from '@/lib/invitations/invite'
import { encrypt } from '@/lib/kernel/encryption'
import { slugFrom } from '@/lib/kernel/slug'
import { hashToken, newToken } from '@/lib/kernel/tokens'
import { buildEvent } from '@/lib/operation/build-event'
import { OPERATOR, principalOf, publicPrincipal } from '@/lib/operation/principal'
import type { EventFacts, EventName, RecordedTarget } from '@/lib/operation/register'
import { hashPassword, hashRequest } from '@/lib/passwords/hash'
import { enqueueEmail } from '@/lib/platform/mail/enqueue'
import { mailTasks } from '@/lib/platform/mail/priorities'
import { newRecoveryCodes } from '@/lib/second-factor/recovery'
import { newTotpSecret, totpSecretContext } from '@/lib/second-factor/totp'

/** The one source of made-up people and companies: for the demo, the tests and the end-to-end tests. */

const firstNames = [
  'Ada',
  'Amir',
  'Chiara',
  'Dmitri',
  'Elif',
  'Femi',
  'Grace',
  'Hiro',
  'Ingrid',
  'João',
  'Kavya',
  'Liam',
  'Maya',
  'Noor',
  'Olu',
  'Priya',
  'Quentin',
  'Rosa',
  'Siobhán',
  'Tomás',
  'Uma',
  'Viktor',
  'Wen',
  'Ximena',
  'Yara',
  'Zoë',
]
const lastNames = [
  'Abe',
  'Bianchi',
  'Castillo',
  'Dubois',
  'Eriksen',
  'Fischer',
  'García',
  'Haddad',
  'Ivanova',
  'Jensen',
  'Kowalski',
  'Lindgren',
  'Moreau',
  'Nakamura',
  'Okafor',
  'Petrov',
  'Quiroga',
  'Rossi',
  'Schmidt',
  'Tanaka',
  'Usman',
  'Varga',
  'Weber',
  'Xu',
  'Yilmaz',
  'Zimmermann',
]
const titles = [
  'Accountant',
  'Analyst',
  'Designer',
  'Engineer',
  'Office Manager',
  'Product Manager',
  'Recruiter',
  'Sales Manager',
  'Support Agent',
  'Writer',
]

/** The n-th made-up person: the same for the same n. */
export function person(n: number): { name: string; email: string; title: string } {
  const first = firstNames[n % firstNames.length]!
  const last = lastNames[Math.floor(n / firstNames.length) % lastNames.length]!
  return {
    name: `${first} ${last}`,
    email: `${slugFrom(first)}.${slugFrom(last)}.${n}@example.com`,
    title: titles[(n * 7) % titles.length]!,
  }
}

export interface MadeGroup {
  id: string
  name: string
}

export interface MadeUser {
  id: string
  name: string
  email: string
  company: { id: string; slug: string; name: string }
}

interface UserOptions {
  name?: string
  email?: string
  title?: string
  status?: UserStatus
  password?: string
  groups?: MadeGroup[]
  /** Permission keys, granted by a group of their own. */
  can?: string[]
  createdAt?: Date
}

interface SessionOptions {
  ip?: string
  userAgent?: string
  method?: SessionMethod
  pending?: boolean
  secondFactorAt?: Date
  steppedUpAt?: Date | null
  expiresAt?: Date
}

/** Where made-up memberships and grants come from. */
const SEED = { via: 'seed', by: null } as const

const hashes = new Map<string, Promise<string>>()

/** One hash per password and process: a third of a second each. */
export const hashOnce = (password: string): Promise<string> => {
  const known = hashes.get(password) ?? hashPassword(password, hashRequest('operator', { ip: null }))
  hashes.set(password, known)
  return known
}

/** An address of nobody else that finds nobody but whom it names: a search for one person must not find another by chance. */
const addressFor = (name: string): string => `${slugFrom(name, 40) || 'person'}.${uuidv7().slice(-8)}@example.com`

/** A live session, and the token that its cookie would hold. */
export async function makeSession(companyId: string, owner: { id: string }, facts: SessionOptions = {}) {
  const token = newToken()
  const expiresAt = new Date(Date.now() + SESSION_HOURS * 3_600_000)
  const row = await inCompany(companyId, scope =>
    sessionsIn(scope).insert({
      userId: owner.id,
      tokenHash: hashToken(token),
      expiresAt,
      steppedUpAt: new Date(),
      ...facts,
    }),
  )
  return { id: row.id, token, companyId }
}

/** A company of one's own, so that no test shares anything. */
export async function makeCompany({ name, slug }: { name?: string; slug?: string } = {}) {
  const id = uuidv7()
  const ownSlug = slug ?? `c-${id.slice(-12)}`
  const company = { id, slug: ownSlug, name: name ?? `Company ${ownSlug}` }
  return companyOf(company, await inCompany(id, scope => insertCompany(scope, company)))
}

/** What can be made in a company that is there. */
export function companyOf(company: { id: string; slug: string; name: string }, administrators: MadeGroup) {
  const { id } = company
  let made = 0
  /** Counted by company: a test meets the same made-up people whatever ran before it. */
  const next = (): number => ++made * 37

  const permissionIds = (keys: string[]) =>
    inCompany(id, async scope => {
      const permissions = permissionsIn(scope)
      const existing = new Map((await permissions.list()).map(row => [`${row.resource}:${row.action}`, row.id]))
      const ids: string[] = []
      for (const key of keys) {
        const [resource = '', action = ''] = key.split(':')
        ids.push(existing.get(key) ?? (await permissions.insert({ resource, action, description: '' })).id)
      }
      return ids
    })

  const group = async (
    options: { name?: string; slug?: string; description?: string; grants?: string[] } = {},
  ): Promise<MadeGroup> => {
    const groupName = options.name ?? `Group ${next()}`
    const ids = await permissionIds(options.grants ?? [])
    return inCompany(id, async scope => {
      const row = await groupsIn(scope).insert({
        name: groupName,
        slug: options.slug ?? slugFrom(groupName),
        description: options.description ?? '',
      })
      await permissionsIn(scope).grant(row.id, ids, SEED)
      return { id: row.id, name: row.name }
    })
  }

  /** Many at once, which grant nothing. */
  const groups = (names: readonly string[]): Promise<MadeGroup[]> =>
    inCompany(id, scope =>
      groupsIn(scope).insertMany(names.map(name => ({ name, slug: slugFrom(name), description: '' }))),
    )

  /** A group grants more than it did. */
  const grow = async ({ id: groupId }: { id: string }, keys: string[]): Promise<void> => {
    const ids = await permissionIds(keys)
    await inCompany(id, scope => permissionsIn(scope).grant(groupId, ids, SEED))
  }

  /** Somebody is in a group from then on, or for a time. */
  const join = async (who: { id: string }, { id: groupId }: { id: string }, period: HoldingPeriod = {}) => {
    await inCompany(id, scope => membershipsIn(scope).add([{ groupId, userId: who.id, ...SEED, ...period }]))
  }

  /** Somebody is in a group no longer. */
  const leave = async (who: { id: string }, group: { id: string }) => {
    await inCompany(id, scope => membershipsIn(scope).remove(group.id, [who.id], SEED))
  }

  const user = async (options: UserOptions = {}): Promise<MadeUser> => {
    const invented = person(next())
    const name = options.name ?? invented.name
    const passwordHash = options.password ? await hashOnce(options.password) : undefined
    const own = options.can?.length ? [await group({ grants: options.can })] : []
    return inCompany(id, async scope => {
      const status = options.status ?? 'active'
      const row = await usersIn(scope).insert({
        name,
        email: options.email ?? addressFor(name),
        title: options.title ?? invented.title,
        status,
        passwordHash,
        ...(options.createdAt && { createdAt: options.createdAt }),
        ...(status !== 'invited' && { activatedAt: options.createdAt ?? new Date() }),
        ...(status === 'inactive' && { deactivatedAt: new Date() }),
      })
      await membershipsIn(scope).add(
        [...(options.groups ?? []), ...own].map(({ id: groupId }) => ({ groupId, userId: row.id, ...SEED })),
      )
      return { id: row.id, name: row.name, email: row.email, company }
    })
  }

  const session = (owner: { id: string }, facts: SessionOptions = {}) => makeSession(id, owner, facts)

  /** An authenticator app that was set up long ago: its key, and the recovery codes. */
  const secondFactor = async (owner: { id: string }) => {
    const secret = newTotpSecret()
    const { codes, hashes } = newRecoveryCodes(owner.id)
    await inCompany(id, async scope => {
      await factorsIn(scope).keepApp(owner.id, encrypt(secret, totpSecretContext(id, owner.id)), 0)
      await factorsIn(scope).replaceCodes(owner.id, hashes)
    })
    return { secret, recoveryCodes: codes }
  }

  /** Somebody who was invited, with the token of the link. */
  const invitation = async (options: {
    email?: string
    name?: string
    groups?: MadeGroup[]
    by: { id: string; name: string }
    days?: number
  }) => {
    const email = options.email ?? addressFor(options.name ?? person(next()).name)
    const inviter = { userId: options.by.id, name: options.by.name, company }
    const invitee = { email, name: options.name, groupIds: (options.groups ?? []).map(one => one.id) }
    return inCompany(id, async scope => {
      const [made] = await invite(scope, inviter, [invitee], { message: '', expiryDays: options.days ?? 7 })
      const { tokenSeed } = await invitationsIn(scope).findForUpdate(made!.invitationId)
      return { ...made!, id: made!.invitationId, token: invitationToken(tokenSeed) }
    })
  }

  /** An import of one new person and one whose address is none, at some stage of its life. */
  const importOf = async ({
    by,
    state = 'reviewed',
    fileName = 'people.csv',
    leftOut = false,
  }: {
    by: { id: string }
    state?: ImportState
    fileName?: string
    /** With a row that nobody chose. */
    leftOut?: boolean
  }) => {
    const importId = uuidv7()
    await inCompany(id, async scope => {
      await importsIn(scope).insert({ id: importId, createdBy: by.id, fileName, total: 2 })
      await importRowsIn(scope).insertMany(importId, [
        { line: 2, email: addressFor('Ada'), name: 'Ada', groupNames: [], verdict: 'new', reason: null },
        {
          line: 3,
          email: 'nobody',
          name: '',
          groupNames: [],
          verdict: 'invalid',
          reason: 'Enter an email address such as alice@example.com.',
        },
      ])
      if (leftOut) {
        const left = { line: 4, email: addressFor('Ben'), name: 'Ben', groupNames: ['Interns'], reason: null }
        await importRowsIn(scope).insertMany(importId, [{ ...left, verdict: 'unknown_group' }])
        await importRowsIn(scope).settle(importId, [{ line: 4, outcome: 'failed', reason: null, invitationId: null }])
      }
      if (state !== 'reviewed') await importsIn(scope).queue(importId, {})
      if (state !== 'reviewed') await importsIn(scope).setState(importId, state)
    })
    return { id: importId }
  }

  /** A mail that the server did not take at its first try. */
  const delayedMail = async (to: { id: string; name: string; email: string }) =>
    inCompany(id, async scope => {
      const content = { company: company.name, sender: to.name, settingsUrl: 'http://127.0.0.1:3000/' }
      const mailId = await enqueueEmail(scope, {
        template: 'test',
        to: { name: to.name, address: to.email },
        userId: to.id,
        content,
      })
      await mailMessagesIn(scope).claim(mailId)
      const next = new Date(Date.now() + 3_600_000)
      await mailMessagesIn(scope).delay(mailId, '450 Greylisted, come back later', next)
      await jobsIn(scope).add(mailTasks.normal.call, mailId, { at: next })
      return { id: mailId }
    })

  /** A link to choose a new password with: its token, as the mail would carry it. */
  const passwordReset = async (owner: { id: string }, { minutes = 60 }: { minutes?: number } = {}) => {
    const token = newToken()
    const expiresAt = new Date(Date.now() + minutes * 60_000)
    await inCompany(id, scope =>
      passwordResetsIn(scope).insert({ userId: owner.id, tokenHash: hashToken(token), expiresAt }),
    )
    return { token }
  }

  /** A change of address that waits for its confirmation: the tokens of both links, as the mails would carry them. */
  const emailChange = async (owner: MadeUser, { to = addressFor(owner.name), minutes = 60 } = {}) => {
    const [token, seed] = [newToken(), newToken()]
    const objection = objectionToken(seed)
    const { id: changeId } = await inCompany(id, scope =>
      emailChangesIn(scope).insert({
        userId: owner.id,
        fromEmail: owner.email,
        toEmail: to,
        tokenHash: hashToken(token),
        objectionSeed: seed,
        objectionHash: hashToken(objection),
        expiresAt: new Date(Date.now() + minutes * 60_000),
        objectableUntil: new Date(Date.now() + 7 * 86_400_000),
      }),
    )
    return { id: changeId, to, token, objection }
  }

  /** Somebody whose former mailbox has objected to a change. */
  const emailHold = async (owner: MadeUser) => {
    const { id: changeId } = await emailChange(owner)
    await inCompany(id, async scope => {
      await emailChangesIn(scope).object(changeId, new Date(Date.now() + 7 * 86_400_000))
      await emailChangesIn(scope).endOpenOf([owner.id])
    })
  }

  const events = (past: MadeEvent[]) => inCompany(id, scope => auditEventsIn(scope).insert(past.map(asRow)))

  return {
    ...company,
    administrators,
    group,
    groups,
    grow,
    join,
    leave,
    user,
    session,
    secondFactor,
    invitation,
    importOf,
    delayedMail,
    passwordReset,
    emailChange,
    emailHold,
    events,
    permissionIds,
  }
}

export type MadeCompany = ReturnType<typeof companyOf>

export type MadeEvent = {
  [E in EventName]: {
    event: E
    data: EventFacts<E>
    at: Date
    /** Nobody who is known, where left out. */
    actor?: { id: string } | 'operator'
    target?: RecordedTarget<E>
    outcome?: 'succeeded' | 'refused'
    operation: string
    ip?: string
  }
}[EventName]

const asRow = ({ event, data, actor, operation, ip, ...rest }: MadeEvent) =>
  // Which facts and target belong to which event was asked of whoever made them.
  buildEvent<EventName>(event, data, {
    ...rest,
    actor:
      actor === 'operator' ? OPERATOR : actor ? principalOf({ userId: actor.id, via: 'session' }) : publicPrincipal(),
    operation,
    request: { ip },
  })
