import type { z } from 'zod'
import { eventKinds } from '@/db/schema'
import { beginningOf, endOf, daysMeant } from '@/lib/kernel/days'
import { redactEmail } from '@/lib/kernel/redact'
import { isUuid } from '@/lib/kernel/uuid'
import type { Actor } from '@/lib/operation/actor'
import { can } from '@/lib/operation/can'
import type { listAuditInput } from './input'

export type ListAuditInput = z.output<typeof listAuditInput>

/** Reads are left out where that is asked for, but not of what is asked for by name. */
export const hidesReads = ({ id, kind, event, reads }: ListAuditInput): boolean =>
  reads === 'hidden' && !id && !kind && !event

/** Whose days are meant, and by whose clock the log is read. */
export const auditTimeZone = ({ timeZone }: ListAuditInput, actor: Actor): string => timeZone ?? actor.timeZone

/** What the log is narrowed to, for this reader. */
export const auditFilterOf = (input: ListAuditInput, actor: Actor) => {
  const { id, person, kind, event, target, outcome, from, to } = input
  const timeZone = auditTimeZone(input, actor)
  return {
    id,
    events: event && [event],
    kinds: event ? undefined : kind ? [kind] : hidesReads(input) ? eventKinds.filter(one => one !== 'read') : undefined,
    ...(person && (isUuid(person) ? { personId: person } : { person, seesPeople: can(actor, 'users:read') })),
    targetId: target,
    outcome,
    from: from ? beginningOf(from, timeZone) : undefined,
    until: to ? endOf(to, timeZone) : undefined,
  }
}

/** The same as the log may keep it. */
export function auditFilterFacts(input: ListAuditInput, actor: Actor): Record<string, string> {
  const { id, person, kind, event, target, outcome, from, to } = input
  const asked = {
    id,
    person: person && !isUuid(person) ? redactEmail(person) : person,
    kind,
    event,
    target,
    outcome,
    from,
    to,
    ...daysMeant(from || to, auditTimeZone(input, actor)),
    reads: hidesReads(input) ? 'hidden' : undefined,
  }
  const filters = Object.entries(asked).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return Object.fromEntries(filters)
}
