import { setReader } from '@/lib/kernel/reader'
import { readTimeZone } from '@/lib/kernel/time-zone'
import type { RequestFacts } from './define'

/** Of who comes with a link and is not signed in, times are by the clock of their browser, else of the company that sent it. */
export const readByVisitor = ({ timeZone }: RequestFacts, company: { timeZone: string }): void =>
  setReader({ timeZone: timeZone ?? readTimeZone(company.timeZone) ?? 'UTC' })
