import { sql } from 'drizzle-orm'
import { inCompany } from '@/db/scope'
import { decrypt } from '@/lib/kernel/encryption'
import type { AnyOperation } from '@/lib/operation/define'
import { execute } from '@/lib/operation/run'
import { emailEncryptionContext } from '@/lib/platform/mail/enqueue'
import { makeCompany, type MadeCompany } from './factories'
import { request } from './run-as'

/** Somebody with a factor, after the right password and before the code. */
export async function awaitingSecondFactor(company: MadeCompany, user: { id: string }) {
  const session = await company.session(user, {
    pending: true,
    steppedUpAt: null,
    expiresAt: new Date(Date.now() + 300_000),
  })
  return (operation: AnyOperation, input: unknown = {}, facts = request()) =>
    execute(operation, { session, slug: company.slug, request: facts }, input).then(({ data }) => data as never)
}

export async function personWithFactor(options: Parameters<MadeCompany['user']>[0] = {}) {
  const company = await makeCompany()
  const ada = await company.user(options)
  return { company, ada, ...(await company.secondFactor(ada)) }
}

/** The mails that wait to be sent: what kind, to whom, and what stands in them. */
export const mails = (company: MadeCompany) =>
  inCompany(company.id, async ({ tx }) => {
    const rows = await tx.execute<{ id: string; template: string; to_address: string; sealed_content: string }>(
      sql`select id, template, to_address, sealed_content from mail_messages order by created_at, id`,
    )
    return rows.map(row => ({
      template: row.template,
      to: row.to_address,
      content: decrypt(row.sealed_content, emailEncryptionContext(company.id, row.id)),
    }))
  })

export const require2fa = (company: MadeCompany, graceDays = 0) =>
  inCompany(company.id, ({ tx }) =>
    tx.execute(
      sql`update companies set security = jsonb_build_object('secondFactor', jsonb_build_object('required', true, 'graceDays', ${graceDays}::int, 'since', '2026-01-01T00:00:00Z'))`,
    ),
  )
