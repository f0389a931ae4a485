import { sql } from 'drizzle-orm'
import { inCompany } from '@/db/scope'
import { decrypt } from '@/lib/kernel/encryption'
import { emailEncryptionContext } from '@/lib/platform/mail/enqueue'
import type { TemplateName } from '@/lib/platform/mail/templates'
import type { TemplateContents } from '@/lib/platform/mail/templates/content'

/** What is written in the mails of one kind that still wait, the oldest first. */
export const queuedEmails = <L extends TemplateName>(
  companyId: string,
  template: L,
): Promise<(TemplateContents[L] & { to: string })[]> =>
  inCompany(companyId, async ({ tx }) => {
    const rows = await tx.execute<{ id: string; to_address: string; sealed_content: string }>(
      sql`select id, to_address, sealed_content from mail_messages where template = ${template} and sealed_content is not null order by created_at, id`,
    )
    return rows.map(row => ({
      ...(JSON.parse(decrypt(row.sealed_content, emailEncryptionContext(companyId, row.id))) as TemplateContents[L]),
      to: row.to_address,
    }))
  })
