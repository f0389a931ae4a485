import { and, eq, sql } from 'drizzle-orm'
import { importRows, invitations, mailMessages } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'

/**
 * What is left of a person where no key leads to them any more: invitations that were cancelled before
 * they came in the end, mail to their address, rows of files that named them.
 */
export function erasureIn({ companyId, tx }: CompanyScope) {
  return {
    async erase(email: string): Promise<void> {
      const address = sql`lower(${email})`
      await tx.delete(invitations).where(and(eq(invitations.companyId, companyId), eq(invitations.emailKey, address)))
      await tx
        .delete(mailMessages)
        .where(and(eq(mailMessages.companyId, companyId), eq(sql`lower(${mailMessages.toAddress})`, address)))
      await tx
        .delete(importRows)
        .where(and(eq(importRows.companyId, companyId), eq(sql`lower(${importRows.email})`, address)))
    },
  }
}
