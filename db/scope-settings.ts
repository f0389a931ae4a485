import { isCompanySlug } from '@/lib/kernel/slug'
import { isUuid } from '@/lib/kernel/uuid'

/*
 * What the policies of the tables compare with, as `set local`: a distributed PostgreSQL passes that on to its workers, and a call
 * of set_config it does not. Such a statement takes no parameters, so these are the only values that are part of its text.
 */

/**
 * The statement by which a transaction, and nothing after it, sees the rows of one company.
 * @throws Error where this is no id
 */
export function setCompany(companyId: string): string {
  if (!isUuid(companyId)) throw new Error('The id of a company is a UUID.')
  return `set local app.company_id = '${companyId}'`
}

/**
 * The statement by which a transaction sees the row of a slug. A text that no company can have asks for none.
 */
export const askForSlug = (slug: string): string => `set local app.company_slug = '${isCompanySlug(slug) ? slug : ''}'`
