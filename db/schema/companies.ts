import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt } from './columns'

export const companies = pgTable('companies', {
  id: uuid('id').primaryKey(),
  /** The current slug; every slug the company ever had is in company_slugs. */
  slug: text('slug').notNull(),
  name: text('name').notNull(),
  /** How long an invitation can be accepted when nobody says otherwise, 1 to 30. */
  invitationDays: integer('invitation_days').notNull().default(7),
  createdAt: createdAt(),
})
