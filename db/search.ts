import { and, sql, type Column, type SQL } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { searchedWords } from '@/lib/kernel/fold'
import type { SearchKind } from './schema'

/** Above every letter, so that a word and this is above all that begin with the word. */
const HIGHEST = '\u{10ffff}'

/** Up to so many rows with a word are read before anything else; a word that more have is asked of one row after the other. */
const FEW = 1000
/** The same of each where there are several: their rows are compared without looking at whom they belong to. */
const FEW_OF_SEVERAL = 5000

/** More words than these are looked for, but not begun with. */
const BEGUN_WITH = 4

/** How the rows of a list are found by their words. */
export interface Searched {
  companyId: string
  /** Ids of the rows of a list that have a word within a range of the index. */
  having: (range: SQL) => SQL
  /** Whether the row that is looked at has one. */
  has: (range: SQL) => SQL<boolean>
}

/** A word that begins as this one; on the column `s.word`. */
const beginningWith = (word: string): SQL => sql`s.word >= ${word} and s.word < ${word + HIGHEST}`

const kindIn = (kinds: readonly SearchKind[]): SQL =>
  kinds.length === 1
    ? sql`s.kind = ${kinds[0]}`
    : sql`s.kind in (${sql.join(
        kinds.map(kind => sql`${kind}`),
        sql`, `,
      )})`

/** Rows whose own words are searched, and those of other kinds that have their ids. */
export const byOwnWords = (companyId: string, id: Column | SQL, ...kinds: SearchKind[]): Searched => ({
  companyId,
  having: range =>
    sql`select s.id from search_words s where s.company_id = ${companyId} and ${kindIn(kinds)} and ${range}`,
  // With `offset`, it stays a question about one row; otherwise it may be answered about all of them first.
  has: range =>
    sql<boolean>`exists (select 1 from search_words s where s.company_id = ${companyId} and ${kindIn(kinds)} and s.id = ${id} and ${range} offset 0)`,
})

/**
 * Whether the row has words that begin as each of those that were typed, in any order; nothing is found by a text without
 * letters and digits. For what takes all who match: for a page there is `pageFound`.
 */
export function matches({ having }: Searched, id: Column | SQL, typed: string): SQL {
  const words = searchedWords(typed)
  if (!words.length) return sql`false`
  return and(...words.map(word => sql`${id} in (${having(beginningWith(word))})`))!
}

interface Page {
  table: PgTable
  id: PgColumn
  /** By which the list is sorted; `descending` as the page is read, which is backwards before a cursor. */
  key: PgColumn
  descending: boolean
  where: SQL | undefined
  limit: number
}

/**
 * The ids of one page of a list that is searched, as an array; one statement whose time depends little on how many there are.
 * Where few rows have a word, it begins with them; where many have each, it goes through the list by its own index and asks
 * of one row after the other. Which it is, is counted, no further than it matters: the planner cannot know it of a company that
 * is larger or smaller than others, and one way takes a hundred times as long as the other.
 */
export function pageFound({ companyId, having, has }: Searched, typed: string, page: Page): SQL {
  const { table, id, key, descending, where, limit } = page
  const words = searchedWords(typed)
  if (!words.length) return sql`'{}'::uuid[]`
  const direction = sql.raw(descending ? 'desc' : 'asc')
  const few = words.length > 1 ? FEW_OF_SEVERAL : FEW
  const begun = words.slice(0, BEGUN_WITH).map((word, at) => {
    const name = sql.raw(`word_${at}`)
    return {
      rows: sql`${name} as materialized (select found.id from (${having(beginningWith(word))}) found (id) limit ${few + 1})`,
      isRare: sql`(select count(*) <= ${few} from ${name})`,
      name,
    }
  })
  const asked = words.map(word => has(beginningWith(word)))
  /** From the first word that few have, and in those of the others that few have. */
  const candidates = begun.map(({ name, isRare }, at) => {
    const before = begun.slice(0, at).map(other => sql`not ${other.isRare}`)
    const after = begun
      .slice(at + 1)
      .map(other => sql`(not ${other.isRare} or ${name}.id in (select id from ${other.name}))`)
    return sql`select id from ${name} where ${sql.join([...before, isRare, ...after], sql` and `)}`
  })
  const rows = (more: (SQL | undefined)[]): SQL =>
    sql`select ${id} as id, ${key} as key from ${table} where ${and(sql`${sql.identifier('company_id')} = ${companyId}`, where, ...more)}`
  return sql`array(
    with ${sql.join(
      begun.map(({ rows: found }) => found),
      sql`, `,
    )}, candidates as materialized (${sql.join(candidates, sql` union all `)})
    (select one.id from (select distinct candidates.id from candidates) candidate
      cross join lateral (${rows([sql`${id} = candidate.id`, ...(words.length > 1 ? asked : [])])} offset 0) one
      order by one.key ${direction}, one.id ${direction} limit ${limit})
    union all
    (select one.id from (${rows([...begun.map(({ isRare }) => sql`not ${isRare}`), ...asked])}
      order by ${key} ${direction}, ${id} ${direction} limit ${limit}) one)
  )`
}
