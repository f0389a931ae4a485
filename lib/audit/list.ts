import type { z } from 'zod'
import { eventKinds } from '@/db/schema'
import { redactEmail } from '@/lib/kernel/redact'
import { isUuid } from '@/lib/kernel/uuid'
import { can, type PermissionHolder } from '@/lib/operation/can'
import type { listAuditInput } from './input'

const DAY_MS = 86_400_000

export type ListAuditInput = z.output<typeof listAuditInput>

/** Reads are left out where that is asked for, but not of what is asked for by name. */
export const hidesReads = ({ id, kind, event, reads }: ListAuditInput): boolean =>
  reads === 'hidden' && !id && !kind && !event

/** What the log is narrowed to, for this reader. */
export const auditFilterOf = (input: ListAuditInput, actor: PermissionHolder) => {
  const { id, person, kind, event, target, outcome, from, to } = input
  return {
    id,
    events: event && [event],
    kinds: event ? undefined : kind ? [kind] : hidesReads(input) ? eventKinds.filter(one => one !== 'read') : undefined,
    ...(person && (isUuid(person) ? { personId: person } : { person, seesPeople: can(actor, 'users:read') })),
    targetId: target,
    outcome,
    from,
    until: to && new Date(to.getTime() + DAY_MS),
  }
}

/** The same as the log may keep it. */
export function auditFilterFacts(input: ListAuditInput): Record<string, string> {
  const { id, person, kind, event, target, outcome, from, to } = input
  const asked = {
    id,
    person: person && !isUuid(person) ? redactEmail(person) : person,
    kind,
    event,
    target,
    outcome,
    from: from?.toISOString().slice(0, 10),
    to: to?.toISOString().slice(0, 10),
    reads: hidesReads(input) ? 'hidden' : undefined,
  }
  const filters = Object.entries(asked).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return Object.fromEntries(filters)
}
