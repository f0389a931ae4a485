import { sql } from 'drizzle-orm'
import { foreignKey, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { companyId, createdAt, id } from './columns'
import { companies } from './companies'

export const groups = pgTable(
  'groups',
  {
    companyId: companyId(),
    id: id(),
    name: text('name').notNull(),
    slug: text('slug').notNull(),
    description: text('description').notNull().default(''),
    createdAt: createdAt(),
    nameKey: text('name_key').notNull().generatedAlwaysAs(sql`lower(name)`),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.id] }),
    foreignKey({ columns: [table.companyId], foreignColumns: [companies.id] }),
    uniqueIndex('groups_name').on(table.companyId, table.nameKey),
    uniqueIndex('groups_slug').on(table.companyId, table.slug),
  ],
)
