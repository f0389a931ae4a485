import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addressKey, nameKey, spellingKey, wordsOf } from '@/lib/kernel/fold'
import { earlierDatabase, migrationTags, type EarlierDatabase } from '@/testing/earlier-version'
import { inspectKeys } from './inspect-keys'
import { isFolded } from './is-folded'
import { isMigrated } from './is-migrated'

const scratch = mkdtempSync(join(tmpdir(), 'console-refold-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** The last version whose keys the database made. */
const before = migrationTags[migrationTags.indexOf('0020_search') - 1]!

const [acme, globex] = [randomUUID(), randomUUID()]
const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** Names and addresses of which fold() makes less than lower() did; the oldest first. */
const names = ['Straße', 'strasse', 'Ops', 'Café', 'cafe', 'οδος', 'οδοσ']
const addresses = ['οδος@example.com', 'οδοσ@example.com', 'josé@example.com', 'jose@example.com', 'B@example.com']

const rows = [
  ...[acme, globex].map(
    company => `insert into companies (id, slug, name) values ('${company}', 'c-${company.slice(0, 8)}', 'C')`,
  ),
  ...[acme, globex].flatMap(company => [
    ...names.map(
      (name, n) => `insert into groups (company_id, id, name, slug, description, created_at)
        values ('${company}', '${id(n)}', '${name}', 'g-${n}', 'Über uns', now() - interval '${100 - n} days')`,
    ),
    ...addresses.map(
      (email, n) => `insert into users (company_id, id, name, email, title, status, created_at)
        values ('${company}', '${id(n)}', 'Łukasz İnan', '${email}', 'Recruiter', 'active', now() - interval '${100 - n} days')`,
    ),
    `insert into permissions (company_id, id, resource, action, description) values ('${company}', '${id(1)}', 'wiki', 'edit-pages', 'For a recruiter.')`,
    `insert into invitations (company_id, id, email, token_seed, token_hash, expires_at) values ('${company}', '${id(1)}', 'İ@Example.com', 's', 'h', now())`,
    `insert into imports (company_id, id, created_by, file_name, expiry_days, total) values ('${company}', '${id(1)}', '${id(1)}', 'x.csv', 7, 1)`,
    `insert into import_rows (company_id, import_id, line, email, name, group_names, verdict)
      values ('${company}', '${id(1)}', 2, 'ZOË@example.com', 'Zoë', '["ΟΔΟΣ", "Café"]', 'unknown_group')`,
    `insert into mail_messages (company_id, id, template, to_address) values ('${company}', '${id(1)}', 'test', 'ΟΔΟΣ@Example.com')`,
  ]),
].join(';\n')

const keysIn = async (sql: postgres.Sql, table: string, column: string): Promise<string[]> =>
  (
    await sql<
      { key: string }[]
    >`select ${sql(column)} as key from ${sql(table)} where company_id = ${acme} order by created_at, id`
  ).map(({ key }) => key)

describe.each(['superuser', 'owner who may create roles'])('Keys that the database made, migrated by a %s', owner => {
  let database: EarlierDatabase
  let sql: postgres.Sql

  beforeAll(async () => {
    database = await earlierDatabase(before, rows, { owner, scratch })
    sql = database.asSuperuser
    await database.migrate()
  })

  afterAll(() => database.remove())

  test('are those of fold(), and of two that became alike the later one has how it is written', async () => {
    expect(await keysIn(sql, 'groups', 'name_key')).toEqual([
      'strasse',
      spellingKey('strasse', 'strasse'),
      'ops',
      'cafe',
      spellingKey('cafe', 'cafe'),
      'οδοσ',
      spellingKey('οδοσ', 'οδοσ'),
    ])
    expect(await keysIn(sql, 'users', 'email_key')).toEqual([
      'οδοσ@example.com',
      spellingKey('οδοσ@example.com', 'οδοσ@example.com'),
      'josé@example.com',
      'jose@example.com',
      'b@example.com',
    ])
    expect(new Set(await keysIn(sql, 'users', 'name_key'))).toEqual(new Set([nameKey('Łukasz İnan')]))
    expect(await keysIn(sql, 'invitations', 'email_key')).toEqual([addressKey('İ@Example.com')])
    expect(await keysIn(sql, 'mail_messages', 'to_key')).toEqual([addressKey('οδος@example.com')])
    const [row] = await sql`select email_key, group_keys from import_rows where company_id = ${acme}`
    expect(row).toEqual({ email_key: 'zoë@example.com', group_keys: ['οδοσ', 'cafe'] })
  })

  test('come with words for each row, in every company', async () => {
    for (const company of [acme, globex]) {
      const words = await sql<{ kind: string; words: string[] }[]>`
        select kind, array_agg(word order by word) as words from search_words
        where company_id = ${company} and id = ${id(1)} group by kind order by kind`
      expect([...words]).toEqual([
        { kind: 'group', words: wordsOf('strasse', 'g-1', 'Über uns').toSorted() },
        { kind: 'invitation', words: wordsOf('İ@example.com').toSorted() },
        { kind: 'permission', words: wordsOf('wiki edit-pages', 'For a recruiter.').toSorted() },
        { kind: 'user', words: wordsOf('Łukasz İnan', addresses[1], 'Recruiter').toSorted() },
        { kind: 'user_name', words: wordsOf('Łukasz İnan').toSorted() },
        { kind: 'user_title', words: ['recruiter'] },
      ])
    }
    expect(await inspectKeys(sql, [acme, globex])).toEqual([])
  })

  test('stay as they are at the next start, and are made anew by another version, former names included', async () => {
    expect([await isFolded(sql), await isMigrated(sql)]).toEqual([true, true])
    const contents = () => sql`select kind, word, key, id from search_words order by company_id, kind, word, key, id`
    await sql`insert into search_words (company_id, kind, word, key, id) values (${acme}, 'former_user', 'miller', ${nameKey('Łukasz İnan')}, ${id(2)})`
    const before = await contents()
    await database.migrate()
    expect(await contents()).toEqual(before)
    await sql`comment on table search_words is 'Keys and words by version 0 of fold()'`
    await sql`update users set name_key = id::text, email_key = 'x' || id where company_id = ${acme}`
    await sql`update search_words set word = 'MILLER', key = '' where kind = 'former_user'`
    await sql`delete from search_words where kind = 'user' and company_id = ${globex}`
    expect([await isFolded(sql), await isMigrated(sql)]).toEqual([false, false])
    expect((await inspectKeys(sql, [acme, globex])).length).toBeGreaterThan(0)
    await database.migrate()
    expect(await contents()).toEqual(before)
    expect(await keysIn(sql, 'users', 'email_key')).toContain('b@example.com')
    expect(await inspectKeys(sql, [acme, globex])).toEqual([])
  })
})
