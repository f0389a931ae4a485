import { sql } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { makeCompany } from '@/testing/factories'
import { insertRows } from './insert-rows'
import { mailMessages, users } from './schema'
import { inCompany } from './scope'

const written = (statement: ReturnType<typeof insertRows>) => new PgDialect().sqlToQuery(statement)

test('A row lacks what another has, and gets the default of the column; nobody has what has no default', () => {
  const [companyId, status] = [uuidv7(), 'invited' as const]
  const rows = [
    {
      companyId,
      status,
      name: 'Ada',
      nameKey: 'ada',
      email: 'ada@acme.example',
      emailKey: 'ada@acme.example',
      title: null,
    },
    { companyId, status, name: 'Bob', nameKey: 'bob', email: 'bob@acme.example', emailKey: 'bob@acme.example' },
  ]
  const { sql: text, params } = written(insertRows(users, rows, 'on conflict do nothing'))
  expect(text).toMatch(
    /^insert into "users" \("company_id", "id", "name", .*\) values \(\$1, .*\), \(.*default.*\) on conflict do nothing$/,
  )
  expect(params.slice(0, 1)).toEqual([companyId])
  expect(params).toContain(null)
  expect(text).not.toContain('password_hash')
})

test('What is stored is what drizzle stores: instants, lists and nothing', async () => {
  const company = await makeCompany()
  const user = await company.user({})
  const at = new Date('2026-05-31T10:20:30.456Z')
  const row = {
    companyId: company.id,
    userId: user.id,
    template: 'invitation' as const,
    toAddress: `"quoted" o'brien@acme.example`,
    toKey: 'key',
    toName: 'Zoë \\ {x}',
    sealedContent: null,
    createdAt: at,
  }
  const stored = await inCompany(company.id, async ({ tx }) => {
    await tx.execute(insertRows(mailMessages, [{ ...row, id: uuidv7() }]))
    await tx.insert(mailMessages).values({ ...row, id: uuidv7() })
    return tx.execute(sql`select to_jsonb(m) - 'id' as row from mail_messages m where company_id = ${company.id}`)
  })
  expect(stored).toHaveLength(2)
  expect(stored[0]).toEqual(stored[1])
  expect(JSON.stringify(stored[0])).toContain('10:20:30.456')
})
