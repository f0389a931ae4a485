import { foreignKey, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { companyIdColumn } from './columns'
import { users } from './users'

/** What a list is narrowed to and sorted by, under a name. */
export interface SavedView {
  id: string
  name: string
  /** The query of its address. */
  query: string
}

/** How a person likes to see a list: theirs alone, and gone with them. */
export const listPreferences = pgTable(
  'list_preferences',
  {
    companyId: companyIdColumn(),
    userId: uuid('user_id').notNull(),
    list: text('list').notNull(),
    /** Null: those that everybody sees. */
    columns: jsonb('columns').$type<string[]>(),
    views: jsonb('views').$type<SavedView[]>().notNull().default([]),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.userId, table.list] }),
    foreignKey({ columns: [table.companyId, table.userId], foreignColumns: [users.companyId, users.id] }).onDelete(
      'cascade',
    ),
  ],
)
