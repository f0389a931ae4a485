import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { expect, test } from 'vitest'
import { makeCompany } from '@/db/factories'
import { mailMessagesIn } from '@/db/repositories/mail-messages'
import { inCompany } from '@/db/scope'
import { asMailRow, sendAll } from './post'
import { sendWaiting } from './send-waiting'

const content = { company: 'Acme', sender: 'Alice', settingsUrl: 'http://127.0.0.1:3000/acme/settings' }

/** The queue belongs to a role of its own, so a test looks at it as the administrator of the server. */
async function waitingJobs(companyId: string): Promise<{ task: string; id: string }[]> {
  const admin = postgres(process.env.DATABASE_URL!, { max: 1, onnotice: () => {} })
  const rows = await admin<{ task: string; id: string }[]>`
    select t.identifier as task, j.payload ->> 'id' as id
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where j.payload ->> 'companyId' = ${companyId}`
  await admin.end()
  return [...rows]
}

test('Thousands of mails are one job at first, which gives each that waits one of its own, once', async () => {
  const company = await makeCompany()
  const ids = await inCompany(company.id, async scope => {
    const rows = Array.from({ length: 1203 }, (_, n) => asMailRow(scope, { template: 'test', to: { name: '', address: `p${n}@acme.example` }, content }))
    await mailMessagesIn(scope).insertMany(rows)
    await scope.tx.execute(sql`update mail_messages set state = 'sent' where id = ${rows[7]!.id}`)
    await sendAll(scope, rows.map(row => row.id))
    return rows.map(row => row.id).filter(id => id !== rows[7]!.id)
  })
  expect((await waitingJobs(company.id)).map(job => job.task)).toEqual(['mail.sendWaiting'])
  await sendWaiting(company.id)
  await sendWaiting(company.id)
  const jobs = (await waitingJobs(company.id)).filter(job => job.task === 'mail.send')
  expect(jobs.map(job => job.id).sort()).toEqual(ids.sort())
})
