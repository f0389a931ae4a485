import { Button } from './button'
import { Combobox } from './combobox'
import { lineClass } from './control'
import { FilterForm } from './filter-form'
import { TextLink } from './link'
import { SearchField, searchHint } from './search-field'
import { Select, type SelectOption } from './select'

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
  /** The first option stands for "any" and has the value ''. */
  selects?: (Filter & { options: readonly SelectOption[] })[]
  /** Of many, which are found by typing: where they come from, what comes before them, and what the present one is called. */
  choices?: (Filter & { source: { address: string; list: string }; fixed: readonly SelectOption[]; chosen?: string })[]
  dates?: Filter[]
  /** What else the address must keep, such as the sort order. The cursor must not be here: a filter starts over. */
  keep?: Record<string, string | undefined>
  /** Shown as "Clear filters" while any filter is set. */
  clearHref?: string
  /** What was found, read out as it changes: "312 found". */
  found?: string
}

/** A GET form: the state is the address, and it works before and without JavaScript. */
export function FilterBar({
  action,
  label,
  search,
  selects = [],
  choices = [],
  dates = [],
  keep = {},
  clearHref,
  found,
}: FilterBarProps) {
  const filters = [...(search ? [search] : []), ...selects, ...choices, ...dates]
  const values = Object.fromEntries(filters.map(({ name, value }) => [name, value ?? '']))
  const later = !search || dates.length > 0
  const filtered = filters.some(({ value }) => value)
  return (
    <FilterForm action={action} label={label} values={values} found={found}>
      {Object.entries(keep).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
      {search && (
        <div className="flex min-w-0 flex-[1_1_16rem] gap-2">
          <SearchField {...search} />
          {!later && <Button type="submit">Search</Button>}
        </div>
      )}
      {selects.map(({ name, label, value, options }) => (
        <label key={name} className="block min-w-0 flex-[0_1_11rem] max-sm:flex-[1_1_9rem]">
          <span className="sr-only">{label}</span>
          <Select name={name} defaultValue={value ?? ''} options={options} />
        </label>
      ))}
      {choices.map(choice => (
        <Combobox key={`${choice.name} ${choice.value ?? ''}`} {...choice} />
      ))}
      {dates.length > 0 && (
        <div className="flex min-w-0 flex-wrap items-center gap-2 max-sm:w-full">
          {dates.map(({ name, label, value }) => (
            <label
              key={name}
              className="flex min-w-0 items-center gap-2 max-sm:flex-[1_1_9rem] max-sm:flex-col max-sm:items-stretch max-sm:gap-1"
            >
              <span className="text-muted">{label}</span>
              <input type="date" name={name} defaultValue={value} className={lineClass} />
            </label>
          ))}
        </div>
      )}
      {later && <Button type="submit">Apply</Button>}
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
