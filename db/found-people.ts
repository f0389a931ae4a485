import { and, eq, sql, type SQL } from 'drizzle-orm'
import { searchedWords } from '@/lib/kernel/fold'
import { COUNT_LIMIT } from '@/lib/kernel/totals'
import { areFew, type SomePeople } from './group-page'
import { keyset, type Cursor } from './keyset'
import { users } from './schema'
import { beginningWith, pageFound, type Searched } from './search'
import { foundSome } from './search-count'

/**
 * Of those who are found by words, so many are asked whether they are as the other filters say. Where there are more, nobody counts
 * how many of them are: 10,000 took 60 to 150 ms on two busy cores. Tests try few.
 */
export const countBounds = { asked: 5000 }

/**
 * How many are found by words and are as `where` says of their row, no further than `limit`; null where counting would take long. Of
 * those who have the words, of which an index knows, each is looked up and asked for the rest.
 */
export function countAmongFound(
  searched: Searched,
  typed: string,
  where: SQL | undefined,
  limit: number,
): SQL<number | null> {
  const { asked } = countBounds
  const { ids, isWhole } = foundSome(searched, typed, asked + 1)
  return sql<number | null>`(
    with sought as materialized (select id from ${ids} found limit ${asked + 1}),
    counted as (select count(*)::int as count from (
      select 1 from (select id from sought limit ${asked}) candidate cross join lateral (
        select * from ${users} where ${users.companyId} = ${searched.companyId} and ${users.id} = candidate.id offset 0) ${users}
      where ${where} limit ${limit}) matching)
    select case when counted.count >= ${limit} or ((select count(*) from sought) <= ${asked} and ${isWhole})
      then counted.count end from counted)`
}

/** Some people of a company, such as the members of a group, and what is looked for among them. */
interface Sought {
  some: SomePeople
  searched: Searched
  typed: string
}

/** Of few, each is asked for the words, before anybody is looked up: ids, to stand in `from`. */
function fewHaving({ some, searched, typed }: Sought): SQL {
  const words = searchedWords(typed)
  const hasAll = words.map(word => searched.has(beginningWith(word), sql`some_of_them.user_id`))
  return sql`(select distinct some_of_them.user_id as id from ${some.ids} some_of_them
    where ${words.length ? and(...hasAll) : sql`false`})`
}

/**
 * The ids of one page, by name, of some people who are found by words, as an array. Few are asked one by one; of many, the list of all
 * who are found is read until a page of them has been found (db/search.ts).
 */
export function pageFoundAmong(sought: Sought, cursor: Cursor | undefined, limit: number): SQL {
  const { some, searched, typed } = sought
  const ours = eq(users.companyId, searched.companyId)
  const order = { key: users.nameKey, id: users.id, cursor }
  const { where, orderBy, descending } = keyset({ ...order, descending: false })
  const few = sql`array(select ${users.id} from ${fewHaving(sought)} candidate cross join lateral (
      select * from ${users} where ${and(ours, sql`${users.id} = candidate.id`)} offset 0) ${users}
    where ${where ?? sql`true`} order by ${sql.join(orderBy, sql`, `)} limit ${limit})`
  const page = { table: users, ...order, keyOfWords: true, descending, where: and(ours, where, some.isOne), limit }
  return sql`(select case when ${areFew(some)} then ${few} else ${pageFound(searched, typed, page)} end)::uuid[]`
}

/** How many of some people are found by words, counted no further than totals are; null where counting would take long. */
export function countFoundAmong(sought: Sought): SQL<number | null> {
  const { some, searched, typed } = sought
  const ofMany = countAmongFound(searched, typed, and(eq(users.companyId, searched.companyId), some.isOne), COUNT_LIMIT)
  return sql<number | null>`(select case when ${areFew(some)}
    then (select count(*)::int from ${fewHaving(sought)} found) else ${ofMany} end)`
}
