import { and, eq, gt, inArray, isNotNull, isNull, not, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { holdsBeyond, type HeldPermissions } from '@/db/covers'
import { insertRows } from '@/db/insert-rows'
import { jsonList } from '@/db/json'
import { keyset, type Cursor } from '@/db/keyset'
import { companies, invitations, mailMessages, users } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { matches, pageFound, type Searched } from '@/db/search'
import { foundCount } from '@/db/search-count'
import { addWords, replaceWords, wordsOfInvitation } from '@/db/search-words'
import { totalOf } from '@/db/total'
import { nameOfUser } from '@/db/user-columns'
import { groupsOfUser } from '@/db/user-groups'
import { notFound } from '@/lib/kernel/errors'
import { addressKey } from '@/lib/kernel/fold'
import { COUNT_LIMIT } from '@/lib/kernel/totals'

const invitationStatuses = ['pending', 'expired', 'accepted', 'cancelled'] as const
/** From when on a pending one is one that expires soon. */
const EXPIRING_DAYS = 3

type InvitationStatus = (typeof invitationStatuses)[number]

interface InvitationFilter {
  /** `expiring`: those of the pending ones that end within a few days. */
  status?: InvitationStatus | 'expiring'
  /** Words of the address and of the person's name, all of which the list shows. */
  q?: string
  importId?: string
}

/** What the reader of a list holds, in all and of Console's own. */
interface Reader {
  opensMore: HeldPermissions
  opensMoreOfConsole: HeldPermissions
}

interface Link {
  tokenSeed: string
  tokenHash: string
  expiresAt: Date
  mailId: string
}

type NewInvitation = Link & { granted: string[] } & Pick<
    typeof invitations.$inferInsert,
    'id' | 'userId' | 'email' | 'message' | 'invitedBy' | 'importId'
  >

const inviters = alias(users, 'inviters')

export function invitationsIn(scope: CompanyScope) {
  const { companyId, tx } = scope
  const ours = eq(invitations.companyId, companyId)
  const one = (id: string) => and(ours, eq(invitations.id, id))
  const open = and(ours, isNull(invitations.acceptedAt), isNull(invitations.cancelledAt))

  const status = sql<InvitationStatus>`case when ${invitations.acceptedAt} is not null then 'accepted'
    when ${invitations.cancelledAt} is not null then 'cancelled'
    when ${invitations.expiresAt} <= now() then 'expired' else 'pending' end`

  const withStatus: Record<InvitationStatus | 'expiring', SQL | undefined> = {
    expiring: and(
      open,
      gt(invitations.expiresAt, sql`now()`),
      sql`${invitations.expiresAt} <= now() + make_interval(days => ${EXPIRING_DAYS})`,
    ),
    pending: and(open, gt(invitations.expiresAt, sql`now()`)),
    expired: and(open, sql`${invitations.expiresAt} <= now()`),
    accepted: isNotNull(invitations.acceptedAt),
    cancelled: isNotNull(invitations.cancelledAt),
  }

  /** What a change of an open one has to know. */
  const heldColumns = {
    id: invitations.id,
    userId: invitations.userId,
    email: invitations.email,
    message: invitations.message,
    tokenSeed: invitations.tokenSeed,
    mailId: invitations.mailId,
    expiresAt: invitations.expiresAt,
    status,
  }

  const opensBeyond = (held: HeldPermissions | undefined): SQL<boolean> =>
    held
      ? sql<boolean>`(${and(isNull(invitations.acceptedAt), isNull(invitations.cancelledAt), holdsBeyond(companyId, sql`${invitations}.user_id`, held))})`
      : sql<boolean>`false`

  /** An invitation with its person, its inviter and what became of its mail. */
  const selected = (reader?: Reader) =>
    tx
      .select({
        /** Of an open one: its groups grant more than its reader has, and more of Console's own. */
        opensMore: opensBeyond(reader?.opensMore).as('opens_more'),
        opensMoreOfConsole: opensBeyond(reader?.opensMoreOfConsole).as('opens_more_of_console'),
        id: invitations.id,
        email: invitations.email,
        userId: invitations.userId,
        name: sql<string | null>`invited.name`.as('name'),
        status: status.as('status'),
        message: invitations.message,
        createdAt: invitations.createdAt,
        sentAt: invitations.sentAt,
        expiresAt: invitations.expiresAt,
        acceptedAt: invitations.acceptedAt,
        cancelledAt: invitations.cancelledAt,
        inviterId: invitations.invitedBy,
        inviterName: sql<string | null>`inviter.name`.as('inviter_name'),
        mailState: mailMessages.state,
        mailWords: mailMessages.lastError,
        mailAgainAt: mailMessages.nextAttemptAt,
        groups: jsonList(groupsOfUser(scope, invitations.userId)).as('groups'),
      })
      .from(invitations)
      .leftJoinLateral(sql`${nameOfUser(companyId, invitations.userId)} invited`, sql`true`)
      .leftJoinLateral(sql`${nameOfUser(companyId, invitations.invitedBy)} inviter`, sql`true`)
      .leftJoin(mailMessages, and(eq(mailMessages.companyId, companyId), eq(mailMessages.id, invitations.mailId)))

  /** By its own address, and by its person's name. */
  const searched: Searched = {
    companyId,
    kinds: range => [
      sql`select s.id, s.key from search_words s where s.company_id = ${companyId} and s.kind = 'invitation' and ${range}`,
      sql`select i.id, '' from (
        select s.id from search_words s where s.company_id = ${companyId} and s.kind = 'user_name' and ${range}
      ) s cross join lateral (
        select i.id from invitations i where i.company_id = ${companyId} and i.user_id = s.id offset 0
      ) i`,
    ],
    has: (range, id) => sql`exists (
      select 1 from invitations i join search_words s
        on s.company_id = ${companyId} and ((s.kind = 'invitation' and s.id = i.id) or (s.kind = 'user_name' and s.id = i.user_id))
      where i.company_id = ${companyId} and i.id = ${id} and ${range} offset 0)`,
  }

  return {
    async insertMany(rows: NewInvitation[]): Promise<void> {
      if (!rows.length) return
      const keyed = rows.map(row => ({ ...row, companyId, emailKey: addressKey(row.email) }))
      await tx.execute(insertRows(invitations, keyed))
      await addWords(
        scope,
        'invitation',
        rows.map(row => ({ id: row.id!, key: '', words: wordsOfInvitation(row) })),
      )
    },

    /** The newest first; one more than `limit`. To run or to nest. */
    list(filter: InvitationFilter, cursor: Cursor | undefined, limit: number, reader?: Reader) {
      const [key, id] = [invitations.createdAt, invitations.id]
      const { where: beyond, orderBy, descending } = keyset({ key, id, descending: true, cursor })
      const where = and(
        ours,
        filter.status && withStatus[filter.status],
        filter.importId ? eq(invitations.importId, filter.importId) : undefined,
        beyond,
      )
      const page = { table: invitations, id, key, keyOfWords: false, descending, cursor, where, limit: limit + 1 }
      const first = sql`array(
        select ${id} from ${invitations} where ${where} order by ${sql.join(orderBy, sql`, `)} limit ${limit + 1})`
      return selected(reader)
        .where(and(ours, sql`${id} = any(${filter.q ? pageFound(searched, filter.q, page) : first})`))
        .orderBy(...orderBy)
        .limit(limit + 1)
    },

    /** How many there are, or are found. To nest. */
    total({ q, status: wanted, importId }: InvitationFilter): SQL<number> {
      if (q && !wanted && !importId) return foundCount(searched, q, COUNT_LIMIT)
      const which = and(
        ours,
        wanted && withStatus[wanted],
        importId ? eq(invitations.importId, importId) : undefined,
        q ? matches(searched, sql`${invitations.id}`, q) : undefined,
      )
      return totalOf(invitations, which)
    },

    /** One that is neither accepted nor cancelled, with its person, as a list of one or none; to nest. */
    openOne: (id: string) =>
      tx
        .select({
          id: invitations.id,
          email: invitations.email,
          status: sql<'pending' | 'expired'>`${status}`.as('status'),
          userId: users.id,
          name: users.name,
          version: users.version,
        })
        .from(invitations)
        .innerJoin(users, and(eq(users.companyId, companyId), eq(users.id, invitations.userId)))
        .where(and(open, eq(invitations.id, id))),

    /** Whom it invites; a statement to nest. */
    personOf: (id: string): SQL =>
      sql`(select i.user_id from invitations i where i.company_id = ${companyId} and i.id = ${id})`,

    /** The one of a person that is neither accepted nor cancelled, as a list of one or none. To run or to nest. */
    openOf: (userId: string) => selected().where(and(open, eq(invitations.userId, userId))),

    /** Of many people, held until the transaction ends: one row a person that has one. */
    async openOfMany(userIds: string[]) {
      if (!userIds.length) return []
      return tx
        .select({
          id: invitations.id,
          userId: invitations.userId,
          email: invitations.email,
          message: invitations.message,
          mailId: invitations.mailId,
        })
        .from(invitations)
        .where(and(open, inArray(invitations.userId, userIds)))
        .for('update')
    },

    /** The next open ones of an import whose people are to have nothing beyond this, held until the transaction ends. */
    openOfImport: (importId: string, limit: number, held: HeldPermissions) =>
      tx
        .select({ id: invitations.id, userId: invitations.userId })
        .from(invitations)
        .where(
          and(open, eq(invitations.importId, importId), not(holdsBeyond(companyId, sql`${invitations.userId}`, held))),
        )
        .limit(limit)
        .for('update'),

    /** Ids of those whom an import invited and who have not accepted; a statement to nest. */
    openUsersOf: (importId: string): SQL => sql`select i.user_id from invitations i
      where i.company_id = ${companyId} and i.import_id = ${importId} and i.accepted_at is null and i.cancelled_at is null`,

    /** Open ones that a person sent, oldest first; to run or to nest. */
    openSentBy: (inviterId: string, limit: number) =>
      tx
        .select({ id: invitations.id, email: invitations.email })
        .from(invitations)
        .where(and(open, eq(invitations.invitedBy, inviterId)))
        .orderBy(invitations.createdAt)
        .limit(limit),

    /** How many of those a person sent are open, as a list of one; to nest. */
    openCountSentBy: (inviterId: string) =>
      tx
        .select({ count: sql<number>`count(*)::int`.as('count') })
        .from(invitations)
        .where(and(open, eq(invitations.invitedBy, inviterId))),

    /** The open ones that these people sent; held until the transaction ends. */
    async openSentByMany(inviterIds: string[]) {
      if (!inviterIds.length) return []
      return tx
        .select({ id: invitations.id, userId: invitations.userId, invitedBy: invitations.invitedBy })
        .from(invitations)
        .where(and(open, inArray(invitations.invitedBy, inviterIds)))
        .for('update')
    },

    /** Held until the transaction ends. @throws AppError `not_found`. */
    async findForUpdate(id: string) {
      const [row] = await tx.select(heldColumns).from(invitations).where(one(id)).for('update')
      if (!row) throw notFound('Invitation')
      return row
    },

    /** The same of many, in the order in which they were sent. @throws AppError `not_found` where one is not there. */
    async findManyForUpdate(ids: string[]) {
      const rows = await tx
        .select(heldColumns)
        .from(invitations)
        .where(and(ours, inArray(invitations.id, ids)))
        .orderBy(invitations.id)
        .for('update')
      if (rows.length !== new Set(ids).size) throw notFound('Invitation')
      return rows
    },

    /** New links in place of the old ones, which are dead from now on; in one statement, however many. */
    async renewMany(links: (Link & { id: string; granted: string[] })[], invitedBy: string): Promise<void> {
      if (!links.length) return
      const column = (name: keyof Link | 'id', type: string) =>
        sql`${sql.param(links.map(link => (link[name] instanceof Date ? link[name].toISOString() : link[name])))}::text[]::${sql.raw(type)}[]`
      const granted = sql`${sql.param(links.map(link => JSON.stringify(link.granted)))}::text[]::jsonb[]`
      await tx.execute(sql`
        update invitations i
        set token_seed = l.seed, token_hash = l.hash, expires_at = l.expires, mail_id = l.mail, invited_by = ${invitedBy}, sent_at = now(), copied_by = '{}',
          granted = array(select jsonb_array_elements_text(l.granted))
        from unnest(${column('id', 'uuid')}, ${column('tokenSeed', 'text')}, ${column('tokenHash', 'text')}, ${column('expiresAt', 'timestamptz')}, ${column('mailId', 'uuid')}, ${granted})
          as l (id, seed, hash, expires, mail, granted)
        where i.company_id = ${companyId} and i.id = l.id`)
    },

    /** To another address; the link is to be renewed with it. */
    async readdress(id: string, email: string): Promise<void> {
      await tx
        .update(invitations)
        .set({ email, emailKey: addressKey(email) })
        .where(one(id))
      await replaceWords(scope, 'invitation', { id, key: '', words: wordsOfInvitation({ email }) })
    },

    /** Notes who has seen the link. */
    async copied(ids: string[], by: string): Promise<void> {
      const { copiedBy } = invitations
      await tx
        .update(invitations)
        .set({ copiedBy: sql`array_append(array_remove(${copiedBy}, ${by}::uuid), ${by}::uuid)` })
        .where(and(ours, inArray(invitations.id, ids)))
    },

    /** Ends them and lets go of their users, who are then to be removed. Returns whom. */
    async cancel(ids: string[]): Promise<string[]> {
      if (!ids.length) return []
      const gone = await tx
        .select({ id: invitations.id, userId: invitations.userId })
        .from(invitations)
        .where(and(open, inArray(invitations.id, ids)))
        .for('update')
      await tx
        .update(invitations)
        .set({ cancelledAt: sql`now()`, userId: null, mailId: null, message: '' })
        .where(and(open, inArray(invitations.id, ids)))
      return gone.flatMap(row => (row.userId ? [row.userId] : []))
    },

    /** The pending one that a token opens; reading it uses nothing up. */
    async byToken(tokenHash: string) {
      const [row] = await tx
        .select({
          id: invitations.id,
          userId: invitations.userId,
          email: invitations.email,
          name: users.name,
          expiresAt: invitations.expiresAt,
          copiedBy: invitations.copiedBy,
          invitedBy: invitations.invitedBy,
          granted: invitations.granted,
          companyName: companies.name,
          timeZone: companies.timeZone,
          inviterName: inviters.name,
        })
        .from(invitations)
        .innerJoin(companies, eq(companies.id, companyId))
        .innerJoin(
          users,
          and(eq(users.companyId, companyId), eq(users.id, invitations.userId), eq(users.status, 'invited')),
        )
        .leftJoin(inviters, and(eq(inviters.companyId, companyId), eq(inviters.id, invitations.invitedBy)))
        .where(and(withStatus.pending, eq(invitations.tokenHash, tokenHash)))
      return row
    },

    /** Uses a token up: one statement, so that of many at once exactly one succeeds. */
    async accept(tokenHash: string): Promise<boolean> {
      const rows = await tx
        .update(invitations)
        .set({ acceptedAt: sql`now()` })
        .where(and(withStatus.pending, eq(invitations.tokenHash, tokenHash), isNotNull(invitations.userId)))
        .returning({ id: invitations.id })
      return rows.length > 0
    },
  }
}
