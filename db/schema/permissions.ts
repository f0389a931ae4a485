import { boolean, foreignKey, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { companyIdColumn, createdAtColumn, idColumn, versionColumns } from './columns'
import { companies } from './companies'

export const permissions = pgTable(
  'permissions',
  {
    companyId: companyIdColumn(),
    id: idColumn(),
    resource: text('resource').notNull(),
    action: text('action').notNull(),
    description: text('description').notNull().default(''),
    /** Console's own, as opposed to one that the company added for its other systems. */
    builtIn: boolean('built_in').notNull().default(false),
    createdAt: createdAtColumn(),
    ...versionColumns(),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.id] }),
    foreignKey({ columns: [table.companyId], foreignColumns: [companies.id] }),
    uniqueIndex('permissions_key').on(table.companyId, table.resource, table.action),
  ],
)
