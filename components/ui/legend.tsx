import { Link } from './link'

export interface LegendItem {
  /** A colour, as `bg-mark-good`. */
  className: string
  label: string
  value: string
  /** Where what it counts is listed. */
  href?: string
}

/** What the colours of a picture mean, and how much there is of each. */
export function Legend({ items }: { items: readonly LegendItem[] }) {
  return (
    <ul className="legend">
      {items.map(({ className, label, value, href }) => (
        <li key={label}>
          {href ? (
            <Link href={href}>
              <Entry className={className} label={label} value={value} />
            </Link>
          ) : (
            <span>
              <Entry className={className} label={label} value={value} />
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

const Entry = ({ className, label, value }: Omit<LegendItem, 'href'>) => (
  <>
    <i className={className} />
    {label} <b>{value}</b>
  </>
)
