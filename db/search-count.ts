import { and, sql, type SQL } from 'drizzle-orm'
import { searchedWords } from '@/lib/kernel/fold'
import { among, beginningWith, begun, exactly, having, idsHaving, matches, searchBounds, type Searched } from './search'

/**
 * Of a few people with one word, so many must have the others before the first 25,000 of each are looked at: 10,000 of these suffice,
 * and a look that does not is lost.
 */
const MOST = 0.6

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
  const suffices = firstSuffice(searched, words, limit)
  return sql<number>`(with ${sizes} select case when not (${noneIsRare}) then ${distinct(candidates)}
    when ${suffices} then ${limit}::int else ${distinct(everyone)} end)`
}

/**
 * Whether the first rows of each word have as many as are counted. They are those of the list's first people, so they do where most
 * people have all of the words; a few rows tell before whether it is worth looking.
 */
function firstSuffice({ first, has }: Searched, words: string[], limit: number): SQL {
  if (!first) return sql`false`
  const firstHaving = (word: string, most: number): SQL =>
    sql`select first.id from (${sql.join(first(beginningWith(word), most), sql` union all `)}) first`
  const mostHaveAll = words.slice(0, 2).map(word => {
    const others = words.filter(other => other !== word).map(other => has(beginningWith(other), sql`few.id`))
    return sql`(select count(*) filter (where ${and(sql`true`, ...others)}) >= count(*) * ${sql.raw(String(MOST))}
      from (${firstHaving(word, searchBounds.asked)}) few)`
  })
  const [word, ...others] = words.map(each => firstHaving(each, searchBounds.first))
  const inAll = others.map(ids => among(sql`found.id`, ids))
  const found = sql`select distinct found.id from (${word}) found where ${and(...inAll)} limit ${limit}`
  return sql`case when ${and(...mostHaveAll)} then (select count(*) from (${found}) counted) >= ${limit} else false end`
}

/** Ids of some who have one word, as an array; read no further than it takes, since several of a row's words may begin alike. */
export function someFound(searched: Searched, typed: string, limit: number): SQL {
  const [word] = searchedWords(typed)
  if (!word) return sql`'{}'::uuid[]`
  return sql`array(select distinct named.id from (${idsHaving(searched, word)} limit ${limit * 4}) named limit ${limit})`
}
