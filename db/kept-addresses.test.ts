import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { spellingKey } from '@/lib/kernel/fold'
import { earlierDatabase, migrationTags, type EarlierDatabase } from '@/testing/earlier-version'
import { inspectKeys } from './inspect-keys'
import { inspectAddresses } from './kept-addresses'
import { migrate } from './migrate'

const scratch = mkdtempSync(join(tmpdir(), 'console-addresses-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const [acme, globex] = [randomUUID(), randomUUID()]
const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** As earlier versions stored them, and as they are to be; the oldest first. */
const people: [stored: string, becomes: string, key: string][] = [
  ['lena@grün-bau.example', 'lena@grün-bau.example', 'lena@xn--grn-bau-o2a.example'],
  ['Max@XN--GRN-BAU-O2A.example', 'Max@grün-bau.example', 'max@xn--grn-bau-o2a.example'],
  ['Lena@xn--grn-bau-o2a.example', 'Lena@xn--grn-bau-o2a.example', ''],
  ['ａnn@ACME.example', 'ann@acme.example', 'ann@acme.example'],
  ['bo@xn--a.example', 'bo@xn--a.example', 'bo@xn--a.example'],
  ['cy@xn--pple-43d.com', 'cy@xn--pple-43d.com', 'cy@xn--pple-43d.com'],
  ['dі@acme.example', 'dі@acme.example', 'dі@acme.example'],
]

const rows = [acme, globex]
  .flatMap((company, at) => [
    `insert into companies (id, slug, name) values ('${company}', 'company-${at}', 'C')`,
    ...people.map(
      // Whoever was invited without a name is called by the address.
      ([email], n) => `insert into users (company_id, id, name, name_key, email, email_key, status, created_at)
        values ('${company}', '${id(n)}', '${email}', '${email}', '${email}', lower('${email}'), 'invited', now() - interval '${100 - n} days')`,
    ),
    `insert into invitations (company_id, id, email, email_key, token_seed, token_hash, expires_at)
      values ('${company}', '${id(1)}', '${people[1]![0]}', '', 's', 'h', now())`,
    `insert into imports (company_id, id, created_by, file_name, expiry_days, total) values ('${company}', '${id(1)}', '${id(1)}', 'x.csv', 7, 1)`,
    ...['Zoë@xn--grn-bau-o2a.example', 'no address'].map(
      (
        email,
        n,
      ) => `insert into import_rows (company_id, import_id, line, email, email_key, name, group_names, group_keys, verdict)
        values ('${company}', '${id(1)}', ${n + 2}, '${email}', '', 'Zoë', '["Ops"]', '["ops"]', 'new')`,
    ),
    `insert into mail_messages (company_id, id, template, to_address, to_key) values ('${company}', '${id(1)}', 'test', '${people[1]![0]}', '')`,
  ])
  .join(';\n')

describe.each(['superuser', 'owner who may create roles'])(
  'Addresses of an earlier version, migrated by a %s',
  owner => {
    let database: EarlierDatabase
    let sql: postgres.Sql
    const said: string[] = []
    const migrateAgain = () =>
      migrate({
        databaseUrl: database.address,
        authSecret: process.env.AUTH_SECRET!,
        say: sentence => said.push(sentence),
      })

    beforeAll(async () => {
      said.length = 0
      database = await earlierDatabase(migrationTags.at(-1)!, rows, { owner, scratch })
      sql = database.asSuperuser
      await sql`comment on table search_words is 'Keys and words by version 2 of fold()'`
      await migrateAgain()
    })

    afterAll(() => database.remove())

    test('are in the form, and of two that are one mailbox the later one stays as it is', async () => {
      for (const company of [acme, globex]) {
        const found = await sql<{ name: string; email: string; email_key: string }[]>`
        select name, email, email_key from users where company_id = ${company} order by created_at`
        expect(found.map(({ email, email_key }) => [email, email_key])).toEqual(
          people.map(([, email, key]) => [email, key || spellingKey('lena@xn--grn-bau-o2a.example', email)]),
        )
        expect(found.map(({ name }) => name)).toEqual(people.map(([, email]) => email))
      }
    })

    test('stand so in invitations, in rows of imports and on mails, too', async () => {
      const max = ['Max@grün-bau.example', 'max@xn--grn-bau-o2a.example']
      expect([...(await sql`select email, email_key from invitations where company_id = ${acme}`.values())]).toEqual([
        max,
      ])
      expect([
        ...(await sql`select to_address, to_key from mail_messages where company_id = ${acme}`.values()),
      ]).toEqual([max])
      const inFile = sql`select email, email_key, group_names from import_rows where company_id = ${acme} order by line`
      expect([...(await inFile.values())]).toEqual([
        ['Zoë@grün-bau.example', 'zoë@xn--grn-bau-o2a.example', ['Ops']],
        ['no address', 'no address', ['Ops']],
      ])
      expect(await inspectKeys(sql, [acme, globex])).toEqual([])
    })

    test('that could not be brought into the form are named then, and by the doctor for as long as they are there', async () => {
      const sentences = (slug: string) => [
        `In the company ${slug}, the users ${id(0)} and ${id(2)} have one mailbox in two spellings, which stay as they are. Delete one of the two.`,
        `In the company ${slug}, the address of user ${id(4)} cannot be brought into the form that addresses have, and stays as it is.`,
      ]
      const both = [...sentences('company-0'), ...sentences('company-1')]
      expect(said.toSorted()).toEqual(both.toSorted())
      expect(await inspectAddresses(sql, [acme, globex])).toEqual(both)
    })

    test('change no more at the next start, whether it does all again or nothing', async () => {
      const contents = async () => JSON.stringify(await sql`select * from users order by company_id, id`)
      const before = await contents()
      said.length = 0
      await migrateAgain()
      expect(said).toEqual([])
      await sql`comment on table search_words is 'Keys and words by version 2 of fold()'`
      await migrateAgain()
      expect(said).toHaveLength(4)
      expect(await contents()).toBe(before)
    })
  },
)
