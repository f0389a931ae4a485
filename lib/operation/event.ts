import type { z } from 'zod'
import type { AuditTargetType, EventKind, EventSeverity } from '@/db/schema'

/** What an ICU message may be given. */
export type MessageArguments = Record<string, string | number | boolean | undefined>

/** What the sentence of an event is made with, in the language of who reads it. */
export interface SentenceContext {
  /** Somebody did it to themselves. */
  self: boolean
  /** It was done to a person. */
  person: boolean
  /** The message `<group>.<name>`; of a name that a newer version wrote, the message `<group>.other`. */
  word: (group: string, name: string) => string
  /** The message of this key. */
  say: (key: string, values: MessageArguments) => string
  /** "a, b and c". */
  list: (items: readonly string[]) => string
  /** In quotation marks, cut where it is long. */
  quote: (text: string) => string
  /** "4 May 2026", of an instant in ISO 8601. */
  date: (instant: string) => string
}

export interface EventDefinition<
  Facts extends z.ZodType = z.ZodType,
  Target extends AuditTargetType = AuditTargetType,
> {
  /** What readers filter by, and what is counted as what. */
  kind: EventKind
  /** On the scale of OCSF, which logs of other systems use too. */
  severity: EventSeverity
  /** Names of things, and never of people: the log outlives them. Nothing else is recorded. */
  facts: Facts
  /** What it can be about. */
  targets: readonly Target[]
  /**
   * Arguments of its sentence that are not facts as they stand. Facts are arguments already: a list as `x` and `x_count`,
   * a named thing by its name, and `has_x` of each (lib/audit/sentence-arguments.ts).
   */
  sentence?: (facts: z.output<Facts>, context: SentenceContext) => MessageArguments
}

/** One event: what it is, where it is filed, and what it carries. Its label and its sentence are messages beside it. */
export const defineEvent = <Facts extends z.ZodType, const Target extends AuditTargetType = never>({
  targets = [],
  ...definition
}: Omit<EventDefinition<Facts, Target>, 'targets'> & { targets?: readonly Target[] }): EventDefinition<
  Facts,
  Target
> => ({ ...definition, targets })

// What stands in lists and in the table below no longer has types of its own.
type AnyEventDefinition = EventDefinition<any, any> // oxlint-disable-line typescript/no-explicit-any

/** What a domain adds to `RecordableEvents`. */
export type DefinedEvents<Definitions> = { [Name in keyof Definitions]: Definitions[Name] }

const defined = new Map<string, AnyEventDefinition>()

/** The events of a domain, by the names that they are stored under for good. Whoever records one imports the file that defines it. */
export function defineEvents<const Definitions extends Record<string, AnyEventDefinition>>(
  definitions: Definitions,
): Definitions {
  for (const [name, definition] of Object.entries(definitions)) defined.set(name, definition)
  return definitions
}

/** @throws Error when nobody who runs here has imported the events of its domain (lib/audit/catalogue.test.ts looks for that) */
export function eventDefinition(name: string): EventDefinition {
  const definition = defined.get(name)
  if (!definition) throw new Error(`The event ${name} is not defined here: import the events.ts of its domain.`)
  return definition
}
