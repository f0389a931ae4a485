import type { z } from 'zod'
import type { EventDefinition } from './event'

/**
 * What the domains tell the types of this engine, which imports none of them: each declares its events here, and the
 * catalogue of permissions its keys, by `declare module '@/lib/operation/register'`.
 */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled in by the domains
export interface Register {}

/** What an operation may demand, such as `users:read`. */
export type RequiredPermission = Register extends { permission: infer P extends string } ? P : string

/** Every event that may be recorded, by its name. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled in by the domains
export interface RecordableEvents {}

export type EventName = keyof RecordableEvents

type FactsOf<Definition> = Definition extends EventDefinition<infer Facts, infer _> ? z.output<Facts> : never

type TargetOf<Definition> = Definition extends EventDefinition<infer _, infer Type> ? { type: Type; id: string } : never

/** What an event carries. */
export type EventFacts<E extends EventName> = FactsOf<RecordableEvents[E]>

/** What an event may be about. */
export type RecordedTarget<E extends EventName> = TargetOf<RecordableEvents[E]>
