import { z } from 'zod'
import { lineField } from '@/lib/kernel/fields'
import { formatDay } from '@/lib/kernel/format-date'
import { userIdInput } from '@/lib/kernel/person-fields'

/** The first and the last day that can be chosen, as a date field writes them (days.ts). */
export interface ExemptionDays {
  first: string
  last: string
}

const asked = z.object({
  reason: lineField('The reason', { min: 5, max: 200 }),
  /** The last day, of the company's time zone; which ones there are to choose from is known there. */
  until: z
    .string({ error: 'Choose the last day.' })
    .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'Choose the last day.', abort: true })
    .refine(day => !Number.isNaN(Date.parse(day)), { error: 'This date does not exist.' }),
})

/** Why a day cannot be the last one; undefined where it can. */
export function exemptionDayProblem(day: string, { first, last }: ExemptionDays): string | undefined {
  if (day < first) return 'Choose a day that is not in the past.'
  if (day > last) return `Choose a day up to ${formatDay(last)}.`
  return undefined
}

/** The form knows what will be refused before anybody is asked once more who they are. */
export const exemptionForm = (days: ExemptionDays) =>
  asked.superRefine(({ until }, { addIssue }) => {
    const message = exemptionDayProblem(until, days)
    if (message) addIssue({ code: 'custom', path: ['until'], message })
  })

export const grantExemptionInput = userIdInput.extend(asked.shape)
