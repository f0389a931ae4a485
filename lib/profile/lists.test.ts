import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { listAuditEventsPage } from '@/lib/audit/queries'
import { listGroupsPage } from '@/lib/groups/queries'
import { listImportsPage } from '@/lib/imports/queries'
import { listInvitationsPage } from '@/lib/invitations/queries'
import { viewMail } from '@/lib/mail/queries'
import { listPermissionsPage } from '@/lib/permissions/queries'
import { listUsersPage } from '@/lib/users/queries'
import { makeCompany } from '@/testing/factories'
import { refusal, refusalCode, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { exportProfile } from './export'
import { chooseColumns, deleteView, saveView } from './list-commands'

async function adaAndBob() {
  const company = await makeCompany()
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  const bob = await company.user({ name: 'Bob', can: ['users:read'] })
  return { company, ada, bob, asAda: await signedIn(company, ada), asBob: await signedIn(company, bob) }
}

const view = { list: 'users', name: 'Gone', query: 'status=inactive&cursor=abc&sort=-created' } as const

test('Somebody sees the columns that they chose, and nobody else does', async () => {
  const { asAda, asBob } = await adaAndBob()
  await asAda.does(chooseColumns, { list: 'users', columns: ['status', 'email', 'status'] })
  expect((await asAda.does(listUsersPage, {})).columns).toEqual(['email', 'status'])
  expect((await asBob.does(listUsersPage, {})).columns).toBeNull()
  await asAda.does(chooseColumns, { list: 'users' })
  expect((await asAda.does(listUsersPage, {})).columns).toBeNull()
})

test('Each list has columns and views of its own', async () => {
  const { company, asAda } = await adaAndBob()
  await asAda.does(chooseColumns, { list: 'groups', columns: ['members', 'slug'] })
  await asAda.does(chooseColumns, { list: 'invitations', columns: [] })
  await asAda.does(chooseColumns, { list: 'permissions', columns: ['allows', 'key'] })
  await asAda.does(chooseColumns, { list: 'mail', columns: ['queued', 'email'] })
  await asAda.does(chooseColumns, { list: 'imports', columns: ['uploaded', 'status'] })
  for (const list of ['groups', 'invitations', 'permissions', 'mail', 'audit-log'] as const)
    await asAda.does(saveView, { ...view, list })
  const views = [{ name: 'Gone' }]
  expect(await asAda.does(listGroupsPage, {})).toMatchObject({ columns: ['slug', 'members'], views })
  expect(await asAda.does(listInvitationsPage, {})).toMatchObject({ columns: [], views })
  expect(await asAda.does(listPermissionsPage, {})).toMatchObject({ columns: ['key', 'allows'], views })
  expect(await asAda.does(viewMail, {})).toMatchObject({ columns: ['email', 'queued'], views })
  expect(await asAda.does(listImportsPage, {})).toMatchObject({ columns: ['status', 'uploaded'] })
  expect(await asAda.does(listAuditEventsPage, {})).toMatchObject({ views })
  expect(await asAda.does(listUsersPage, {})).toMatchObject({ columns: null, views: [] })
  const before = (await snapshot(company.id)).list_preferences
  for (const list of ['groups', 'permissions', 'mail', 'imports'] as const) {
    const foreign = await refusal(asAda.does(chooseColumns, { list, columns: ['title'] }))
    expect([foreign.code, foreign.fields]).toEqual(['invalid_input', { columns: 'This column does not exist.' }])
  }
  // Nothing narrows imports, so there is nothing to keep.
  const unviewed = await refusal(asAda.does(saveView, { ...view, list: 'imports' as 'users' }))
  expect([unviewed.code, Object.keys(unviewed.fields ?? {})]).toEqual(['invalid_input', ['list']])
  expect((await snapshot(company.id)).list_preferences).toEqual(before)
})

test('A view is saved, renamed and deleted by its person alone, and begins at its first page', async () => {
  const { company, asAda, asBob } = await adaAndBob()
  const { id } = await asAda.does(saveView, view)
  expect((await asAda.does(listUsersPage, {})).views).toEqual([
    { id, name: 'Gone', query: 'status=inactive&sort=-created' },
  ])
  expect((await asBob.does(listUsersPage, {})).views).toEqual([])
  const before = (await snapshot(company.id)).list_preferences
  expect(await refusalCode(asBob.does(saveView, { ...view, viewId: id }))).toBe('not_found')
  expect(await refusalCode(asBob.does(deleteView, { list: 'users', viewId: id }))).toBe('not_found')
  expect((await refusal(asAda.does(saveView, view))).fields).toEqual({
    name: 'You already have a view with this name.',
  })
  expect((await snapshot(company.id)).list_preferences).toEqual(before)
  await asAda.does(saveView, { ...view, name: 'Inactive', viewId: id })
  expect((await asAda.does(listUsersPage, {})).views).toMatchObject([{ id, name: 'Inactive' }])
  await asAda.does(deleteView, { list: 'users', viewId: id })
  expect((await asAda.does(listUsersPage, {})).views).toEqual([])
  expect(await refusalCode(asAda.does(deleteView, { list: 'users', viewId: randomUUID() }))).toBe('not_found')
})

const keptLists = ['users', 'permissions', 'mail'] as const

test.each(keptLists)('A person has at most 50 views of %s, with names of at most 60 characters', async list => {
  const { asAda } = await adaAndBob()
  for (let n = 0; n < 50; n++) await asAda.does(saveView, { ...view, list, name: `View ${n}` })
  expect(await refusalCode(asAda.does(saveView, { ...view, list, name: 'One more' }))).toBe('conflict')
  expect((await asAda.does(exportProfile, {})).lists.map(({ views }) => views.length)).toEqual([50])
  const long = await refusal(asAda.does(saveView, { ...view, list, name: 'x'.repeat(61) }))
  expect(long.fields).toEqual({ name: 'The name can have at most 60 characters.' })
})

test('Views and columns are among what somebody may have of themselves; the log tells of them without their words', async () => {
  const { company, asAda } = await adaAndBob()
  const { id } = await asAda.does(saveView, { ...view, query: 'q=somebody' })
  await asAda.does(chooseColumns, { list: 'users', columns: ['email'] })
  const event = (await auditTrail(company.id)).find(one => one.event === 'profile.view_saved')
  expect(event?.data).toEqual({ list: 'users', view: id, fresh: true })
  expect((await asAda.does(exportProfile, {})).lists).toEqual([
    { list: 'users', columns: ['email'], views: [{ id, name: 'Gone', query: 'q=somebody' }] },
  ])
})
