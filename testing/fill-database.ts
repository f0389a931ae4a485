import { sql } from 'drizzle-orm'
import { companiesIn } from '@/db/repositories/companies'
import { usersIn } from '@/db/repositories/users'
import { inCompany } from '@/db/scope'
import { suspendCompany } from '@/lib/company/operator'
import { enqueueEmail } from '@/lib/platform/mail/enqueue'
import { seedDemo } from './demo'
import type { MadeCompany } from './factories'
import { fillTables } from './fill-tables'
import { makeWorld, samples, type World } from './samples'

/**
 * Fills the database as years of use would: the demo, and companies with rows in every table, those of each state and the
 * odd ones, too. For fixtures of migrations, so whatever a version adds belongs here.
 */
export async function fillDatabase(): Promise<void> {
  await seedDemo()
  const world = await makeWorld()
  await fillTables(world)
  await odd(world)
  await mailOfEveryState(world)
  await invitationsAndImports(world)
  await samples['security.keep']?.(world)
  await formerSlugs(world.company)
  // Beside the other one: the same in every table, of somebody else.
  const other = await makeWorld()
  await fillTables(other)
  await suspendCompany(other.company.slug, { because: 'The bill of May is open.' })
}

/** Texts that a dump could trip over, and what no sample has. */
async function odd({ company, group, member, inactive }: World): Promise<void> {
  const zoe = await company.user({
    name: `Zoë "Zo" O'Neil \\ 王`,
    title: '=1+1',
    groups: [group, company.administrators],
  })
  await inCompany(company.id, scope =>
    usersIn(scope).update(zoe.id, { name: `Zoë O'Neil-Łuczak \\ 王` }, { by: zoe.id }),
  )
  const userAgent = `Mozilla/5.0 (it's "new")`
  const pending = await company.session(zoe, { pending: true, method: 'email_code', ip: '203.0.113.9', userAgent })
  const renamed = JSON.stringify({ from: `O'Hara`, to: 'Ö\\"\n' })
  await inCompany(company.id, async ({ tx }) => {
    await tx.execute(
      sql`update users set deactivation_reason = ${'Left.\nCame back; left again.'} where id = ${inactive.id}`,
    )
    await tx.execute(sql`update groups set requires_second_factor = true, second_factor_grace_days = 7, second_factor_since = now()
      where id = ${group.id}`)
    await tx.execute(sql`update sessions set ended_at = now() where user_id = ${member.id}`)
    await tx.execute(sql`update throttles set failures = 7, blocked_until = now() + interval '4 minutes'`)
    await tx.execute(sql`
      insert into audit_events (company_id, id, event, kind, severity, outcome, actor_kind, target_type, target_id, data, operation, request_id, user_agent)
      values (${company.id}, gen_random_uuid(), 'company.renamed', 'change', 'low', 'succeeded', 'operator', 'company', ${company.id},
          ${renamed}::jsonb, 'company.rename', 'x', null),
        (${company.id}, gen_random_uuid(), 'session.ended', 'sign-in', 'informational', 'succeeded', 'console', 'session', ${pending.id},
          '{}', 'sessions.end', 'y', 'Mozilla/5.0')`)
  })
}

const errors = {
  queued: null,
  sending: '421 Too many connections',
  delayed: 'ECONNREFUSED: connect ECONNREFUSED 192.0.2.25:587',
  sent: null,
  failed: '550 No such user',
  off: 'ENOSPC: no space left on device, write /srv/console/mail/1.eml',
}

async function mailOfEveryState({ company, member }: World): Promise<void> {
  const to = { name: member.name, address: member.email }
  const content = { company: company.name, sender: member.name, settingsUrl: 'http://localhost:3000/' }
  await inCompany(company.id, async scope => {
    for (const [state, error] of Object.entries(errors)) {
      const id = await enqueueEmail(scope, { template: 'test', to, userId: member.id, content })
      const settled = ['sent', 'failed', 'off'].includes(state)
      await scope.tx
        .execute(sql`update mail_messages set state = ${state}, last_error = ${error}, attempts = ${error ? 3 : 0},
        claimed_at = case when ${state} = 'sending' then now() end, settled_at = case when ${settled} then now() end,
        next_attempt_at = case
          when ${state} = 'delayed' then now() + interval '1 hour' when ${settled} then null else next_attempt_at end,
        sealed_content = case when not ${settled} then sealed_content end where id = ${id}`)
    }
    const code = { company: company.name, code: '123 456', expiresAt: new Date().toISOString() }
    await enqueueEmail(scope, { template: 'sign-in-code', to, userId: member.id, content: code })
  })
}

async function invitationsAndImports({ company, group, administrator, imports }: World): Promise<void> {
  await company.importOf({ by: administrator, state: 'queued', fileName: `people, "new" and 'old'.csv` })
  await company.importOf({ by: administrator, state: 'undone' })
  const of = async (change: ReturnType<typeof sql>): Promise<void> => {
    const { id } = await company.invitation({ by: administrator, groups: [group] })
    await inCompany(company.id, ({ tx }) => tx.execute(sql`update invitations set ${change} where id = ${id}`))
  }
  await of(sql`cancelled_at = now()`)
  await of(sql`expires_at = now() - interval '1 day'`)
  await of(sql`copied_by = array[${administrator.id}]::uuid[], message = ${"Welcome!\n\nIt’s 9 o'clock."}`)
  await of(sql`import_id = ${imports.done.id}`)
  await of(sql`accepted_at = now()`)
  const names = JSON.stringify([group.name, 'Ops "night"'])
  await inCompany(company.id, ({ tx }) =>
    tx.execute(sql`update import_rows set group_names = ${names}::jsonb, outcome = 'invited'
      where import_id in (${imports.done.id}, ${imports.running.id}) and line = 2`),
  )
}

const formerSlugs = ({ id, slug }: MadeCompany): Promise<void> =>
  inCompany(id, async scope => {
    for (const next of [`${slug}-second`, `${slug}-third`]) await companiesIn(scope).changeSlug(next, { by: null })
  })
