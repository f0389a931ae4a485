import { Button } from './button'
import { Combobox } from './combobox'
import { FilterForm } from './filter-form'
import { TextLink } from './link'
import { SearchField, searchHint } from './search-field'
import type { SelectOption } from './select'

interface Filter {
  name: string
  label: string
  value?: string
}

interface FilterBarProps {
  /** The list's own address, without a query. */
  action: string
  /** What is filtered, for screen readers: "Filter users". */
  label: string
  search?: Filter & { placeholder?: string }
  /** Of many, which are found by typing: where they come from, what comes before them, and what the present one is called. */
  choices?: (Filter & { source: { address: string; list: string }; fixed: readonly SelectOption[]; chosen?: string })[]
  /** What else the address must keep, such as the sort order. The cursor must not be here: a filter starts over. */
  keep?: Record<string, string | undefined>
  /** Shown as "Clear filters" while any filter is set. */
  clearHref?: string
  /** What was found, read out as it changes: "312 found". */
  found?: string
}

/** A GET form: the state is the address, and it works before and without JavaScript. */
export function FilterBar({ action, label, search, choices = [], keep = {}, clearHref, found }: FilterBarProps) {
  const filters = [...(search ? [search] : []), ...choices]
  const values = Object.fromEntries(filters.map(({ name, value }) => [name, value ?? '']))
  const filtered = filters.some(({ value }) => value)
  return (
    <FilterForm action={action} label={label} values={values} found={found}>
      {Object.entries(keep).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
      {search && (
        <div className="flex min-w-0 flex-[1_1_16rem] gap-2">
          <SearchField {...search} />
          <Button type="submit">Search</Button>
        </div>
      )}
      {choices.map(choice => (
        <Combobox key={`${choice.name} ${choice.value ?? ''}`} {...choice} />
      ))}
      {!search && <Button type="submit">Apply</Button>}
      {clearHref && filtered && (
        <TextLink href={clearHref} className="px-1">
          Clear filters
        </TextLink>
      )}
      {search && (
        <p id={`${search.name}-hint`} className="w-full text-[0.8125rem] text-muted max-sm:sr-only">
          {searchHint}
        </p>
      )}
    </FilterForm>
  )
}
