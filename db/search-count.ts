import { and, sql, type SQL } from 'drizzle-orm'
import { searchedWords } from '@/lib/kernel/fold'
import { among, beginningWith, begun, exactly, having, idsHaving, matches, searchBounds, type Searched } from './search'

/** Of the first people with one word, so many must have the others for the first 25,000 of each to be as many as are counted: 10,001. */
const MOST = 0.4

/**
 * Ids of those who are found, no more than `limit`, to stand in `from`; and whether these may be all of them where there are fewer.
 * Rows of a word are read no further than it takes, and several words of somebody may begin alike.
 */
export function foundSome(searched: Searched, typed: string, limit: number): { ids: SQL; isWhole: SQL } {
  const words = searchedWords(typed)
  const [word, ...others] = words
  if (!word) return { ids: sql`(select null::uuid as id where false)`, isWhole: sql`true` }
  const all = idsHaving(searched, word)
  if (!others.length) {
    const rows = sql`${all} limit ${limit * 4}`
    return {
      ids: sql`(select distinct named.id from (${rows}) named limit ${limit})`,
      isWhole: sql`(select count(*) from (${rows}) counted) < ${limit * 4}`,
    }
  }
  const { sizes, candidates, noneIsRare } = begun(searched, words, searchBounds.several)
  const everyone = sql`${all} where ${noneIsRare} and ${matches(searched, sql`found.id`, others.join(' '))}`
  return {
    ids: sql`(with ${sizes} select distinct named.id from (select one.id from (${candidates}) one union all ${everyone}) named limit ${limit})`,
    isWhole: sql`true`,
  }
}

/** How many are found, counted no further than `limit`: a number. */
export function foundCount(searched: Searched, typed: string, limit: number): SQL<number> {
  const words = searchedWords(typed)
  const [word, ...others] = words
  if (!word) return sql<number>`0`
  const count = (rows: SQL): SQL => sql`(select count(*)::int from (${rows}) counted)`
  const distinct = (rows: SQL): SQL => count(sql`select distinct found.id from (${rows}) found limit ${limit}`)
  const all = idsHaving(searched, word)
  if (!others.length) {
    // Somebody has a word once, and several that begin alike: only then it matters who has them.
    const whole = count(sql`${having(searched, exactly(word))} limit ${limit}`)
    const some = distinct(sql`${all} limit ${limit * 4}`)
    return sql<number>`case when ${whole} >= ${limit} or ${some} >= ${limit} then ${limit}::int else ${distinct(all)} end`
  }
  const { sizes, candidates, noneIsRare } = begun(searched, words, searchBounds.several)
  const everyone = sql`${all} where ${matches(searched, sql`found.id`, others.join(' '))}`
  const firstHaving = (each: string, most: number): SQL =>
    sql`select first.id from (${sql.join(
      searched
        .kinds(beginningWith(each))
        .map(rows => sql`(${rows} order by s.word, s.key, s.id limit ${sql.raw(String(most))})`),
      sql` union all `,
    )}) first`
  // The first rows of a word are those of the list's first people. Where most of a few of them have the others too, the first of each suffice.
  const mostHaveAll = words.slice(0, 2).map(each => {
    const rest = words.filter(other => other !== each).map(other => searched.has(beginningWith(other), sql`few.id`))
    return sql`(select count(*) filter (where ${and(sql`true`, ...rest)}) >= count(*) * ${sql.raw(String(MOST))}
      from (${firstHaving(each, searchBounds.asked)}) few)`
  })
  const amongFirst = others.map(each => among(sql`found.id`, firstHaving(each, searchBounds.first)))
  const suffices = sql`${distinct(sql`select found.id from (${firstHaving(word, searchBounds.first)}) found where ${and(...amongFirst)}`)} >= ${limit}`
  return sql<number>`(with ${sizes} select case when not (${noneIsRare}) then ${distinct(candidates)}
    when case when ${and(...mostHaveAll)} then ${suffices} else false end then ${limit}::int
    else ${distinct(everyone)} end)`
}

/** Ids of some who have one word, as an array; read no further than it takes, since several of a row's words may begin alike. */
export function someFound(searched: Searched, typed: string, limit: number): SQL {
  const [word] = searchedWords(typed)
  if (!word) return sql`'{}'::uuid[]`
  return sql`array(select distinct named.id from (${idsHaving(searched, word)} limit ${limit * 4}) named limit ${limit})`
}
