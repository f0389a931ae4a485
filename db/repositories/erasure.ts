import { and, eq, isNull } from 'drizzle-orm'
import { importRows, invitations, mailMessages } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { removeWords } from '@/db/search-words'
import { addressKey } from '@/lib/kernel/fold'

/**
 * What is left of a person where no key leads to them any more: invitations that were cancelled before
 * they came in the end, mail to their address, rows of files that named them.
 */
export function erasureIn(scope: CompanyScope) {
  const { companyId, tx } = scope
  return {
    async erase(email: string): Promise<void> {
      const key = addressKey(email)
      // What belongs to somebody who is here stays: two people may have one address but for its capitals from former times.
      const cancelled = await tx
        .delete(invitations)
        .where(and(eq(invitations.companyId, companyId), eq(invitations.emailKey, key), isNull(invitations.userId)))
        .returning({ id: invitations.id })
      await removeWords(
        scope,
        ['invitation'],
        cancelled.map(({ id }) => id),
      )
      await tx
        .delete(mailMessages)
        .where(and(eq(mailMessages.companyId, companyId), eq(mailMessages.toKey, key), isNull(mailMessages.userId)))
      await tx.delete(importRows).where(and(eq(importRows.companyId, companyId), eq(importRows.emailKey, key)))
    },
  }
}
