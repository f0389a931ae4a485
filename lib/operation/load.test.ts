import { inspect } from 'node:util'
import { sql } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { makeCompany } from '@/testing/factories'
import { request } from '@/testing/run-as'
import { query, type RequestFacts } from './define'
import { load } from './load'

const browser = vi.hoisted(() => ({ sessions: [] as RequestFacts['sessions'] }))
vi.mock('./request-facts', () => ({ requestFacts: async () => ({ ...request(), sessions: browser.sessions }) }))

const failing = query({
  name: 'test.fail',
  permission: null,
  because: 'It is a test.',
  explain: 'Fail.',
  input: z.object({}),
  output: z.unknown(),
  internal: 'It is a test.',
  run: async ({ scope }) => scope.tx.execute(sql`select ${'somebody@example.com'}::text from no_such_table`),
})

test('What a page throws to Next, which prints it, has neither the statement nor its parameters', async () => {
  const company = await makeCompany()
  const { token } = await company.session(await company.user())
  browser.sessions = [{ token, companyId: company.id }]
  const thrown: unknown = await load(failing, Promise.resolve({ company: company.slug }), Promise.resolve({})).then(
    () => undefined,
    error => error,
  )
  expect(thrown).toMatchObject({ code: 'internal' })
  expect(inspect(thrown, { depth: 9 })).not.toMatch(/somebody@example|no_such_table/)
})
