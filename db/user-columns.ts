import { sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { users } from './schema'

/** What every list tells of a person. */
export const columnsOfListedUser = {
  id: users.id,
  name: users.name,
  email: users.email,
  title: users.title,
  status: users.status,
}

/** What a person says of themselves and of where they stand; not their password. */
export const columnsOfUser = {
  ...columnsOfListedUser,
  createdAt: users.createdAt,
  activatedAt: users.activatedAt,
  deactivatedAt: users.deactivatedAt,
  lastSignInAt: users.lastSignInAt,
  version: users.version,
}

/** Rows of `name`, of nobody or one, to join laterally: looked up for each row of a page, after it was found (`offset 0`). */
export const nameOfUser = (companyId: string, id: PgColumn): SQL =>
  sql`(select name from ${users} where ${users.companyId} = ${companyId} and ${users.id} = ${id} offset 0)`
