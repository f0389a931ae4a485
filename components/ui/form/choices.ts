import type { FoundOptions } from '@/components/ui/found-options'
import { fold } from '@/lib/kernel/fold'
import { pluralize } from '@/lib/kernel/format'
import { formatTotal } from '@/lib/kernel/totals'
import type { ChooserOption } from './choice-list'
import { beginsAllWords } from './chosen'

/** So many are shown at once; the others are found by typing. */
const SHOWN = 20

interface Choices {
  noun: { one: string; many: string }
  /** Those that the page brought along, in the order in which they are shown. */
  known: readonly ChooserOption[]
  /** How many there are, where the page did not bring all of them. */
  total: number | undefined
  typed: string
  /** Whether what is typed is asked for, and what was answered to it. */
  asks: boolean
  answer: FoundOptions | undefined
}

interface ShownChoices {
  shown: ChooserOption[]
  /** How many there are, or why there are none. */
  status: string
  /** Nothing is called what was typed, and that is certain. */
  isNew: boolean
}

/**
 * What there is to choose from: of what the page brought along what matches, at once, and behind it what is found when the answer comes, so
 * that nothing moves under the pointer.
 */
export function choicesFor({ noun, known, total, typed, asks, answer }: Choices): ShownChoices {
  const here = typed ? known.filter(option => beginsAllWords(option.label, typed)) : known
  // One that the page brought along is what it was there, and what was read of it.
  const found =
    typed && answer
      ? answer.options.map(option => known.find(({ value }) => value === option.id) ?? optionOf(option))
      : []
  const matching = [...here, ...found.filter(({ value }) => !here.some(option => option.value === value))]
  const called = (option: ChooserOption): boolean => fold(option.label) === fold(typed)
  const first = matching.slice(0, SHOWN)
  // Who typed the whole name finds it, however many others are found by it.
  const named = typed && !first.some(called) ? matching.find(called) : undefined
  const shown = named ? [...first.slice(0, -1), named] : first
  const waits = asks && typed !== '' && !answer
  const many = Math.max(matching.length, (typed ? answer?.total : total) ?? 0)
  const status = (): string => {
    if (waits) return 'Loading…'
    if (typed && answer?.failed) return 'The search failed. Type again to retry.'
    if (typed && !matching.length) return `No ${noun.one} matches “${typed}”.`
    if (typed && answer?.more && answer.total === undefined)
      return `The first ${answer.options.length}. Type more to find others.`
    if (many > shown.length)
      return `${shown.length} of ${formatTotal(many)} ${noun.many}. ${typed ? 'Type more to narrow the list.' : 'Type to find others.'}`
    return typed || !asks || known.length ? pluralize(matching.length, noun.one, noun.many) : ''
  }
  return {
    shown,
    status: status(),
    isNew: typed !== '' && !waits && !answer?.failed && ![...known, ...found].some(called),
  }
}

const optionOf = ({ id, name, email, title, hint, disabled }: FoundOptions['options'][number]): ChooserOption => ({
  value: id,
  label: name,
  hint: hint ?? ([email, title].filter(Boolean).join(' · ') || undefined),
  disabled,
})
