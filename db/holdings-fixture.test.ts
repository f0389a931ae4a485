import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actorsIn } from '@/db/repositories/actors'
import { runBulk } from '@/lib/bulk/commands'
import { viewBulkResult } from '@/lib/bulk/queries'
import { undoImport } from '@/lib/imports/commands'
import { runUndo } from '@/lib/imports/undo'
import { forgetEnv } from '@/lib/kernel/env'
import { viewReceipt } from '@/lib/users/offboarding-queries'
import { afterSplit } from '@/testing/before-split'
import { earlierDatabase, type EarlierDatabase } from '@/testing/earlier-version'
import { makeSession } from '@/testing/factories'
import { signedIn } from '@/testing/run-as'
import { closeDatabase } from './client'
import { soleHoldersIn } from './repositories/sole-holders'
import { inCompany } from './scope'

/**
 * This version at work on a database of the version before, migrated: everybody has the access that they had, by what Console
 * itself asks; what could be undone can be undone, and receipts are there.
 */

const scratch = mkdtempSync(join(tmpdir(), 'console-holdings-fixture-'))
const dump = readFileSync('db/migrations/fixtures/0007_copied_links.sql', 'utf8')

let database: EarlierDatabase
/** As the former version had it: of each person, what their groups grant. */
let before: { company_id: string; id: string; status: string; keys: string[] }[]
const former = { url: process.env.DATABASE_URL }

beforeAll(async () => {
  database = await earlierDatabase('0007_copied_links', dump, { owner: 'superuser', scratch })
  const sql = database.asSuperuser
  // The dump has the bulk acts; here with somebody whom each put into its group.
  await sql`insert into memberships (company_id, group_id, user_id, created_at)
    select b.company_id, (b.data #>> '{group,id}')::uuid, u.id, b.at from audit_events b
    join lateral (select id from users u where u.company_id = b.company_id and u.status = 'active' and not exists (
      select 1 from memberships m where m.user_id = u.id and m.group_id = (b.data #>> '{group,id}')::uuid) order by id limit 1) u on true
    where b.event = 'users.bulk_done'`
  await sql`insert into audit_events (company_id, id, at, event, outcome, actor_kind, actor_id, target_type, target_id, data, operation, request_id)
    select m.company_id, gen_random_uuid(), b.at, 'group.member_added', 'succeeded', 'user', b.actor_id, 'user', m.user_id,
      jsonb_build_object('group', b.data -> 'group', 'bulk', b.target_id), 'users.bulk', b.request_id
    from audit_events b join memberships m on m.company_id = b.company_id and m.created_at = b.at and m.group_id = (b.data #>> '{group,id}')::uuid
    where b.event = 'users.bulk_done'`
  await sql`update imports set finished_at = now() where state = 'done'`
  before = await sql`
    select u.company_id, u.id, u.status, array_remove(array_agg(distinct p.resource || ':' || p.action), null) as keys
    from users u left join memberships m on m.company_id = u.company_id and m.user_id = u.id
    left join grants g on g.company_id = m.company_id and g.group_id = m.group_id
    left join permissions p on p.company_id = g.company_id and p.id = g.permission_id
    group by u.company_id, u.id, u.status`
  await database.migrate()
  process.env.DATABASE_URL = database.address
  forgetEnv()
  await closeDatabase()
})

afterAll(async () => {
  await closeDatabase()
  process.env.DATABASE_URL = former.url
  forgetEnv()
  await database.remove()
  rmSync(scratch, { recursive: true, force: true })
})

/** Somebody who may do everything in that company, signed in. */
async function administratorOf(companyId: string) {
  const [company] = await database.asSuperuser<{ id: string; slug: string; name: string }[]>`
    update companies set suspended_at = null where id = ${companyId} returning id, slug, name`
  const { id } = before.find(
    one => one.company_id === companyId && one.status === 'active' && one.keys.includes('*:*'),
  )!
  return signedIn({ ...company!, session: owner => makeSession(companyId, owner) }, { id })
}

test('Everybody may do what they could do, and nothing more', async () => {
  expect(before.filter(({ keys }) => keys.length).length).toBeGreaterThan(10)
  for (const { company_id: companyId, id, status, keys } of before) {
    const now = await inCompany(companyId, async scope => ({
      held: (await soleHoldersIn(scope).keysOf([id])).toSorted(),
      active: (await actorsIn(scope).byUser(id))?.permissions.toSorted(),
    }))
    const whole = afterSplit(keys)
    expect([id, now.held, now.active]).toEqual([id, whole, status === 'active' ? whole : undefined])
  }
})

test('A bulk act of before is told, and can be undone; the membership says that it came by it', async () => {
  const acts = await database.asSuperuser<{ company_id: string; id: string; group: string }[]>`
    select company_id, target_id as id, data #>> '{group,id}' as group from audit_events where event = 'users.bulk_completed'`
  expect(acts.length).toBeGreaterThan(0)
  for (const { company_id: companyId, id, group } of acts) {
    const ada = await administratorOf(companyId)
    expect(await ada.does(viewBulkResult, { bulkId: id })).toMatchObject({ act: 'add' })
    expect(await ada.does(runBulk, { act: 'remove', groupId: group, bulkId: id })).toMatchObject({ done: 1 })
    const rows = await database.asSuperuser`
      select added_via, ended_via from memberships where company_id = ${companyId} and group_id = ${group} and source_id = ${id}`
    expect([...rows]).toEqual([{ added_via: 'bulk', ended_via: 'bulk' }])
  }
})

test('The receipt of a deactivation is there', async () => {
  const found = await database.asSuperuser<{ company_id: string; id: string }[]>`
    select company_id, target_id as id from audit_events where event = 'user.deactivated'`
  expect(found.length).toBeGreaterThan(0)
  for (const { company_id: companyId, id } of found) {
    const ada = await administratorOf(companyId)
    expect(await ada.does(viewReceipt, { userId: id })).toMatchObject({
      receipt: { ended: { sessions: 1 } },
    })
  }
})

test('An import of before can be undone: its people go, their memberships are closed', async () => {
  const imports = await database.asSuperuser<{ company_id: string; id: string }[]>`
    select company_id, id from imports where state = 'done' and exists (select 1 from invitations i where i.import_id = imports.id
      and i.company_id = imports.company_id and i.accepted_at is null and i.cancelled_at is null)`
  expect(imports.length).toBeGreaterThan(0)
  for (const { company_id: companyId, id } of imports) {
    const ada = await administratorOf(companyId)
    await ada.does(undoImport, { importId: id })
    await runUndo(companyId, id)
    const rows = await database.asSuperuser`
      select added_via, ended_via from memberships where company_id = ${companyId} and source_id = ${id}`
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(row).toEqual({ added_via: 'import', ended_via: 'invitation_cancelled' })
  }
})
