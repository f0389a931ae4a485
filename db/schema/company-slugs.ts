import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { companies } from './companies'
import { createdAt } from './columns'

/**
 * Which company a slug leads to, former slugs included: they keep forwarding and nobody else
 * gets them. The one key that is unique across companies.
 */
export const companySlugs = pgTable(
  'company_slugs',
  {
    slug: text('slug').primaryKey(),
    companyId: uuid('company_id').notNull().references(() => companies.id),
    createdAt: createdAt(),
  },
  table => [index('company_slugs_company').on(table.companyId)],
)
