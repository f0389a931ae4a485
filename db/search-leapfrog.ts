import { and, sql, type SQL } from 'drizzle-orm'

interface TwoWords {
  /** Rows `(id, key)` that have exactly each word, kind by kind; the index has those of a kind in the order of the list. */
  exactly: [SQL[], SQL[]]
  /** Rows that have a longer word in place of one. */
  longer: [SQL, SQL]
  /** Whether an id has words that begin as each of all that were typed. */
  hasAll: (id: SQL) => SQL
  /** A row of the list by its id, if it is as it has to be but for these two words. */
  row: (id: SQL) => SQL
  descending: boolean
  /** Where the page begins. */
  after: { key: string; id: string } | undefined
  limit: number
  /** How many times it may leap, and how many rows with longer words there may be. */
  steps: number
  few: number
}

/**
 * The first ids of a list that have two words, which many rows may have: the two lists of rows are in one order, so each leaps to
 * where the other is. Names lead quickly: from "zoe abe" in one list to "zoe schmidt" in the other is one step over all between
 * them. An array; null where that takes too many steps, or many rows have longer words, and something else has to be done.
 */
export function leapfrog({ exactly, longer, hasAll, row, descending, after, limit, steps, few }: TwoWords): SQL {
  const [from, beyond] = descending ? [sql`<=`, sql`<`] : [sql`>=`, sql`>`]
  const order = sql.raw(descending ? 'key desc, id desc' : 'key, id')
  const nextOfKind = (rows: SQL, where: SQL): SQL =>
    sql`(select at.id, at.key from (${rows}) at where ${where} order by ${order} limit 1)`
  // The first of each kind, and of these the first: the rows of all kinds together would have to be sorted.
  const next = (kinds: SQL[], where: SQL): SQL =>
    kinds.length === 1
      ? nextOfKind(kinds[0]!, where)
      : sql`(select id, key from (${sql.join(
          kinds.map(rows => nextOfKind(rows, where)),
          sql` union all `,
        )}) first order by ${order} limit 1)`
  const start = after ? sql`(at.key, at.id) ${beyond} (${after.key}::text, ${after.id}::uuid)` : sql`true`
  const second = next(exactly[1], sql`(at.key, at.id) ${from} (one.key, one.id)`)
  const reached = sql`(leap.key, leap.id)`
  return sql`(
    with recursive leap (step, id, key, met) as (
      select 1, two.id, two.key, one.id = two.id from ${next(exactly[0], start)} one cross join lateral ${second} two
      union all
      select leap.step + 1, two.id, two.key, one.id = two.id from leap cross join lateral (
        ${next(exactly[0], sql`leap.met and (at.key, at.id) ${beyond} ${reached}`)} union all
        ${next(exactly[0], sql`not leap.met and (at.key, at.id) ${from} ${reached}`)}
      ) one cross join lateral ${second} two
      where leap.step < ${steps}
    ),
    met as materialized (
      select leap.id, leap.key from leap cross join lateral (${row(sql`leap.id`)}) found where leap.met limit ${limit}
    ),
    longer as materialized (
      (select id, key from (${longer[0]}) first limit ${few + 1}) union all (select id, key from (${longer[1]}) second limit ${few + 1})
    )
    select case when (select count(*) <= ${few} from longer)
      and ((select count(*) >= ${limit} from met) or (select coalesce(max(step), 0) < ${steps} from leap))
    then array(select id from (
      select id, key from met union
      select at.id, at.key from longer at cross join lateral (${row(sql`at.id`)}) found where ${and(hasAll(sql`at.id`), start)}
    ) both_of_them order by ${order} limit ${limit}) end
  )`
}
