import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { notFound } from '@/lib/kernel/errors'
import { addressKey, keysOf } from '@/lib/kernel/fold'

/** By what people sign in. */
export function credentialsIn({ companyId, tx }: CompanyScope) {
  const ours = eq(users.companyId, companyId)
  const one = (id: string) => and(ours, eq(users.id, id))

  /** Whose address is written exactly so comes before whose is the same but for capitals. */
  const credentials = (email: string) =>
    tx
      .select({ id: users.id, status: users.status, passwordHash: users.passwordHash })
      .from(users)
      .where(and(ours, inArray(users.emailKey, keysOf(addressKey(email), email))))
      .orderBy(desc(users.emailKey))

  const passwordHash = (id: string) => tx.select({ passwordHash: users.passwordHash }).from(users).where(one(id))

  const mustExist = async <Row>(rows: Promise<Row[]>): Promise<Row> => {
    const [row] = await rows
    if (!row) throw notFound('User')
    return row
  }

  return {
    /** What signing in compares; undefined for an unknown address. */
    of: async (email: string) => (await credentials(email))[0],

    /** The same, held until the transaction ends: no change of status or password comes between. */
    forUpdate: async (email: string) => (await credentials(email).for('update'))[0],

    passwordHashOf: (id: string) => mustExist(passwordHash(id)),

    passwordHashForUpdate: (id: string) => mustExist(passwordHash(id).for('update')),

    /** As a list of one, to nest. */
    hasPassword: (id: string) =>
      tx
        .select({ password: sql<boolean>`${users.passwordHash} is not null`.as('password') })
        .from(users)
        .where(one(id)),
  }
}
