import { z } from 'zod'
import { eventKinds } from '@/db/schema'
import { dayField } from '@/lib/kernel/day-field'
import { optionalField, searchField } from '@/lib/kernel/fields'
import { limitField } from '@/lib/kernel/page-size'
import { timeZoneField } from '@/lib/kernel/time-zone'
import { eventNames } from './catalogue'

export const listAuditInput = z
  .object({
    /** Of one event. */
    id: optionalField(z.guid({ error: 'An event ID is not valid.' })),
    /** A person's id, or words of a name, for who may see people also of an address or title; as the one who acted or the one acted upon. */
    person: optionalField(searchField),
    kind: optionalField(z.enum(eventKinds, { error: 'This kind of event does not exist.' })),
    event: optionalField(z.enum(eventNames, { error: 'This event does not exist.' })),
    /** The id of a user, group, permission or session. */
    target: optionalField(z.guid({ error: 'The target must be the ID of a person, group, permission or session.' })),
    outcome: optionalField(z.enum(['succeeded', 'refused'], { error: 'The outcome must be succeeded or refused.' })),
    from: optionalField(dayField('From')),
    /** Including this day. */
    to: optionalField(dayField('To')),
    /** In which these days are meant and times are shown; left out, it is that of who asks. */
    timeZone: optionalField(timeZoneField),
    /** Whether what was only looked at is among them; the log has a hundred times as much of that as of all else. */
    reads: optionalField(z.enum(['shown', 'hidden'], { error: 'Reads must be shown or hidden.' })),
    cursor: optionalField(z.string().max(500)),
    limit: limitField,
  })
  .refine(input => !input.from || !input.to || input.from <= input.to, {
    path: ['to'],
    error: '"To" cannot be before "From".',
  })
