import type { LegendItem } from './legend'
import { sharesOf } from './shares'

export interface Share extends LegendItem {
  count: number
  /** The same colour in the drawing (app/charts.css). */
  mark: 'good' | 'bad'
}

/**
 * Shares of a whole as a ring, drawn on the server. Its arcs open with a pointer what the legend beside it opens for everybody, so
 * they are hidden from who has that.
 */
export function Ring({ shares, text }: { shares: readonly Share[]; text: string }) {
  const placed = sharesOf(shares.map(({ count }) => count))
  return (
    <svg viewBox="0 0 100 100" className="share-ring" aria-hidden="true">
      <circle cx="50" cy="50" r="41" />
      <g transform="rotate(-90 50 50)">
        {shares.map(
          ({ label, count, mark, href }, n) =>
            count > 0 && (
              <a key={label} href={href} tabIndex={-1}>
                <title>{label}</title>
                <circle
                  cx="50"
                  cy="50"
                  r="41"
                  pathLength="100"
                  className={mark}
                  strokeDasharray={`${hundredths(placed[n]!.part)} 100`}
                  strokeDashoffset={hundredths(-placed[n]!.from)}
                />
              </a>
            ),
        )}
      </g>
      <text x="50" y="50">
        {text}
      </text>
    </svg>
  )
}

/** Of a hundred, to a hundredth: what nobody sees is not sent. */
const hundredths = (part: number): number => Math.round(part * 10_000) / 100
