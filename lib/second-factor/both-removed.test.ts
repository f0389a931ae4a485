import { sql } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { inCompany } from '@/db/scope'
import { execute } from '@/lib/operation/run'
import { removePasskey } from '@/lib/passkeys/commands'
import { request } from '@/testing/run-as'
import { personWithFactor, require2fa } from '@/testing/second-factor'
import { removeSecondFactor } from './commands'

// Two at once need a connection each; elsewhere the suite runs with a pool of one.
vi.hoisted(() => {
  process.env.DATABASE_POOL_MAX = '4'
})

test('Of an app and a passkey that are removed at the same moment, one stays where a second factor is required', async () => {
  const rounds = Array.from({ length: 20 }, async () => {
    const { company, ada } = await personWithFactor()
    await require2fa(company, 30)
    const [passkey] = await inCompany(company.id, ({ tx }) =>
      tx.execute<{ id: string }>(
        sql`insert into passkeys (company_id, id, user_id, name, credential_id, public_key) values (${company.id}, gen_random_uuid(), ${ada.id}, 'Key', 'x', 'x') returning id`,
      ),
    )
    const call = { session: await company.session(ada, { secondFactorAt: new Date() }), request: request() }
    const ended = await Promise.allSettled([
      execute(removeSecondFactor, call, {}),
      execute(removePasskey, call, { passkeyId: passkey!.id }),
    ])
    const refused = ended.flatMap(one => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : []))
    const [left] = await inCompany(company.id, ({ tx }) =>
      tx.execute<{ apps: number; passkeys: number }>(
        sql`select (select count(*)::int from totp_factors) as apps, (select count(*)::int from passkeys) as passkeys`,
      ),
    )
    return { refused, left: left!.apps + left!.passkeys }
  })
  expect(await Promise.all(rounds)).toEqual(
    Array.from({ length: 20 }, () => ({ refused: ['still_required'], left: 1 })),
  )
})
