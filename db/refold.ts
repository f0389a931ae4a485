import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import type postgres from 'postgres'
import { canonicalAddress } from '@/lib/kernel/email-address'
import { addressKey, nameKey, spellingKey, wordsOf } from '@/lib/kernel/fold'
import { allCompanies } from './all-companies'
import { isFolded, madeBy } from './is-folded'
import { whyAddressIsKept, type KeptAddress } from './kept-addresses'
import type { SearchKind } from './schema'
import type { CompanyScope } from './scope'
import { setCompany } from './scope-settings'
import { addWords, wordsOfGroup, wordsOfInvitation, wordsOfPermission } from './search-words'
import type { Transaction } from './transaction'
import { userWords } from './user-words'

/** Rows that are read, and written, at once. */
const BATCH = 2000

type Scope = Pick<CompanyScope, 'companyId' | 'tx'>

/**
 * Makes all keys and words anew where another version of fold() made them, and brings addresses into their form, company by
 * company: here and not in SQL, so that they are the same on every server. What breaks off starts over.
 * @param pool the administrator's, to a database with all migrations
 * @param say is told a sentence for each address that stays as it is, by the id of its user: a log outlives the person
 */
export async function refold(
  pool: postgres.Sql,
  databaseUrl: string,
  say: (sentence: string) => void = () => {},
): Promise<void> {
  if (await isFolded(pool)) return
  const db = drizzle(pool)
  for (const companyId of await allCompanies(databaseUrl)) {
    const kept = await db.transaction(async opened => {
      const tx = opened as unknown as Transaction
      await tx.execute(sql.raw(setCompany(companyId)))
      return refoldCompany({ companyId, tx })
    })
    kept.forEach(say)
  }
  // Before the database does so by itself, plans would take the table for empty.
  await pool.unsafe('analyze public.search_words')
  await pool.unsafe(`comment on table public.search_words is '${madeBy}'`)
}

/** @returns a sentence for each address that stays as it is */
async function refoldCompany(scope: Scope): Promise<string[]> {
  const { companyId, tx } = scope
  await refoldFormerNames(scope)
  await tx.execute(sql`delete from search_words where company_id = ${companyId} and kind <> 'former_user'`)
  const kept: KeptAddress[] = []
  for (const table of tables) {
    const found = await refoldRows(scope, table)
    // What stands beside a user has no key of its own, and follows.
    if (table.name === 'users') kept.push(...found)
  }
  for (const text of texts) await refoldTexts(scope, text)
  if (!kept.length) return []
  const [company] = await tx.execute<{ slug: string }>(sql`select slug from companies where id = ${companyId}`)
  return kept.map(one => whyAddressIsKept(company!.slug, one))
}

type Row = Record<string, string>

interface Table {
  name: 'users' | 'groups' | 'permissions' | 'invitations'
  /** Of which the words are made. */
  columns: string[]
  words: Partial<Record<SearchKind, (row: Row) => string[]>>
  /** What its lists are sorted by, with the keys as they are to be. */
  sortedBy: (row: Row) => string
  keys: Key[]
}

interface Key {
  column: string
  text: string
  of: (text: string) => string
  unique?: true
  /** In which form the text itself is stored; undefined where it cannot have it. */
  form?: (text: string) => string | undefined
}

const tables: Table[] = [
  {
    name: 'users',
    columns: ['name', 'email', 'title'],
    words: userWords as Table['words'],
    sortedBy: row => row.name_key!,
    keys: [
      // Before the name: it stands in for one that nobody has given.
      { column: 'email_key', text: 'email', of: addressKey, unique: true, form: canonicalAddress },
      { column: 'name_key', text: 'name', of: nameKey },
    ],
  },
  {
    name: 'groups',
    columns: ['name', 'slug', 'description'],
    words: { group: row => wordsOfGroup(row as { name: string; slug: string }) },
    sortedBy: row => row.name_key!,
    keys: [{ column: 'name_key', text: 'name', of: nameKey, unique: true }],
  },
  {
    name: 'permissions',
    columns: ['resource', 'action', 'description'],
    words: { permission: row => wordsOfPermission(row as { resource: string; action: string }) },
    sortedBy: row => `${row.resource}:${row.action}`,
    keys: [],
  },
  {
    name: 'invitations',
    columns: ['email'],
    words: { invitation: row => wordsOfInvitation(row as { email: string }) },
    sortedBy: () => '',
    keys: [{ column: 'email_key', text: 'email', of: addressKey, form: canonicalAddress }],
  },
]

/** The oldest first: where two rows come to have one key, it is the later one's that says how it is written. */
async function refoldRows(scope: Scope, { name, columns, words, sortedBy, keys }: Table): Promise<KeptAddress[]> {
  const { companyId, tx } = scope
  const kept: KeptAddress[] = []
  const taken = new Map(keys.map(({ column }) => [column, new Map<string, string>()]))
  const changes = new Map([...keys.map(({ column }) => column), ...columns].map(column => [column, [] as Change[]]))
  const change = (row: Row, column: string, to: string): void => {
    if (to !== row[column]) changes.get(column)!.push({ id: row.id!, to })
    row[column] = to
  }
  const selected = sql.join(
    [...columns, ...keys.map(({ column }) => column)].map(column => sql.identifier(column)),
    sql`, `,
  )
  let last: Row | undefined
  do {
    const beyond = last ? sql`and (created_at, id) > (${last.at}::timestamptz, ${last.id}::uuid)` : sql``
    const rows: Row[] =
      await tx.execute<Row>(sql`select id, created_at::text as at, ${selected} from ${sql.identifier(name)}
      where company_id = ${companyId} ${beyond} order by created_at, id limit ${BATCH} for update`)
    for (const row of rows) {
      for (const { column, text, of, unique, form = same } of keys) {
        const written = row[text]!
        const usual = of(written)
        const otherId = unique && taken.get(column)!.get(usual)
        const formed = otherId ? undefined : form(written)
        if (formed !== undefined)
          for (const one of columns.filter(each => row[each] === written)) change(row, one, formed)
        else if (form !== same) kept.push({ id: row.id!, otherId })
        const key = otherId ? spellingKey(usual, written) : usual
        if (unique) taken.get(column)!.set(key, row.id!)
        change(row, column, key)
      }
    }
    for (const [kind, of] of Object.entries(words) as [SearchKind, (row: Row) => string[]][]) {
      await addWords(
        scope,
        kind,
        rows.map(row => ({ id: row.id!, key: sortedBy(row), words: of(row) })),
      )
    }
    last = rows.at(-1)
  } while (last)
  for (const [column, changed] of changes) {
    // A row's key may still be another's that changes too.
    const isKey = keys.some(key => key.column === column)
    await write(scope, name, column, isKey ? changed.map(({ id }) => ({ id, to: `\n${id}` })) : [])
    await write(scope, name, column, changed)
  }
  return kept
}

const same = (text: string): string => text

interface Change {
  id: string
  to: string
}

async function write({ companyId, tx }: Scope, table: string, column: string, changed: Change[]): Promise<void> {
  for (let done = 0; done < changed.length; done += BATCH) {
    const rows = changed.slice(done, done + BATCH)
    await tx.execute(sql`update ${sql.identifier(table)} t set ${sql.identifier(column)} = made.text
      from unnest(${sql.param(rows.map(({ id }) => id))}::text[]::uuid[], ${sql.param(rows.map(({ to }) => to))}::text[]) as made (id, text)
      where t.company_id = ${companyId} and t.id = made.id`)
  }
}

interface Text {
  table: 'email_changes' | 'import_rows' | 'mail_messages'
  text: string
  key: string
  type: 'text' | 'jsonb'
  of: (text: string) => string
  form?: Key['form']
}

const texts: Text[] = [
  { table: 'email_changes', text: 'from_email', key: 'from_key', type: 'text', of: addressKey, form: canonicalAddress },
  { table: 'import_rows', text: 'email', key: 'email_key', type: 'text', of: addressKey, form: canonicalAddress },
  {
    table: 'import_rows',
    text: 'group_names',
    key: 'group_keys',
    type: 'jsonb',
    of: names => JSON.stringify((JSON.parse(names) as string[]).map(nameKey)),
  },
  { table: 'mail_messages', text: 'to_address', key: 'to_key', type: 'text', of: addressKey, form: canonicalAddress },
]

/** Each text once, however many rows have it. */
async function refoldTexts({ companyId, tx }: Scope, { table, text, key, type, of, form = same }: Text): Promise<void> {
  const [from, to] = [sql.identifier(text), sql.identifier(key)]
  const found = await tx.execute<{ text: string }>(
    sql`select distinct ${from}::text as text from ${sql.identifier(table)} where company_id = ${companyId}`,
  )
  for (let done = 0; done < found.length; done += BATCH) {
    const some = found.slice(done, done + BATCH).map(row => row.text)
    const formed = some.map(one => form(one) ?? one)
    await tx.execute(sql`update ${sql.identifier(table)} t
      set ${to} = made.key::${sql.raw(type)}, ${from} = made.formed::${sql.raw(type)}
      from unnest(${sql.param(some)}::text[], ${sql.param(some.map(of))}::text[], ${sql.param(formed)}::text[]) as made (text, key, formed)
      where t.company_id = ${companyId} and t.${from}::text = made.text and (t.${to}::text <> made.key or t.${from}::text <> made.formed)`)
  }
}

/** Nothing is left of former names but their words. */
async function refoldFormerNames(scope: Scope): Promise<void> {
  const { companyId, tx } = scope
  const rows = await tx.execute<{ id: string; name: string; words: string[] }>(sql`
    select u.id, u.name, array_agg(s.word) as words
    from search_words s join users u on u.company_id = ${companyId} and u.id = s.id
    where s.company_id = ${companyId} and s.kind = 'former_user' group by u.id, u.name`)
  await tx.execute(sql`delete from search_words where company_id = ${companyId} and kind = 'former_user'`)
  for (let done = 0; done < rows.length; done += BATCH) {
    const some = rows.slice(done, done + BATCH)
    await addWords(
      scope,
      'former_user',
      some.map(({ id, name, words }) => ({ id, key: nameKey(name), words: wordsOf(...words) })),
    )
  }
}
