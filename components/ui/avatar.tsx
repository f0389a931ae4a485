import { cx } from './cx'

/** Initials on a hue of their own. Says nothing to a screen reader: the name stands beside it. */
export function Avatar({ name, large }: { name: string; large?: boolean }) {
  return (
    <span aria-hidden="true" className={cx('avatar', large && 'large', `hue-${hueOf(name)}`)}>
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
