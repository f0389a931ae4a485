import { and, sql, type SQL } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { searchedWords } from '@/lib/kernel/fold'
import type { Cursor } from './keyset'
import type { SearchKind } from './schema'
import { leapfrog } from './search-leapfrog'

/** Above every letter: what begins with a word lies below the word with this behind it. */
const HIGHEST = '\u{10ffff}'

/** No more words are begun with; the others are asked of what is found by these. */
const BEGUN_WITH = 4

/**
 * How many rows with a word are read before anything else, and how far the list itself is where more have it. Rows with a word
 * come with the key of their list, which is a tenth of the work of looking each up for another order. Tests try small ones.
 */
export const searchBounds = {
  byKey: { rows: 5000, list: 500 },
  otherwise: { rows: 2000, list: 1000 },
  /** Of several words, whose rows are compared without looking at whom they belong to. */
  several: 10_000,
  /** So few are asked one by one for the other words, instead of reading all that have these. */
  asked: 300,
  /** To count: so many rows of each word are compared first, in the order of the index, which is enough where most have them. */
  first: 25_000,
  /** From one row with two words to the next. */
  steps: 1000,
}

/** How the rows of a list are found by words: by `s.word` in a range of the index. */
export interface Searched {
  companyId: string
  /** The ids that have a word, and the keys that they are sorted by; kind by kind, so that each comes in the order of its index. */
  kinds: (range: SQL) => SQL[]
  /** So many of each kind that have a word, in the order of the index; where all are found by their own words. */
  first?: (range: SQL, most: number) => SQL[]
  /** Whether this one has. A question of its own for each row: without `offset`, the planner may answer it for all rows first. */
  has: (range: SQL, id: SQL) => SQL
}

export const beginningWith = (word: string): SQL => sql`s.word >= ${word} and s.word < ${word + HIGHEST}`
export const exactly = (word: string): SQL => sql`s.word = ${word}`
const longerThan = (word: string): SQL => sql`s.word > ${word} and s.word < ${word + HIGHEST}`

const listOf = (items: readonly SQL[]): SQL => sql.join([...items], sql`, `)

/** By their own words, of one kind or several. */
export function byOwnWords(companyId: string, ...kinds: SearchKind[]): Searched {
  const ofKind = (kind: SearchKind): SQL => sql`s.company_id = ${companyId} and s.kind = ${kind}`
  const rowsOf = (kind: SearchKind, range: SQL): SQL =>
    sql`select s.id, s.key from search_words s where ${ofKind(kind)} and ${range}`
  return {
    companyId,
    kinds: range => kinds.map(kind => rowsOf(kind, range)),
    first: (range, most) =>
      kinds.map(kind => sql`(${rowsOf(kind, range)} order by s.word, s.key, s.id limit ${sql.raw(String(most))})`),
    has: (range, id) =>
      sql`(${sql.join(
        kinds.map(
          kind =>
            sql`exists (select 1 from search_words s where ${ofKind(kind)} and s.id = ${id} and ${range} offset 0)`,
        ),
        sql` or `,
      )})`,
  }
}

export const having = ({ kinds }: Searched, range: SQL): SQL => sql.join(kinds(range), sql` union all `)

export const idsHaving = (searched: Searched, word: string): SQL =>
  sql`select found.id from (${having(searched, beginningWith(word))}) found`

/** Each row is looked up in a table of these, which is made once: as a join, two ranges could become rows times rows. */
export const among = (id: SQL, ids: SQL): SQL => sql`(${id} in (${ids})) is true`

/**
 * Whether the row of this id has words that begin as those that were typed, each of them, in any order. A text without letters
 * and digits finds nothing. For what takes all who match; a page of a list has `pageFound`.
 */
export function matches(searched: Searched, id: SQL, typed: string): SQL {
  const words = searchedWords(typed)
  if (!words.length) return sql`false`
  return and(...words.map(word => among(id, idsHaving(searched, word))))!
}

/**
 * The beginning of a statement about those who are found: how many have each word, counted up to `few`, and the `candidates` by
 * the first word that no more have. Where every word is had by more, there are none.
 * @param range in place of what begins with the first word
 */
export function begun(searched: Searched, words: string[], few: number, range = beginningWith(words[0]!)) {
  const { has } = searched
  const ranges = [range, ...words.slice(1).map(beginningWith)]
  const counted = ranges.slice(0, BEGUN_WITH)
  const rows = counted.map(
    (one, at) =>
      sql`(select count(*) from (${having(searched, one)} limit ${few + 1}) counted) as ${sql.raw(`rows_${at}`)}`,
  )
  const isRare = (at: number): SQL => sql.raw(`(select rows_${at} <= ${few} from sizes)`)
  const candidates = counted.map((one, at) => {
    const others = ranges.map((other, n) => {
      if (n === at) return undefined
      const few = sql.raw(`(select rows_${at} <= ${searchBounds.asked} from sizes)`)
      // What more have is too much to be read.
      const asked = n < counted.length ? sql`${few} or not ${isRare(n)}` : sql`true`
      return sql`case when ${asked} then ${has(other, sql`found.id`)} else found.id in (select other.id from (${having(searched, other)}) other) end`
    })
    const before = counted.slice(0, at).map((_, n) => sql`not ${isRare(n)}`)
    return sql`select found.id, found.key from (${having(searched, one)}) found where ${and(...before, isRare(at), ...others)}`
  })
  return {
    sizes: sql`sizes as materialized (select ${listOf(rows)})`,
    candidates: sql.join(candidates, sql` union all `),
    noneIsRare: and(...counted.map((_, at) => sql`not ${isRare(at)}`))!,
  }
}

interface Page {
  table: PgTable
  id: PgColumn
  /** What the list is sorted by, and whether rows with a word come with the same. */
  key: PgColumn
  keyOfWords: boolean
  /** As the page is read, which is backwards before a cursor. */
  descending: boolean
  cursor: Cursor | undefined
  /** All that the rows have to be beside found, and beyond the cursor. */
  where: SQL | undefined
  limit: number
}

/**
 * The ids of one page of a list that is searched, as an array; one statement whose time depends little on how many rows there
 * are. Where few have a word, it begins with them. Where many have, some of them stand near the beginning of the list, which is
 * read for a stretch; only if they do not, all of them are read. Which it is, is counted, no further than it matters: the planner
 * cannot know it of one company among others, and the wrong way takes a hundred times as long.
 */
export function pageFound(searched: Searched, typed: string, page: Page): SQL {
  const { companyId, kinds, has } = searched
  const { table, id, key, keyOfWords, cursor, where, limit } = page
  const words = searchedWords(typed)
  const [word, ...others] = words
  if (!word) return sql`'{}'::uuid[]`
  const bound = keyOfWords ? searchBounds.byKey : searchBounds.otherwise
  const direction = sql.raw(page.descending ? 'desc' : 'asc')
  const ours = sql`${sql.identifier('company_id')} = ${companyId}`

  // Those who have exactly one word stand in the order of the list, and are read no further than the page.
  const inOrder = keyOfWords && !others.length
  const range = inOrder ? longerThan(word) : beginningWith(word)
  const few = others.length ? searchBounds.several : bound.rows
  const { sizes, candidates, noneIsRare } = begun(searched, words, few, range)
  const walkedEnough = sql`(select count(*) >= ${limit} from walked)`
  const everybody = and(
    noneIsRare,
    sql`not ${walkedEnough}`,
    ...(others.length ? [matches(searched, sql`found.id`, others.join(' '))] : []),
  )

  const beyond =
    keyOfWords && cursor
      ? sql`where (key, id) ${sql.raw(page.descending ? '<' : '>')} (${cursor.key}::text, ${cursor.id}::uuid)`
      : sql``
  const sorted = keyOfWords ? sql`order by key ${direction}, id ${direction}` : sql``
  const row = (of: SQL, ...more: SQL[]): SQL =>
    sql`select ${key} as key from ${table} where ${and(ours, where, sql`${id} = ${of}`, ...more)} offset 0`
  /** Of these the first that are as they have to be; where they come sorted, no more are looked up than it takes. */
  const firstOf = (rows: SQL): SQL => sql`
    select candidate.id, ${keyOfWords ? sql`candidate.key` : sql`found.key`} as key from (${rows}) candidate
    cross join lateral (${row(sql`candidate.id`)}) found
    order by 2 ${direction}, 1 ${direction} limit ${limit}`
  const unique = sql`select distinct id${keyOfWords ? sql`, key` : sql``} from candidates ${beyond} ${sorted} offset 0`
  const withWord = sql`select id, key from (${having(searched, exactly(word))}) exactly ${beyond} ${sorted} offset 0`
  const found = inOrder
    ? sql`select id from ((${firstOf(unique)}) union (select * from (${firstOf(withWord)}) exact
        where not (${noneIsRare} and ${walkedEnough}))) both_of_them order by key ${direction}, id ${direction} limit ${limit}`
    : sql`select id from (${firstOf(unique)}) found`
  const general = sql`array(
    with ${sizes},
    walked as materialized (
      select ${id} as id from (
        select * from ${table} where ${and(ours, where, noneIsRare)} order by ${key} ${direction}, ${id} ${direction} limit ${bound.list}
      ) ${table} where ${and(...words.map(each => has(beginningWith(each), sql`${id}`)))} limit ${limit}
    ),
    candidates as materialized (
      ${candidates} union all select found.id, found.key from (${having(searched, range)}) found where ${everybody}
    )
    select id from walked where ${walkedEnough} union all (${found})
  )`
  if (!keyOfWords || !others.length) return general
  const pair: [string, string] = [word, others[0]!]
  const rest = others.slice(1).map(beginningWith)
  const first = leapfrog({
    exactly: [kinds(exactly(pair[0])), kinds(exactly(pair[1]))],
    longer: [having(searched, longerThan(pair[0])), having(searched, longerThan(pair[1]))],
    hasAll: of => and(...words.map(each => has(beginningWith(each), of)))!,
    row: of => row(of, ...rest.map(each => has(each, of))),
    descending: page.descending,
    after: cursor,
    limit,
    steps: searchBounds.steps,
    few: searchBounds.asked,
  })
  // As a value of its own: an expression would be compared with each row of the table.
  return sql`(select coalesce(${first}, ${general}))::uuid[]`
}
