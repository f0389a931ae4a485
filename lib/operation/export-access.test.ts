import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { exportImportRows } from '@/lib/imports/export'
import { exportMail } from '@/lib/mail/export'
import { exportHolders } from '@/lib/permissions/export'
import { exportOwnSessions } from '@/lib/profile/session-export'
import { exportUserSessions } from '@/lib/users/session-export'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { refusalCode, signedIn, type SignedInUser } from '@/testing/run-as'
import { makeWorld, type World } from '@/testing/samples'
import { auditTrail, snapshot } from '@/testing/snapshot'
import type { Operation } from './define'
import { exportFile } from './export-file'
import type { ExportOutput } from './list-export'

type Export = Operation<z.ZodType, ExportOutput>

const begun = (operation: unknown, as: SignedInUser, input: Record<string, unknown> = {}) =>
  exportFile(operation as Export, as.caller, input)

/** The file as JSON Lines. */
async function rowsOf(operation: unknown, as: SignedInUser, input: Record<string, unknown> = {}) {
  const { content } = await begun(operation, as, { ...input, format: 'jsonl' })
  const lines = (await new Response(content).text()).split('\n').filter(Boolean)
  return lines.map(line => JSON.parse(line) as Record<string, unknown>)
}

const exportsIn = async (company: MadeCompany) =>
  (await auditTrail(company.id)).filter(({ event }) => event === 'list.exported')

interface Tried {
  operation: unknown
  name: string
  input: (world: World) => Record<string, unknown>
  /** What it takes, and what is one too few. */
  can: string[]
  cannot: string[]
  list: string
  target?: (world: World) => string
}

const tried: Tried[] = [
  {
    operation: exportHolders,
    name: 'The people who have a permission',
    input: ({ ledger }) => ({ permissionId: ledger }),
    can: ['permissions:read', 'users:read'],
    cannot: ['permissions:read'],
    list: 'holders',
    target: ({ ledger }) => ledger,
  },
  {
    operation: exportMail,
    name: 'The list of emails',
    input: () => ({ state: 'sent' }),
    can: ['settings:read'],
    cannot: ['users:read'],
    list: 'mail',
  },
  {
    operation: exportImportRows,
    name: 'The rows of an import',
    input: ({ imports }) => ({ importId: imports.reviewed.id }),
    can: ['users:import'],
    cannot: ['users:invite'],
    list: 'import_rows',
    target: ({ imports }) => imports.reviewed.id,
  },
  {
    operation: exportUserSessions,
    name: 'The sessions of a person',
    input: ({ member }) => ({ userId: member.id }),
    can: ['users:read'],
    cannot: ['groups:read'],
    list: 'sessions',
    target: ({ member }) => member.id,
  },
]

describe.each(tried)('$name', ({ operation, input, can, cannot, list, target }) => {
  test('are a file for who may see them, which is recorded, and nothing to anybody else', async () => {
    const world = await makeWorld()
    const { company } = world
    const [reader, other] = [
      await signedIn(company, await company.user({ can })),
      await signedIn(company, await company.user({ can: cannot })),
    ]
    const before = await snapshot(company.id)
    expect(await refusalCode(begun(operation, other, input(world)))).toBe('forbidden')
    expect(await exportsIn(company)).toEqual([])
    const rows = await rowsOf(operation, reader, input(world))
    const [event] = await exportsIn(company)
    expect(event).toMatchObject({
      data: { list, format: 'jsonl', rows: rows.length },
      target_id: target?.(world) ?? null,
    })
    expect(await snapshot(company.id)).toEqual(before)
  })
})

test('Whoever has a permission is in the file, with the groups that it comes through', async () => {
  const company = await makeCompany()
  const [posters, all] = [
    await company.group({ name: 'Posters', grants: ['ledger:post'] }),
    await company.group({ name: 'Bookkeepers', grants: ['ledger:*'] }),
  ]
  const [id = ''] = await company.permissionIds(['ledger:post'])
  await company.user({ name: '=Bob', groups: [posters, all] })
  await company.user({ name: 'Nobody' })
  const reader = await signedIn(company, await company.user({ can: ['permissions:read', 'users:read'] }))
  expect(await rowsOf(exportHolders, reader, { permissionId: id })).toMatchObject([
    { name: '=Bob', through: ['Bookkeepers', 'Posters'] },
  ])
  const { content } = await begun(exportHolders, reader, { permissionId: id })
  expect(await new Response(content).text()).toContain("'=Bob,")
})

test('Rows of an import are those of the kind that is looked at', async () => {
  const { company, imports } = await makeWorld()
  const reader = await signedIn(company, await company.user({ can: ['users:import'] }))
  const shown = await rowsOf(exportImportRows, reader, { importId: imports.reviewed.id, show: 'new' })
  expect(shown.length).toBeGreaterThan(0)
  expect(shown.every(({ verdict }) => verdict === 'new')).toBe(true)
  expect((await exportsIn(company))[0]).toMatchObject({ data: { filters: { show: 'new' }, rows: shown.length } })
})

test('One’s own sessions are a file for everybody, without those of others', async () => {
  const company = await makeCompany()
  const [bob, eve] = [await company.user(), await company.user()]
  const [asBob] = [await signedIn(company, bob), await signedIn(company, bob), await signedIn(company, eve)]
  expect(await rowsOf(exportOwnSessions, asBob!)).toHaveLength(2)
  expect((await exportsIn(company))[0]).toMatchObject({
    actor_id: bob.id,
    target_id: bob.id,
    data: { list: 'sessions', filters: {}, rows: 2 },
  })
})
