import { auditTargetTypes, eventKinds, type AuditTargetType, type EventKind, type PrincipalWay } from '@/db/schema'
import type { EventName } from '@/lib/operation/register'
import { eventNames } from './catalogue'
import { auditMessage, auditWord } from './messages'

export type { EventKind, PrincipalWay } from '@/db/schema'

/** The label of an event as it was read back, which may be one that this version no longer knows. */
export const eventLabel = (event: string): string => auditMessage(`${event}.label`) ?? event

const labelled = <Name extends string>(names: readonly Name[], labelOf: (name: Name) => string) =>
  Object.fromEntries(names.map(name => [name, labelOf(name)])) as Record<Name, string>

/** By what way somebody acted, in a few words; the same way of a person and of nobody reads differently. */
export const principalWayLabel = (via: PrincipalWay, of: { person: boolean }): string => auditWord('via', via, of)

/** What each event is called where one is chosen from a list, or named in a few words. */
export const eventLabels: Record<EventName, string> = labelled(eventNames, eventLabel)

export const eventKindLabels: Record<EventKind, string> = labelled(eventKinds, kind => auditWord('kind', kind))

export const targetLabels: Record<AuditTargetType, string> = labelled(auditTargetTypes, type =>
  auditWord('target_type', type),
)
