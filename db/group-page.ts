import { sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { membershipsNow } from './holdings'
import { users } from './schema'

/**
 * Up to so many members are all looked up and put in order. Of more, the list of everybody is read in its order until a page of
 * them has been found: of a million people, 26 of 5,000 members are among the first 5,200, if they stand there by chance. Tests try
 * small ones.
 */
export const memberBounds = { lookedUp: 5000 }

interface GroupPage {
  companyId: string
  groupId: string
  /** What the page is sorted by. */
  key: PgColumn
  /** All that a person has to be beside a member, beyond the cursor. */
  where: SQL | undefined
  orderBy: SQL[]
  limit: number
}

/** The ids of one page of a list of the members of a group, as an array: by the shorter of two ways. */
export function pageOfMembers({ companyId, groupId, key, where, orderBy, limit }: GroupPage): SQL {
  const members = (more?: SQL): SQL =>
    sql`(select m.user_id from ${membershipsNow(companyId)} m where m.group_id = ${groupId}${more ?? sql``})`
  const order = sql.join(orderBy, sql`, `)
  const few = sql`array(select ${users.id} from ${members()} m cross join lateral (
      select * from ${users} where ${users.companyId} = ${companyId} and ${users.id} = m.user_id offset 0) ${users}
    where ${where ?? sql`true`} order by ${order} limit ${limit})`
  const many = sql`array(select ${users.id} from (
      select ${users.id}, ${key} from ${users} where ${users.companyId} = ${companyId} and ${where ?? sql`true`}
        and exists (select 1 from ${membershipsNow(companyId)} m where m.group_id = ${groupId} and m.user_id = ${users.id} offset 0)
      order by ${order} limit ${limit}) ${users})`
  return sql`(select case when (select count(*) from ${members(sql` limit ${memberBounds.lookedUp + 1}`)} counted) > ${memberBounds.lookedUp}
    then ${many} else ${few} end)::uuid[]`
}
