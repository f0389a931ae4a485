import { cx } from './cx'

const sizes = { sm: 'size-6 text-[0.625rem]', md: 'size-8 text-xs', lg: 'size-12 text-base' }

/** Initials on a hue of their own. Says nothing to a screen reader: the name stands beside it. */
export function Avatar({ name, size = 'md' }: { name: string; size?: keyof typeof sizes }) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        'hue inline-flex shrink-0 items-center justify-center rounded-full font-semibold select-none',
        `hue-${hueOf(name)}`,
        sizes[size],
      )}
    >
      {initialsOf(name)}
    </span>
  )
}

/** First letters of the first and last word; by code point, so an emoji stays whole. */
const initialsOf = (name: string): string => {
  const words = name.split(/[\s@.]+/).filter(Boolean)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
  return (
    letters
      .map(word => (word ? [...word][0] : ''))
      .join('')
      .toUpperCase() || '?'
  )
}

const hueOf = (name: string): number => {
  let hash = 0
  for (const letter of name) hash = (hash * 31 + letter.codePointAt(0)!) % 65521
  return hash % 8
}
