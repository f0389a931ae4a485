import { sql } from 'drizzle-orm'
import { inCompany } from '@/db/scope'
import { unseal } from '@/lib/kernel/encryption'
import { sealContext } from '@/lib/platform/mail/enqueue'
import type { LetterName } from '@/lib/platform/mail/templates'
import type { Letters } from '@/lib/platform/mail/templates/content'

/** What is written in the mails of one kind that still wait, the oldest first. */
export const waitingLetters = <L extends LetterName>(
  companyId: string,
  template: L,
): Promise<(Letters[L] & { to: string })[]> =>
  inCompany(companyId, async ({ tx }) => {
    const rows = await tx.execute<{ id: string; to_address: string; sealed_content: string }>(
      sql`select id, to_address, sealed_content from mail_messages where template = ${template} and sealed_content is not null order by created_at, id`,
    )
    return rows.map(row => ({
      ...(JSON.parse(unseal(row.sealed_content, sealContext(companyId, row.id))) as Letters[L]),
      to: row.to_address,
    }))
  })
