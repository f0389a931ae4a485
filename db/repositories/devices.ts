import { and, eq, sql } from 'drizzle-orm'
import { devices } from '../schema'
import type { CompanyScope } from '../scope'

export function devicesIn({ companyId, tx }: CompanyScope) {
  const ours = eq(devices.companyId, companyId)

  return {
    /** A device that the person signed in with before. */
    async find(userId: string, tokenHash: string) {
      const [device] = await tx
        .select({ id: devices.id, trustedUntil: devices.trustedUntil })
        .from(devices)
        .where(and(ours, eq(devices.userId, userId), eq(devices.tokenHash, tokenHash)))
      return device
    },

    async insert(device: Pick<typeof devices.$inferInsert, 'userId' | 'tokenHash' | 'userAgent' | 'ip'>): Promise<{ id: string }> {
      const [made] = await tx.insert(devices).values({ ...device, companyId }).returning({ id: devices.id })
      return made!
    },

    async seen(id: string, facts: { userAgent: string | null; ip: string | null }): Promise<void> {
      await tx.update(devices).set({ ...facts, lastSeenAt: sql`now()` }).where(and(ours, eq(devices.id, id)))
    },

    async trust(id: string, until: Date | null): Promise<void> {
      await tx.update(devices).set({ trustedUntil: until }).where(and(ours, eq(devices.id, id)))
    },

    /** None of a person's devices is trusted or known any more. */
    async forgetAll(userId: string): Promise<void> {
      await tx.delete(devices).where(and(ours, eq(devices.userId, userId)))
    },
  }
}
