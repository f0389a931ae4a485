import { z } from 'zod'
import { id, optional } from '@/lib/kernel/fields'

export const viewMailInput = z.object({
  state: optional(
    z.enum(['queued', 'sending', 'delayed', 'sent', 'failed', 'off'], {
      error: 'A mail is queued, sending, delayed, sent, failed or off.',
    }),
  ),
  cursor: optional(z.string().max(500)),
})

export const mailInput = z.object({ mailId: id })
