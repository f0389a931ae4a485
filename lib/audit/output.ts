import { z } from 'zod'
import { loggedEventOutput } from '@/lib/kernel/outputs'
import { listPreferencesOutput } from '@/lib/operation/list-preferences'

export const listAuditEventsPageOutput = z.object({
  previous: z.string().optional(),
  next: z.string().optional(),
  events: z.array(loggedEventOutput),
  total: z.number().optional(),
  views: listPreferencesOutput('audit-log').views,
  /** By whose clock it is shown, and the reader's own. */
  timeZone: z.string(),
  ownTimeZone: z.string(),
  readsHidden: z.boolean(),
  /** How many reads match besides, counted to 10,001; left out where that takes longer than the page. */
  reads: z.number().optional(),
})

export const listAuditEventsOutput = z.object({
  /** Cursors of the neighbouring pages, where there are any. */
  previous: z.string().optional(),
  next: z.string().optional(),
  /** How many there are on all pages, counted to 10,001; left out where it takes longer than the page. */
  total: z.number().optional(),
  events: z.array(loggedEventOutput),
})
