import { sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { membershipsNow } from './holdings'
import { users } from './schema'

/**
 * Up to so many people are all looked up and put in order. Of more, the list of everybody is read in its order until a page of
 * them has been found: of a million people, 26 of 5,000 members are among the first 5,200, if they stand there by chance. Tests try
 * small ones.
 */
export const memberBounds = { lookedUp: 5000 }

/** Some of the people of a company: how they are found by an index, and how one is asked whether they are one of them. */
export interface SomePeople {
  /** Their ids as `user_id`, to stand in `from`; perhaps several times. */
  ids: SQL
  /** Of a row of `users`; a question of its own for each, or a condition on its columns. */
  isOne: SQL
}

/** Whether so few that all of them are looked up; some may be counted several times. */
export const areFew = ({ ids }: Pick<SomePeople, 'ids'>): SQL =>
  sql`((select count(*) from (select 1 from ${ids} some_of_them limit ${memberBounds.lookedUp + 1}) counted) <= ${memberBounds.lookedUp})`

export const membersOf = (companyId: string, groupIds: SQL): SomePeople => ({
  ids: sql`(select m.user_id from ${membershipsNow(companyId)} m where m.group_id ${groupIds})`,
  isOne: sql`exists (select 1 from ${membershipsNow(companyId)} m where m.group_id ${groupIds} and m.user_id = ${users}.id offset 0)`,
})

interface PeoplePage {
  companyId: string
  some: SomePeople
  /** What the page is sorted by. */
  key: PgColumn
  /** All that a person has to be beside one of them, beyond the cursor. */
  where: SQL | undefined
  orderBy: SQL[]
  limit: number
}

/** The ids of one page of a list of some people, as an array: by the shorter of two ways. */
export function pageOfPeople({ companyId, some, key, where, orderBy, limit }: PeoplePage): SQL {
  const order = sql.join(orderBy, sql`, `)
  const few = sql`array(select ${users.id} from (select distinct user_id from ${some.ids} some_of_them) m cross join lateral (
      select * from ${users} where ${users.companyId} = ${companyId} and ${users.id} = m.user_id offset 0) ${users}
    where ${where ?? sql`true`} order by ${order} limit ${limit})`
  const many = sql`array(select ${users.id} from (
      select ${users.id}, ${key} from ${users} where ${users.companyId} = ${companyId} and ${where ?? sql`true`} and ${some.isOne}
      order by ${order} limit ${limit}) ${users})`
  return sql`(select case when ${areFew(some)} then ${few} else ${many} end)::uuid[]`
}
