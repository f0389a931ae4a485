import type { FilterControl } from './filter-chips'
import type { SelectOption } from './select'

/** Options of a filter, with what stands for no choice before them. */
export const filterOptions = (unset: string, values: Record<string, string>): SelectOption[] => [
  { value: '', label: unset },
  ...Object.entries(values).map(([value, label]) => ({ value, label })),
]

/** What an option is called; undefined where there is none. */
export const optionLabel = (options: readonly SelectOption[], value?: string): string | undefined =>
  options.find(option => option.value === value)?.label

/** A filter by one of a few, called by what is chosen. */
export const choiceFilter = (
  name: string,
  label: string,
  options: readonly SelectOption[],
  value?: string,
): FilterControl => ({ kind: 'choice', name, label, options, value, shown: optionLabel(options, value) })
