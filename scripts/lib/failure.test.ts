import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { inCompany } from '@/db/scope'
import { notFound } from '@/lib/kernel/errors'
import { makeCompany } from '@/testing/factories'
import { explainFailure } from './failure'

const NAME = 'Somebody Whose Name Is Private'

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

const logOf = (text: string): string => {
  const number = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(text)![0]
  const lines = readFileSync(join(process.env.CONSOLE_DATA_DIR!, 'log/commands.log'), 'utf8').split('\n')
  return lines.find(line => line.includes(number))!
}

test('A failed statement is a sentence; what it was to write is neither printed nor logged', async () => {
  const company = await makeCompany()
  const error = await failureOf(
    inCompany(company.id, ({ tx }) =>
      tx.execute(
        sql`insert into groups (company_id, id, name, name_key, slug) values (${company.id}, null, ${NAME}, 'x', 'x')`,
      ),
    ),
  )
  const text = explainFailure(error, { command: 'seed', done: ['2 groups'] })
  expect(text).toMatch(
    /^The database refused: what was to be written breaks a rule of its tables \(SQLSTATE 23502\)\.\nDone before it failed, and kept: 2 groups\.\n/,
  )
  expect(text).not.toMatch(/insert into/i)
  expect(text).not.toContain(NAME)
  expect(logOf(text)).toContain('23502')
  expect(logOf(text)).not.toContain(NAME)
})

test('A mistake of our own is no sentence, and stands in the log', () => {
  const text = explainFailure(new TypeError('undefined is not a function'), { command: 'start' })
  expect(text).toMatch(/^Something unforeseen happened\.\nThe log has the details under /)
  expect(logOf(text)).toContain('undefined is not a function')
})

test('A refusal says what it is; for a start, a sentence of ours is all', () => {
  expect(explainFailure(notFound('Company'), { command: 'company resume', done: [] })).toMatch(
    /^Company not found\.\nNothing had been done before it failed\.\nThe log has the details under /,
  )
  expect(explainFailure(new Error('Port 3000 is taken.'), { command: 'start' })).toBe('Port 3000 is taken.')
})
