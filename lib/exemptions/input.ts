import { z } from 'zod'
import { lineField } from '@/lib/kernel/fields'
import { userIdInput } from '@/lib/kernel/person-fields'

/** An exception is for a lost phone or a late delivery; who needs longer is granted another. */
const MAX_EXEMPTION_DAYS = 90

const DAY_MS = 86_400_000

/** The last day that can be chosen, as a date field writes it. */
export const lastExemptionDay = (now = new Date()): string =>
  new Date(now.getTime() + MAX_EXEMPTION_DAYS * DAY_MS).toISOString().slice(0, 10)

export const exemptionForm = z.object({
  reason: lineField('The reason', { min: 5, max: 200 }),
  /** The last day, in UTC. */
  until: z
    .string({ error: 'Choose the last day.' })
    .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'Choose the last day.', abort: true })
    .refine(day => !Number.isNaN(Date.parse(day)), { error: 'This date does not exist.', abort: true })
    .refine(day => day >= new Date().toISOString().slice(0, 10), { error: 'Choose a day that is not in the past.' })
    .refine(day => day <= lastExemptionDay(), { error: `An exception can last at most ${MAX_EXEMPTION_DAYS} days.` }),
})

export const grantExemptionInput = userIdInput.extend(exemptionForm.shape)
