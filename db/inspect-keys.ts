import type postgres from 'postgres'
import { addressKey, isKeyOf, nameKey } from '@/lib/kernel/fold'
import { setCompany } from './scope-settings'
import { wordsOfGroup, wordsOfInvitation, wordsOfPermission } from './search-words'
import { userWords } from './user-words'

/** Companies and rows of each that are looked at. */
const COMPANIES = 100
const ROWS = 100

interface Row {
  kind: string
  id: string
  texts: Record<string, string>
  key: string | null
  address: string | null
  words: string[]
}

/** What every row is found and told apart by, as fold() makes it; the table of words says what is stored. */
const expected: Record<string, (texts: Record<string, string>) => { key?: string; address?: string; words: string[] }> =
  {
    user: one => ({ key: nameKey(one.name!), address: addressKey(one.email!), words: userWords.user(one as never) }),
    user_name: one => ({ words: userWords.user_name(one as never) }),
    group: one => ({ key: nameKey(one.name!), words: wordsOfGroup(one as never) }),
    permission: one => ({ words: wordsOfPermission(one as never) }),
    invitation: one => ({ address: addressKey(one.email!), words: wordsOfInvitation(one as never) }),
  }

/**
 * Looks at a sample of the rows of each company, whether their keys and words are what fold() makes of their texts, and whether
 * words are left of rows that are gone.
 * @param sql the administrator's connection, to a migrated database
 * @param companies the ids of all companies
 * @returns sentences; nothing when all is well
 */
export async function inspectKeys(sql: postgres.Sql, companies: string[]): Promise<string[]> {
  const problems: string[] = []
  for (const company of companies.toSorted(() => Math.random() - 0.5).slice(0, COMPANIES)) {
    const { rows, left } = await sql.begin(async tx => {
      await tx.unsafe(setCompany(company))
      return { rows: await sample(tx, company), left: await leftWords(tx, company) }
    })
    const wrong = rows.filter(isWrong).map(({ kind, id }) => `${kind} ${id}`)
    if (wrong.length)
      problems.push(
        `In company ${company}, keys or words of ${wrong.length} of ${rows.length} rows are not those of this version, such as of ${wrong[0]}.`,
      )
    if (left) problems.push(`In company ${company}, words are left of ${left.kind} ${left.id}, which is gone.`)
  }
  return problems
}

function isWrong({ kind, texts, key, address, words }: Row): boolean {
  const made = expected[kind]!(texts)
  return (
    (made.key !== undefined && !isKeyOf(key!, made.key, texts.name!)) ||
    (made.address !== undefined && !isKeyOf(address!, made.address, texts.email!)) ||
    made.words.toSorted().join(' ') !== words.toSorted().join(' ')
  )
}

const sample = (tx: postgres.TransactionSql, company: string) => tx<Row[]>`
  with rows as (
    (select 'user' as kind, id, to_jsonb(u) as texts, name_key as key, email_key as address
      from users u where company_id = ${company} order by random() limit ${ROWS})
    union all
    (select 'user_name', id, to_jsonb(u), null, null from users u where company_id = ${company} order by random() limit ${ROWS})
    union all
    (select 'group', id, to_jsonb(g), name_key, null from groups g where company_id = ${company} order by random() limit ${ROWS})
    union all
    (select 'permission', id, to_jsonb(p), null, null from permissions p where company_id = ${company} order by random() limit ${ROWS})
    union all
    (select 'invitation', id, to_jsonb(i), null, email_key from invitations i where company_id = ${company} order by random() limit ${ROWS})
  )
  select rows.*, array(select s.word from search_words s
    where s.company_id = ${company} and s.kind = rows.kind and s.id = rows.id) as words from rows`

/** Somebody whose words stayed behind, if there is one among some. */
async function leftWords(
  tx: postgres.TransactionSql,
  company: string,
): Promise<{ kind: string; id: string } | undefined> {
  const [left] = await tx<{ kind: string; id: string }[]>`
    select s.kind, s.id from (
      select distinct kind, id from search_words where company_id = ${company} order by id desc limit ${ROWS * 10}
    ) s where case s.kind
      when 'group' then not exists (select 1 from groups where company_id = ${company} and id = s.id)
      when 'permission' then not exists (select 1 from permissions where company_id = ${company} and id = s.id)
      when 'invitation' then not exists (select 1 from invitations where company_id = ${company} and id = s.id)
      else not exists (select 1 from users where company_id = ${company} and id = s.id) end limit 1`
  return left
}
