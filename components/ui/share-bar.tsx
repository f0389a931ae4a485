import type { LegendItem } from './legend'
import { sharesOf } from './shares'

export interface BarShare extends LegendItem {
  count: number
  /** The same colour in the drawing (app/charts.css). */
  mark: 'good' | 'soft' | 'faint'
}

/** Shares of a whole side by side, drawn on the server; see Ring for who can open them. */
export function ShareBar({ shares }: { shares: readonly BarShare[] }) {
  const placed = sharesOf(shares.map(({ count }) => count))
  return (
    <svg className="share-bar" aria-hidden="true">
      <rect width="100%" height="100%" />
      {shares.map(
        ({ label, count, mark, href }, n) =>
          count > 0 && (
            <a key={label} href={href} tabIndex={-1}>
              <title>{label}</title>
              <rect x={percent(placed[n]!.from)} width={percent(placed[n]!.part)} height="100%" className={mark} />
            </a>
          ),
      )}
    </svg>
  )
}

const percent = (part: number): string => `${Math.round(part * 10_000) / 100}%`
