import { and, desc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { emailChanges, users } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { addressKey } from '@/lib/kernel/fold'

type NewChange = Pick<
  typeof emailChanges.$inferInsert,
  | 'userId'
  | 'fromEmail'
  | 'toEmail'
  | 'requestedBy'
  | 'tokenHash'
  | 'objectionSeed'
  | 'objectionHash'
  | 'expiresAt'
  | 'effectiveAt'
  | 'objectableUntil'
>

export function emailChangesIn({ companyId, tx }: CompanyScope) {
  const ours = eq(emailChanges.companyId, companyId)
  const one = (id: string) => and(ours, eq(emailChanges.id, id))
  const of = (userId: string) => and(ours, eq(emailChanges.userId, userId))
  const open = and(
    ours,
    isNull(emailChanges.endedAt),
    isNull(emailChanges.effectiveAt),
    gt(emailChanges.expiresAt, sql`now()`),
  )
  const objectable = and(ours, isNull(emailChanges.objectedAt), gt(emailChanges.objectableUntil, sql`now()`))

  const shown = {
    id: emailChanges.id,
    toEmail: emailChanges.toEmail,
    requestedBy: emailChanges.requestedBy,
    createdAt: emailChanges.createdAt,
    expiresAt: emailChanges.expiresAt,
  }

  /** With whom it is about. */
  const selected = () =>
    tx
      .select({
        ...shown,
        userId: emailChanges.userId,
        fromEmail: emailChanges.fromEmail,
        objectionSeed: emailChanges.objectionSeed,
        effectiveAt: emailChanges.effectiveAt,
        name: users.name,
      })
      .from(emailChanges)
      .innerJoin(users, and(eq(users.companyId, companyId), eq(users.id, emailChanges.userId)))

  return {
    async insert(change: NewChange): Promise<{ id: string }> {
      const [made] = await tx
        .insert(emailChanges)
        .values({ ...change, companyId, fromKey: addressKey(change.fromEmail) })
        .returning({ id: emailChanges.id })
      return made!
    },

    /** What waits for the proof of a new mailbox of theirs, as a list of one or none. To run or to nest. */
    openOf: (userId: string) =>
      tx
        .select(shown)
        .from(emailChanges)
        .where(and(open, eq(emailChanges.userId, userId)))
        .orderBy(desc(emailChanges.createdAt))
        .limit(1),

    /** Until when they may not ask for a change, after an objection; as a list of one or none. To run or to nest. */
    holdOf: (userId: string) =>
      tx
        .select({ until: emailChanges.heldUntil })
        .from(emailChanges)
        .where(and(of(userId), gt(emailChanges.heldUntil, sql`now()`)))
        .orderBy(desc(emailChanges.heldUntil))
        .limit(1),

    /** The open change that the link for the new mailbox confirms, of somebody who is active; reading it uses nothing up. */
    async byToken(tokenHash: string) {
      const [found] = await selected().where(
        and(open, eq(emailChanges.tokenHash, tokenHash), eq(users.status, 'active')),
      )
      return found
    },

    /** The change that the link for the former mailbox stops or takes back; likewise. */
    async byObjection(objectionHash: string) {
      const [found] = await selected().where(and(objectable, eq(emailChanges.objectionHash, objectionHash)))
      return found
    },

    /** Another link for the new mailbox in place of the one before. */
    async renew(id: string, link: { tokenHash: string; expiresAt: Date }): Promise<void> {
      await tx.update(emailChanges).set(link).where(one(id))
    },

    /** Puts an open change into effect; true for exactly one of all who try. @param objectableUntil for the former mailbox */
    async complete(id: string, objectableUntil: Date): Promise<boolean> {
      const done = await tx
        .update(emailChanges)
        .set({ effectiveAt: sql`now()`, objectableUntil })
        .where(and(open, eq(emailChanges.id, id)))
        .returning({ id: emailChanges.id })
      return done.length > 0
    },

    /** Ends every open change of these people; returns how many. */
    async endOpenOf(userIds: string[]): Promise<number> {
      if (!userIds.length) return 0
      const ended = await tx
        .update(emailChanges)
        .set({ endedAt: sql`now()` })
        .where(and(open, inArray(emailChanges.userId, userIds)))
        .returning({ id: emailChanges.id })
      return ended.length
    },

    /** Notes an objection; true for exactly one of all who try. */
    async object(id: string, heldUntil: Date): Promise<boolean> {
      const noted = await tx
        .update(emailChanges)
        .set({ objectedAt: sql`now()`, heldUntil })
        .where(and(objectable, eq(emailChanges.id, id)))
        .returning({ id: emailChanges.id })
      return noted.length > 0
    },

    /** Nobody objects any more to what came after this change of the same person: the older mailbox has said what holds. */
    async closeAfter({ id, userId }: { id: string; userId: string }): Promise<void> {
      await tx
        .update(emailChanges)
        .set({ objectableUntil: sql`now()` })
        .where(and(objectable, eq(emailChanges.userId, userId), gt(emailChanges.id, id)))
    },

    /** Nor to anything of theirs: an administrator has decided. */
    async closeAllOf(userId: string): Promise<void> {
      await tx
        .update(emailChanges)
        .set({ objectableUntil: sql`now()` })
        .where(and(objectable, eq(emailChanges.userId, userId)))
    },

    /** Ends what an objection holds up; false where nothing was held. */
    async release(userId: string): Promise<boolean> {
      const released = await tx
        .update(emailChanges)
        .set({ heldUntil: null })
        .where(and(of(userId), gt(emailChanges.heldUntil, sql`now()`)))
        .returning({ id: emailChanges.id })
      return released.length > 0
    },

    /** Every address that they have had, or have asked for. */
    async addressesOf(userId: string): Promise<string[]> {
      const rows = await tx
        .select({ from: emailChanges.fromEmail, to: emailChanges.toEmail })
        .from(emailChanges)
        .where(of(userId))
      return [...new Set(rows.flatMap(({ from, to }) => [from, to]))]
    },
  }
}
