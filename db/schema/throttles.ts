import { foreignKey, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { companyIdColumn, instantColumn } from './columns'
import { companies } from './companies'

/** Failures in a row by account, address, device or company, and until when the next try has to wait. */
export const throttles = pgTable(
  'throttles',
  {
    companyId: companyIdColumn(),
    /** Such as `account-of password <id>` or, where there is nobody, `account password <digest>`: what was typed is not kept. */
    key: text('key').notNull(),
    failures: integer('failures').notNull().default(0),
    lastFailureAt: instantColumn('last_failure_at').notNull().defaultNow(),
    blockedUntil: instantColumn('blocked_until'),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.key] }),
    foreignKey({ columns: [table.companyId], foreignColumns: [companies.id] }),
    index('throttles_last_failure').on(table.companyId, table.lastFailureAt),
  ],
)
