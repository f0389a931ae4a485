import { z } from 'zod'
import type { CompanyScope } from '@/db/scope'
import type { Actor } from './actor'
import type { EventFacts, EventName, RecordedTarget, RequiredPermission } from './register'
import type { SessionRequirement as SessionDemand } from './session-requirements'
import type { TypedSearch } from './typed-searches'

/** Where a call came from, for the audit log. */
export interface RequestFacts {
  requestId: string
  ip: string | null
  userAgent: string | null
  /** Where the browser says that it is, by a name of the IANA database; null where it does not say. */
  timeZone?: string | null
  /** What the browser's device cookie holds, for who signed in here before. Never logged. */
  deviceTokens?: readonly string[]
  /** When it came, as `performance.now()` counts. */
  beganAt?: number
  /** Aborted when nobody waits for the answer any more. */
  signal?: AbortSignal
  /** What the browser's session cookies hold, one a company, the last sign-in first: who signs in now leaves theirs of it behind. Never logged. */
  sessions: readonly { token: string; companyId: string }[]
}

interface RecordOptions<E extends EventName> {
  target?: RecordedTarget<E>
  outcome?: 'succeeded' | 'refused'
  /** Who did it, where that is not the signed-in person (signing in itself). */
  actorId?: string
  /**
   * Before signing in: one of many alike, which are counted under this key and become one event with their number each
   * minute, so that nobody can fill the log.
   */
  fold?: string
}

/** Notes an event; it is written in the action's own transaction or the action does not happen. */
export type RecordEvent = <E extends EventName>(event: E, facts: EventFacts<E>, options?: RecordOptions<E>) => void

export interface Context {
  scope: CompanyScope
  actor: Actor
  record: RecordEvent
  request: RequestFacts
  /** Of what takes several transactions, the first of which recorded it: those after it. */
  part?: LaterPart
}

/** Of a file that is written in parts, one after the first. */
export interface LaterPart {
  rowsBefore: number
}

/** What demands no permission must say why. */
type PermissionRequirement = { permission: RequiredPermission; because?: never } | { permission: null; because: string }

/**
 * Who may call it from outside: programs, at an address under `/api/v1`, or pages of Console alone, and why.
 * Names in a path are fields of the input, such as `/groups/:groupId`.
 */
export type Exposure = Exposed | Internal

export interface Exposed {
  http: HttpAddress
  internal?: never
}

export interface Internal {
  internal: string
  http?: never
}

export interface HttpAddress {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: `/${string}`
}

interface Definition<I extends z.ZodType, O extends z.ZodType, P> {
  /** Stable and dotted, `users.deactivate`. */
  name: string
  /** One sentence for the catalogue of permissions: what somebody with the permission can do here. */
  explain: string
  input: I
  /** What leaves: this and nothing else, whatever the body returns. */
  output: O
  /** What may be demanded of the session, and this operation still run: those that fulfil the demand, and signing out. */
  allowedWhile?: readonly SessionDemand[]
  /** Dangerous enough to ask once more who it is, unless they proved it within the last 15 minutes. */
  stepUp?: boolean
  /** Permissions that this very input demands on top of the operation's own. */
  alsoRequires?: (input: z.output<I>) => readonly RequiredPermission[]
  /**
   * For what gives or takes access: one such action at a time in a company. Whoever had to wait for
   * their turn is authorized again, because the action before may have taken the permission from them.
   */
  serialized?: true
  /**
   * Of a query that pages ask again and again about what they were shown before, which was recorded, and that tells of no person:
   * why it leaves no event.
   */
  unrecorded?: string
  /**
   * Of a query that is asked again with every few letters that somebody types: what they typed. What narrows a search that was
   * recorded within the last minute is part of that event.
   */
  typed?: (input: z.output<I>) => TypedSearch
  /** Whether its answer was all there is: only then what narrows it is part of its event. */
  isWhole?(data: z.output<O>): boolean
  /** Writes rows by the hundred: the database is told to plan for that. */
  writesMany?: true
  /**
   * Counts all of the company. One plan that serves every company takes them all for alike, and is many times as slow as one made
   * for this: measured of the dashboard, 114 ms in place of 33 (scripts/bench/compare.ts).
   */
  plannedAnew?: true
  /**
   * For what is edited, and for reading it: where in the data its version stands, which programs get as ETag. The input of an
   * edit has a `version`, which programs send as If-Match.
   */
  versioned?: (data: z.output<O>) => number
  /** Slow work such as hashing, after authorization and outside any transaction. `read` opens a short one of its own. */
  prepare?: (
    context: Pick<Context, 'actor' | 'request'> & {
      read: <T>(work: (scope: CompanyScope) => Promise<T>) => Promise<T>
    },
    input: z.output<I>,
  ) => Promise<P>
  run: (context: Context, input: z.output<I>, prepared: P) => Promise<z.input<O>>
}

export type Operation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType, P = unknown> = Definition<
  I,
  O,
  P
> &
  PermissionRequirement &
  Exposure & { kind: 'command' | 'query' }

/** An operation whose types no longer matter: what the registry and the runner hold. */
// The one place where `any` is right: a list of operations with different inputs has no common input type.
export type AnyOperation = Operation<any, any, any> // oxlint-disable-line typescript/no-explicit-any

/** What an operation answers with, by its declaration. */
export type OutputOf<T extends { output: z.ZodType }> = z.output<T['output']>

/**
 * A change that names a field which nobody knows meant something by it: it is refused, and the field named. An address may say
 * more than a query asks for, such as which notice its page shows.
 */
const onlyKnown = <I extends z.ZodType>(input: I): I =>
  input instanceof z.ZodObject ? (input.strict() as unknown as I) : input

/** Something that changes data. */
export function command<I extends z.ZodType, O extends z.ZodType, P = undefined>(
  definition: Definition<I, O, P> & PermissionRequirement & Exposed,
): Operation<I, O, P> & Exposed
export function command<I extends z.ZodType, O extends z.ZodType, P = undefined>(
  definition: Definition<I, O, P> & PermissionRequirement & Internal,
): Operation<I, O, P>
export function command<I extends z.ZodType, O extends z.ZodType, P>(
  definition: Definition<I, O, P> & PermissionRequirement & Exposure,
): Operation<I, O, P> {
  return { ...definition, input: onlyKnown(definition.input), kind: 'command' }
}

/** Something that reads data. It leaves an audit event too: all access is logged. */
export function query<I extends z.ZodType, O extends z.ZodType, P = undefined>(
  definition: Definition<I, O, P> & PermissionRequirement & Exposed,
): Operation<I, O, P> & Exposed
export function query<I extends z.ZodType, O extends z.ZodType, P = undefined>(
  definition: Definition<I, O, P> & PermissionRequirement & Internal,
): Operation<I, O, P>
export function query<I extends z.ZodType, O extends z.ZodType, P>(
  definition: Definition<I, O, P> & PermissionRequirement & Exposure,
): Operation<I, O, P> {
  return { ...definition, kind: 'query' }
}

export interface PublicContext {
  request: RequestFacts
  /**
   * One transaction in the company that the slug leads to. For a slug that leads nowhere it is one
   * in a company without rows, so that the answer and its timing are the same; `record` is then mute.
   */
  transaction: <T>(work: (context: { scope: CompanyScope; record: RecordEvent }) => Promise<T>) => Promise<T>
}

/** What happens before anyone is signed in; its company comes from the slug in `input.company`. */
export interface PublicOperation<
  I extends z.ZodType<{ company: string }> = z.ZodType<{ company: string }>,
  O extends z.ZodType = z.ZodType,
> {
  kind: 'public'
  name: string
  /** One sentence for the audit log: what was tried where it was refused. */
  explain: string
  input: I
  output: O
  /** Proves nothing about who asks, so a suspended company answers it as ever: nobody is to find out by it. */
  answersAnybody?: true
  run: (context: PublicContext, input: z.output<I>) => Promise<z.input<O>>
}

export const publicCommand = <I extends z.ZodType<{ company: string }>, O extends z.ZodType>(
  definition: Omit<PublicOperation<I, O>, 'kind'>,
): PublicOperation<I, O> => ({ ...definition, kind: 'public' })
