import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { exportMembers } from '@/lib/groups/export'
import { operations } from '@/lib/registry'
import { deactivateUser } from '@/lib/users/commands'
import { exportUsers } from '@/lib/users/export'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { refusal, refusalCode, signedIn, type SignedInUser } from '@/testing/run-as'
import { makeWorld, samples } from '@/testing/samples'
import { seedBulk } from '@/testing/seed'
import { auditTrail, snapshot } from '@/testing/snapshot'
import type { Operation } from './define'
import { exportFile } from './export-file'
import { EXPORT_ROWS, FILE_OF_A_PAGE, type ExportOutput } from './list-export'

type Export = Operation<z.ZodType, ExportOutput>

const exports = operations.filter(({ internal }) => internal === FILE_OF_A_PAGE) as unknown as Export[]

const begun = (operation: unknown, as: SignedInUser, input: Record<string, unknown> = {}) =>
  exportFile(operation as Export, as.caller, input)

async function textOf(operation: unknown, as: SignedInUser, input: Record<string, unknown> = {}): Promise<string> {
  const bytes = await new Response((await begun(operation, as, input)).content).arrayBuffer()
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

const rowsOf = (csv: string) => parse(csv, { bom: true, columns: true }) as Record<string, string>[]

const administrator = async (company: MadeCompany) =>
  signedIn(company, await company.user({ name: 'Ada', groups: [company.administrators] }))

const exportsIn = async (company: MadeCompany) =>
  (await auditTrail(company.id)).filter(({ event }) => event === 'list.exported').map(({ data }) => data)

describe('A list as CSV', () => {
  test('opens in a spreadsheet: a mark for UTF-8, columns with headings, groups in a cell, times in UTC', async () => {
    const company = await makeCompany()
    const [sales, zoo] = [await company.group({ name: 'Sales' }), await company.group({ name: 'Zoo, "B"' })]
    await company.user({ name: 'Zoë Ōe', email: 'zoe@example.com', title: 'Boss', groups: [sales, zoo] })
    const csv = await textOf(exportUsers, await administrator(company), { q: 'zoe' })
    expect(csv.startsWith('\ufeffName,Email,Title,Status,Groups,Last sign-in,Created,')).toBe(true)
    expect(csv.endsWith('\r\n')).toBe(true)
    expect(rowsOf(csv)).toEqual([
      expect.objectContaining({
        Name: 'Zoë Ōe',
        Title: 'Boss',
        Groups: 'Sales; Zoo, "B"',
        'Last sign-in': '',
        Created: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      }),
    ])
  })

  test('has no cell that begins a formula', async () => {
    const company = await makeCompany()
    const group = await company.group({ name: '=1+1' })
    for (const name of ['=cmd()', '+1', '-1', '@sum']) await company.user({ name, title: '=2', groups: [group] })
    const rows = rowsOf(await textOf(exportUsers, await administrator(company), { group: group.id }))
    expect(rows.map(row => row.Name).toSorted()).toEqual(["'+1", "'-1", "'=cmd()", "'@sum"])
    expect(rows.flatMap(row => Object.values(row)).filter(cell => /^[=+\-@\t\r]/.test(cell))).toEqual([])
  })
})

test('A list as JSON Lines is an object a line, with lists as lists and what is empty as null', async () => {
  const company = await makeCompany()
  const group = await company.group({ name: 'Sales' })
  const zoe = await company.user({ name: 'Zoë', title: '', groups: [group] })
  const text = await textOf(exportUsers, await administrator(company), { q: 'zoe', format: 'jsonl' })
  expect(text.endsWith('}\n')).toBe(true)
  expect(
    text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line)),
  ).toMatchObject([{ id: zoe.id, name: 'Zoë', groups: ['Sales'], lastSignInAt: null }])
})

describe.each(exports.map(operation => [operation.name, operation] as const))('%s', (name, operation) => {
  test('heads every column in words, and writes both formats of the same rows', async () => {
    const world = await makeWorld()
    const as = await administrator(world.company)
    const input = await samples[name]!(world)
    const titles = Object.values(operation.output.shape.rows.element.shape).map(
      field => (field as z.ZodType).meta()?.title,
    )
    expect(titles.filter(title => !title || !/^[A-Z]/.test(title))).toEqual([])
    const csv = await textOf(operation, as, input)
    const lines = (await textOf(operation, as, { ...input, format: 'jsonl' })).split('\n').filter(Boolean)
    expect(csv.replace('\ufeff', '').split('\r\n')[0]).toBe(titles.join(','))
    // The log has one event more by then.
    expect(lines.length - rowsOf(csv).length).toBe(name === 'audit.export' ? 1 : 0)
  })
})

describe('What is exported', () => {
  test('is what the list is narrowed to, and the audit log says to what, in which format, and how much it was', async () => {
    const company = await makeCompany()
    await company.user({ name: 'Zoe Here' })
    const gone = await company.user({ name: 'Zoe Gone', status: 'inactive' })
    const ada = await administrator(company)
    const rows = rowsOf(await textOf(exportUsers, ada, { q: 'zoe', status: 'inactive' }))
    expect(rows.map(row => row.ID)).toEqual([gone.id])
    expect(await exportsIn(company)).toEqual([
      { list: 'users', format: 'csv', filters: { q: 'z…', status: 'inactive' }, rows: 1 },
    ])
  })

  test('is nothing to who may not see the list, and nothing of another company', async () => {
    const [acme, globex] = [await makeCompany(), await makeCompany()]
    await acme.user({ name: 'Zoe Acme' })
    const secret = await globex.group({ name: 'Secret' })
    await globex.user({ name: 'Zoe Globex', groups: [secret] })
    const eve = await signedIn(acme, await acme.user({ name: 'Eve', can: ['groups:read'] }))
    const before = await snapshot(acme.id)
    expect(await refusalCode(begun(exportUsers, eve))).toBe('forbidden')
    expect(await snapshot(acme.id)).toEqual(before)
    expect(await exportsIn(acme)).toEqual([])
    const ada = await administrator(acme)
    expect(rowsOf(await textOf(exportUsers, ada, { q: 'zoe' })).map(row => row.Name)).toEqual(['Zoe Acme'])
    expect(await refusalCode(begun(exportMembers, ada, { groupId: secret.id }))).toBe('not_found')
    expect(await refusalCode(begun(exportUsers, ada, { format: 'xlsx' }))).toBe('invalid_input')
    const elsewhere = { ...ada, caller: { ...ada.caller, slug: globex.slug } }
    expect(await refusalCode(begun(exportUsers, elsewhere))).toBe('other_company')
  })

  test('comes in parts, each person once and in order, and is recorded as it begins and as it ends', async () => {
    const company = await makeCompany()
    await seedBulk({ slug: company.slug, users: 2 * EXPORT_ROWS + 50, groups: 3, events: 10 })
    const ada = await administrator(company)
    const rows = rowsOf(await textOf(exportUsers, ada))
    expect(new Set(rows.map(row => row.ID)).size).toBe(rows.length)
    expect(rows.length).toBeGreaterThan(2 * EXPORT_ROWS)
    const about = { list: 'users', format: 'csv', filters: {} }
    expect(await exportsIn(company)).toEqual([about, { ...about, rows: rows.length }])
  })

  test('breaks off where access ends in the middle, and is not said to be complete', async () => {
    const company = await makeCompany()
    await seedBulk({ slug: company.slug, users: 4 * EXPORT_ROWS, groups: 1, events: 1 })
    const ada = await administrator(company)
    const user = await company.user({ can: ['users:read'] })
    const reader = (await begun(exportUsers, await signedIn(company, user))).content.getReader()
    expect((await reader.read()).done).toBe(false)
    await ada.does(deactivateUser, { userId: user.id })
    const readOn = async () => {
      while (!(await reader.read()).done);
    }
    expect((await refusal(readOn())).code).toBe('unauthenticated')
    expect((await exportsIn(company)).map(({ rows }) => rows)).toEqual([undefined])
  })

  test('is two files of a person at once; a third waits until one is done or given up', async () => {
    const company = await makeCompany()
    await seedBulk({ slug: company.slug, users: 3 * EXPORT_ROWS, groups: 1, events: 1 })
    const [ada, eve] = [await administrator(company), await administrator(company)]
    const [first, second] = [await begun(exportUsers, ada), await begun(exportUsers, ada)]
    const refused = await refusal(begun(exportUsers, ada))
    expect([refused.code, refused.status, refused.retryAfter]).toEqual(['too_often', 429, 10])
    await new Response((await begun(exportUsers, eve)).content).arrayBuffer()
    await first.content.cancel()
    await new Response(second.content).arrayBuffer()
    // Who leaves before anybody takes the file holds nothing up either.
    for (let n = 0; n < 3; n++) {
      const left = new AbortController()
      const request = { ...ada.caller.request, signal: left.signal }
      await exportFile(exportUsers as unknown as Export, { ...ada.caller, request }, {})
      left.abort()
    }
    for (let n = 0; n < 3; n++) await textOf(exportUsers, ada, { status: 'inactive' })
  })
})
