import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAtColumn, instantColumn } from './columns'
import { companies } from './companies'

/**
 * Which company a slug leads to. A former slug keeps forwarding until `freeFrom` and is nobody else's until then;
 * from then on it leads nowhere and whoever asks first has it. The one key that is unique across companies.
 */
export const companySlugs = pgTable(
  'company_slugs',
  {
    slug: text('slug').primaryKey(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    createdAt: createdAtColumn(),
    /** Null for the company's present slug. */
    freeFrom: instantColumn('free_from'),
  },
  table => [index('company_slugs_company').on(table.companyId)],
)
