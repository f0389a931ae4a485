import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { companies } from './companies'

/** Apart from the company's row, which every request reads. Its digest stands there. */
export const companyLogos = pgTable('company_logos', {
  companyId: uuid('company_id')
    .primaryKey()
    .references(() => companies.id),
  /** What was drawn of the file that was uploaded, in base64: nobody is ever sent the file itself. */
  png: text('png').notNull(),
  /** In pixels. */
  width: integer('width').notNull(),
  height: integer('height').notNull(),
})
