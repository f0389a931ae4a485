import { and, eq, inArray, isNull, notInArray } from 'drizzle-orm'
import { importRows, invitations, mailMessages, users } from '@/db/schema'
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
    /** @param emails all that they have had */
    async erase(emails: readonly string[]): Promise<void> {
      const keys = [...new Set(emails.map(addressKey))]
      // What belongs to somebody who is here stays: who has an address by now that was theirs, and, from former times, who has
      // one address with them but for its capitals.
      const cancelled = await tx
        .delete(invitations)
        .where(
          and(eq(invitations.companyId, companyId), inArray(invitations.emailKey, keys), isNull(invitations.userId)),
        )
        .returning({ id: invitations.id })
      await removeWords(
        scope,
        ['invitation'],
        cancelled.map(({ id }) => id),
      )
      await tx
        .delete(mailMessages)
        .where(
          and(eq(mailMessages.companyId, companyId), inArray(mailMessages.toKey, keys), isNull(mailMessages.userId)),
        )
      const others = tx
        .select({ key: users.emailKey })
        .from(users)
        .where(and(eq(users.companyId, companyId), inArray(users.emailKey, keys)))
      await tx
        .delete(importRows)
        .where(
          and(
            eq(importRows.companyId, companyId),
            inArray(importRows.emailKey, keys),
            notInArray(importRows.emailKey, others),
          ),
        )
    },
  }
}
