import { z } from 'zod'
import { idField, optionalField } from '@/lib/kernel/fields'
import { limitField } from '@/lib/kernel/page-size'

export const viewMailInput = z.object({
  state: optionalField(
    z.enum(['queued', 'sending', 'delayed', 'sent', 'failed', 'off'], {
      error: 'The status must be queued, sending, delayed, sent, failed or off.',
    }),
  ),
  cursor: optionalField(z.string().max(500)),
  limit: limitField,
})

export const mailInput = z.object({ mailId: idField })
