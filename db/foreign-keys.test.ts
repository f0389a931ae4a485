import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { required } from '@/lib/kernel/env'
import { makeCompany } from '@/testing/factories'
import { invitationsIn } from './repositories/invitations'
import { mailMessagesIn } from './repositories/mail-messages'
import { inCompany, type CompanyScope } from './scope'

const DAY_MS = 86_400_000

/** Invitations with a mail each, as many as are asked for. */
async function invite(scope: CompanyScope, userId: string, count: number) {
  const mails = Array.from({ length: count }, (_, n) => ({
    id: uuidv7(),
    template: 'invitation' as const,
    toAddress: `${n}@made.example`,
    toName: '',
    sealedContent: 'sealed',
  }))
  await mailMessagesIn(scope).insertMany(mails)
  await invitationsIn(scope).insertMany(
    mails.map(({ id, toAddress }) => ({
      id: uuidv7(),
      userId: null,
      email: toAddress,
      message: '',
      invitedBy: userId,
      granted: [],
      tokenSeed: id,
      tokenHash: id,
      expiresAt: new Date(Date.now() + DAY_MS),
      mailId: id,
    })),
  )
}

test.each(['anew', 'once'] as const)(
  'A foreign key is checked by its index, also by who began when the table was small, with plans that are made %s',
  async plans => {
    const company = await makeCompany()
    const ada = await company.user({})
    // The database keeps a session's plan for a check; it is made for good after a few, here with a table of one page.
    const admin = postgres(required('DATABASE_URL'), { max: 1 })
    await inCompany(company.id, scope => invite(scope, ada.id, 10))
    await admin`analyze mail_messages`
    await admin.end()
    await inCompany(company.id, scope => invite(scope, ada.id, 10))
    const scans = await inCompany(
      company.id,
      async scope => {
        await invite(scope, ada.id, 1000)
        const [row] = await scope.tx.execute<{ scans: number }>(
          sql`select seq_scan::int as scans from pg_stat_xact_user_tables where relname = 'mail_messages'`,
        )
        return row?.scans
      },
      { plans },
    )
    expect(scans).toBe(0)
  },
)
