import { lookup } from '@/lib/kernel/lookup'
import type { ReadEvent } from './describe'

/** What an event says about before and after. */
export interface Change {
  /** Of what; in lower case, as it stands in the facts. */
  field: string
  from: string
  to: string
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const asChange = (field: string, value: unknown): Change[] =>
  isObject(value) && typeof value.from === 'string' && typeof value.to === 'string'
    ? [{ field, from: value.from, to: value.to }]
    : []

const fieldOf: Record<string, string> = {
  'company.slug_changed': 'slug',
  'company.language_changed': 'language',
  'company.time_zone_changed': 'time zone',
  'group.second_factor_changed': 'two-factor authentication',
}

/** The `{from, to}` facts of an event: its own, and those of each field it lists under `changes`. */
export function changesOf({ event, data }: Pick<ReadEvent, 'event' | 'data'>): Change[] {
  const fields = isObject(data.changes) ? Object.entries(data.changes) : []
  return [
    ...asChange(lookup(fieldOf, event) ?? 'name', data),
    ...fields.flatMap(([field, value]) => asChange(field, value)),
  ]
}
