import { lineClass } from './control'
import { cx } from './cx'
import { Icon } from './icon'
import { search as magnifier } from './icons'

interface SearchFieldProps {
  name: string
  label: string
  value?: string
  /** In place of the label, which may be longer than a phone has room for. */
  placeholder?: string
}

/** True of every search: see db/search.ts. */
export const searchHint = 'Matches the beginning of words, in any order.'

/** What a list is searched by; it is searched as somebody types, and without a script by Enter. */
export function SearchField({ name, label, value, placeholder }: SearchFieldProps) {
  return (
    <label className="relative block min-w-0 flex-[1_1_12rem]">
      <span className="sr-only">{label}</span>
      <Icon
        of={magnifier}
        className="pointer-events-none absolute inset-s-3 top-1/2 size-4 -translate-y-1/2 text-muted"
      />
      <input
        type="search"
        name={name}
        defaultValue={value}
        placeholder={placeholder ?? label}
        autoComplete="off"
        aria-describedby={`${name}-hint`}
        className={cx(lineClass, 'ps-9')}
      />
    </label>
  )
}
