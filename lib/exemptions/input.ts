import { z } from 'zod'
import { dayField } from '@/lib/kernel/day-field'
import { lineField } from '@/lib/kernel/fields'
import { userIdInput } from '@/lib/kernel/person-fields'

export const exemptionForm = z.object({
  reason: lineField('The reason', { min: 5, max: 200 }),
  /** The last day, of the company's time zone; which ones there are to choose from is known there (days.ts). */
  until: dayField('The last day'),
})

export const grantExemptionInput = userIdInput.extend(exemptionForm.shape)
