import { z } from 'zod'
import { formatDay } from '@/lib/kernel/format-date'
import { timeZoneName } from '@/lib/kernel/time-zone-name'
import { defineEvent, defineEvents, type DefinedEvents } from '@/lib/operation/event'
import { noFacts } from '@/lib/operation/facts'

export const exemptionEvents = defineEvents({
  'exemption.granted': defineEvent({
    kind: 'change',
    severity: 'high',
    /** `timeZone`: of which it is a day; earlier versions had those of UTC, and left it out. */
    facts: z.strictObject({ reason: z.string(), lastDay: z.string(), timeZone: z.string().optional() }),
    targets: ['user'],
    sentence: ({ reason, lastDay, timeZone = 'UTC' }, { quote }) => ({
      reason: quote(reason),
      lastDay: formatDay(lastDay),
      timeZone: timeZoneName(timeZone),
    }),
  }),
  'exemption.ended': defineEvent({
    kind: 'change',
    severity: 'medium',
    facts: noFacts,
    targets: ['user'],
  }),
})

declare module '@/lib/operation/register' {
  interface RecordableEvents extends DefinedEvents<typeof exemptionEvents> {}
}
