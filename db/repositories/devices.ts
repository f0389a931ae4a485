import { and, desc, eq, gt, inArray, ne, notInArray, sql } from 'drizzle-orm'
import { devices } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { notFound } from '@/lib/kernel/errors'

/** That a person is known on; of more, those seen longest ago are forgotten. Each has tries of its own. */
const MOST = 20

export function devicesIn({ companyId, tx }: CompanyScope) {
  const ours = eq(devices.companyId, companyId)

  return {
    /** A device that the person signed in with before. */
    async findAmong(userId: string, tokenHashes: string[]) {
      const [device] = await tx
        .select({ id: devices.id, tokenHash: devices.tokenHash, trustedUntil: devices.trustedUntil })
        .from(devices)
        .where(and(ours, eq(devices.userId, userId), inArray(devices.tokenHash, tokenHashes)))
        .limit(1)
      return device
    },

    async idsOf(userId: string): Promise<string[]> {
      const rows = await tx
        .select({ id: devices.id })
        .from(devices)
        .where(and(ours, eq(devices.userId, userId)))
      return rows.map(row => row.id)
    },

    async insert(
      device: Pick<typeof devices.$inferInsert, 'userId' | 'tokenHash' | 'userAgent' | 'ip'>,
    ): Promise<{ id: string }> {
      const [made] = await tx
        .insert(devices)
        .values({ ...device, companyId })
        .returning({ id: devices.id })
      const latest = tx
        .select({ id: devices.id })
        .from(devices)
        .where(and(ours, eq(devices.userId, device.userId)))
        .orderBy(desc(devices.lastSeenAt))
        .limit(MOST)
      await tx
        .delete(devices)
        .where(and(ours, eq(devices.userId, device.userId), ne(devices.id, made!.id), notInArray(devices.id, latest)))
      return made!
    },

    async seen(id: string, facts: { userAgent: string | null; ip: string | null }): Promise<void> {
      await tx
        .update(devices)
        .set({ ...facts, lastSeenAt: sql`now()` })
        .where(and(ours, eq(devices.id, id)))
    },

    /** Those that no second factor is asked on at present; to run or to nest. */
    trustedOf(userId: string) {
      return tx
        .select({
          id: devices.id,
          userAgent: devices.userAgent,
          ip: devices.ip,
          lastSeenAt: devices.lastSeenAt,
          trustedUntil: devices.trustedUntil,
        })
        .from(devices)
        .where(and(ours, eq(devices.userId, userId), gt(devices.trustedUntil, sql`now()`)))
        .orderBy(desc(devices.lastSeenAt))
        .limit(50)
    },

    /** All that a person is known on; to run or to nest. */
    of(userId: string) {
      return tx
        .select({
          id: devices.id,
          userAgent: devices.userAgent,
          ip: devices.ip,
          createdAt: devices.createdAt,
          lastSeenAt: devices.lastSeenAt,
          trustedUntil: devices.trustedUntil,
        })
        .from(devices)
        .where(and(ours, eq(devices.userId, userId)))
        .orderBy(desc(devices.lastSeenAt))
        .limit(MOST)
    },

    /** @throws AppError `not_found` when the device is not theirs or not trusted. */
    async distrust(userId: string, id: string): Promise<void> {
      const rows = await tx
        .update(devices)
        .set({ trustedUntil: null })
        .where(and(ours, eq(devices.userId, userId), eq(devices.id, id), gt(devices.trustedUntil, sql`now()`)))
        .returning({ id: devices.id })
      if (!rows.length) throw notFound('Device')
    },

    async distrustAll(userId: string): Promise<void> {
      await tx
        .update(devices)
        .set({ trustedUntil: null })
        .where(and(ours, eq(devices.userId, userId)))
    },

    async trust(id: string, until: Date | null): Promise<void> {
      await tx
        .update(devices)
        .set({ trustedUntil: until })
        .where(and(ours, eq(devices.id, id)))
    },

    /** None of a person's devices is trusted or known any more, but for the one to keep. */
    async forgetAll(userId: string, keep?: string): Promise<void> {
      await tx
        .delete(devices)
        .where(and(ours, eq(devices.userId, userId), keep === undefined ? undefined : ne(devices.id, keep)))
    },
  }
}
