import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, vi } from 'vitest'
import type { StatementListener } from '@/db/client'
import type * as Scope from '@/db/scope'

/*
 * Before each file of tests where RECORD_STATEMENTS names a folder: what the application sends to the database while they run is
 * written there.
 */

/** A statement that the application sent, once for each way in which it says which company it is about. */
export interface RecordedStatement {
  text: string
  /** Numbers of the parameters that are the company's id. */
  companyParameters: number[]
  /** Undefined before a company is known. */
  companyId: string | undefined
  /** Those of the first time, for EXPLAIN. */
  parameters: unknown[]
}

/** Whether the transaction was opened by the application, and not by a test that looks or changes something by itself. */
const origin = new AsyncLocalStorage<{ application: boolean }>()

const isTest = /\.test\.tsx?|[\\/]testing[\\/]|[\\/]bench[\\/]/

vi.mock('@/db/scope', async original => {
  const scope = await original<typeof Scope>()
  // Whoever called is the first line after this one.
  const mark = <Arguments extends unknown[], Result>(open: (...given: Arguments) => Result) =>
    function marked(...given: Arguments): Result {
      const caller = new Error('Who calls?').stack?.split('\n')[2] ?? ''
      return origin.run({ application: !isTest.test(caller) }, () => open(...given))
    }
  return {
    ...scope,
    inCompany: mark(scope.inCompany),
    inNoCompany: mark(scope.inNoCompany),
    inCompanyInBulk: mark(scope.inCompanyInBulk),
    companyIdBySlug: mark(scope.companyIdBySlug),
  }
})

/** What db/client.ts keeps there: to load it here would be to read the configuration before a test has set it. */
const shared = globalThis as typeof globalThis & { consoleStatements?: Set<StatementListener> }

recordStatements(process.env.RECORD_STATEMENTS!)

function recordStatements(into: string): void {
  const recorded = new Map<string, RecordedStatement>()
  const connections = new Map<number, { application: boolean; companyId?: string }>()
  ;(shared.consoleStatements ??= new Set()).add((text, parameters, connection) => {
    // A statement that waited for its turn on the connection is sent by somebody else's leave.
    const state = connections.get(connection) ?? { application: false }
    connections.set(connection, state)
    if (/^\s*begin/i.test(text)) state.companyId = undefined
    if (/\bset local app\./i.test(text)) state.application = origin.getStore()?.application ?? false
    state.companyId = /set local app\.company_id = '([^']+)'/.exec(text)?.[1] ?? state.companyId
    if (!state.application) return
    const companyParameters = parameters.flatMap((value, index) => (value === state.companyId ? [index + 1] : []))
    const key = `${text}\0${companyParameters.join()}`
    if (!recorded.has(key))
      recorded.set(key, { text, companyParameters, companyId: state.companyId, parameters: [...parameters] })
  })
  afterAll(() => {
    const lines = [...recorded.values()].map(statement => JSON.stringify(statement))
    writeFileSync(join(into, `${randomUUID()}.jsonl`), `${lines.join('\n')}\n`)
  })
}
