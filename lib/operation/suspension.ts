import { companiesIn } from '@/db/repositories/companies'
import type { CompanyScope } from '@/db/scope'
import { AppError } from '@/lib/kernel/errors'

/** What the people of a suspended company are told. @param because the operator's own words, if there are any */
export const companySuspended = (name: string, because: string | null): AppError =>
  new AppError(
    'company_suspended',
    `${name} is suspended. ${because ? `${because} ` : ''}No data is lost. Contact your Console operator.`,
    { details: { name, because } },
  )

/** What the page of a suspended company says. */
export interface Suspension {
  name: string
  because: string | null
}

export const isSuspended = (refusal: AppError): refusal is AppError & { details: Suspension } =>
  refusal.code === 'company_suspended'

/** @throws AppError `company_suspended` */
export async function requireNotSuspended(scope: CompanyScope): Promise<void> {
  const suspension = await companiesIn(scope).suspension()
  if (suspension) throw companySuspended(suspension.name, suspension.because)
}
