import { boolean, foreignKey, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { companyIdColumn, createdAtColumn, idColumn, instantColumn, keyColumn, versionColumns } from './columns'
import { companies } from './companies'

export const groups = pgTable(
  'groups',
  {
    companyId: companyIdColumn(),
    id: idColumn(),
    name: text('name').notNull(),
    slug: text('slug').notNull(),
    description: text('description').notNull().default(''),
    /** Its members must have a second factor, from `secondFactorSince` plus the days of grace on. */
    requiresSecondFactor: boolean('requires_second_factor').notNull().default(false),
    secondFactorGraceDays: integer('second_factor_grace_days').notNull().default(0),
    secondFactorSince: instantColumn('second_factor_since'),
    createdAt: createdAtColumn(),
    ...versionColumns(),
    nameKey: keyColumn('name_key').notNull(),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.id] }),
    foreignKey({ columns: [table.companyId], foreignColumns: [companies.id] }),
    uniqueIndex('groups_name').on(table.companyId, table.nameKey),
    uniqueIndex('groups_slug').on(table.companyId, table.slug),
  ],
)
