import { foreignKey, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { companyIdColumn, createdAtColumn, instantColumn } from './columns'
import { users } from './users'

/** Who need not have a second factor though it is required: why, and until when. */
export const secondFactorExemptions = pgTable(
  'second_factor_exemptions',
  {
    companyId: companyIdColumn(),
    userId: uuid('user_id').notNull(),
    reason: text('reason').notNull(),
    until: instantColumn('until').notNull(),
    /** No foreign key, since people go and the exemption stays. */
    grantedBy: uuid('granted_by').notNull(),
    createdAt: createdAtColumn(),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.userId] }),
    foreignKey({ columns: [table.companyId, table.userId], foreignColumns: [users.companyId, users.id] }).onDelete(
      'cascade',
    ),
  ],
)
