import { z } from 'zod'
import { loggedEventOutput } from '@/lib/kernel/outputs'

export const listAuditEventsOutput = z.object({
  /** Cursors of the neighbouring pages, where there are any. */
  previous: z.string().optional(),
  next: z.string().optional(),
  events: z.array(loggedEventOutput),
})
