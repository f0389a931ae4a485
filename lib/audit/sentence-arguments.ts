import { z } from 'zod'
import { formatList } from '@/lib/kernel/format'
import { formatDate } from '@/lib/kernel/format-date'
import { lookup } from '@/lib/kernel/lookup'
import { readerTimeZone } from '@/lib/kernel/reader'
import { timeZoneName } from '@/lib/kernel/time-zone-name'
import { isUuid } from '@/lib/kernel/uuid'
import type { EventDefinition, MessageArguments, SentenceContext } from '@/lib/operation/event'
import { eventKindLabels, eventLabel } from './labels'
import { auditMessage, auditWord } from './messages'

/** Enough to recognise a description by; the details have all of it. */
const MAX_QUOTED = 100

/** In quotation marks, cut where it is long; an empty text is nothing. */
function quote(text: string): string {
  const characters = [...text]
  if (!characters.length) return auditWord('text', 'empty')
  const shown = characters.length > MAX_QUOTED ? `${characters.slice(0, MAX_QUOTED).join('').trimEnd()}…` : text
  return auditWord('text', 'quoted', { text: shown })
}

export const sentenceContext = (names: Pick<SentenceContext, 'self' | 'person'>): SentenceContext => ({
  ...names,
  word: auditWord,
  say: (key, values) => auditMessage(key, values) ?? key,
  list: formatList,
  quote,
  date: instant => formatDate(new Date(instant), readerTimeZone()),
})

/** What a list was narrowed to, in words; ids of people and groups say nothing to a reader. */
const filterIn = ([name, value]: [string, unknown]): string => {
  const text = String(value)
  return auditWord('filter', name, {
    name,
    value: text,
    // A choice in a message is a word of letters, digits and underscores.
    choice: text.replaceAll('-', '_'),
    zone: timeZoneName(text),
    quoted: quote(text),
    isId: isUuid(text),
    kind: (lookup(eventKindLabels, text) ?? text).toLowerCase(),
    label: quote(eventLabel(text)),
  })
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const changeIn = ([field, value]: [string, unknown]): string =>
  auditMessage('change', {
    field,
    from: quote(isObject(value) ? String(value.from) : ''),
    to: quote(isObject(value) ? String(value.to) : ''),
  }) ?? field

/** Facts whose entries are told one by one. */
const entriesIn: Record<string, (entries: [string, unknown][]) => string> = {
  filters: entries => entries.map(filterIn).join(', '),
  changes: entries => formatList(entries.map(changeIn)),
}

/** One fact as arguments of a message: as it is, how many it is of, and whether there is any. */
function argumentsOf(name: string, value: unknown): MessageArguments {
  const has = `has_${name}`
  if (Array.isArray(value))
    return { [name]: formatList(value.map(String)), [`${name}_count`]: value.length, [has]: value.length > 0 }
  const tell = lookup(entriesIn, name)
  if (tell) {
    const entries = isObject(value) ? Object.entries(value) : []
    return { [name]: tell(entries), [`${name}_count`]: entries.length, [has]: isObject(value) }
  }
  if (isObject(value)) return { [name]: typeof value.name === 'string' ? value.name : '', [has]: true }
  const given = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  return { [name]: given ? value : undefined, [has]: given && value !== '' }
}

/**
 * What the sentence of an event is made of: every fact that its definition declares, given or not, and what its definition
 * prepares itself. Facts may be of an older version, or of a newer one.
 */
export function sentenceArguments(
  { facts: schema, sentence }: EventDefinition,
  facts: Record<string, unknown>,
  context: SentenceContext,
): MessageArguments {
  const declared = schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
  const names = new Set([...declared, ...Object.keys(facts)])
  return Object.assign({}, ...[...names].map(name => argumentsOf(name, facts[name])), sentence?.(facts, context))
}
