import { createElement } from 'react'
import { formatSum, formatTotal } from '@/lib/kernel/totals'
import { Legend } from './legend'

export interface TwoWayBar {
  /** What it is of, such as a day. */
  label: string
  /** The same below the drawing, where there is room. */
  short: string
  /** Totals (lib/kernel/totals.ts). */
  up: number
  down: number
  upHref: string
  downHref: string
}

interface TwoWayBarsProps {
  caption: string
  /** Of the first column of the table: "Day". */
  unit: string
  bars: readonly TwoWayBar[]
  up: { label: string; href: string }
  /** `quiet`: nothing that is wrong. */
  down: { label: string; href: string; quiet?: boolean }
}

/** Of the drawing, in pixels. */
const TOP = 8
const HEIGHT = 136
const TEXT = 24
/** A word takes so much of it. */
const LINE = 13
/** So much of it each direction has at least: enough to touch. */
const LEAST = 32

/** The next number that is easily read: 1, 2, 3, 4, 5, 6 or 8 times a power of ten. */
const roundUp = (highest: number): number => {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, highest)))
  return ([1, 2, 3, 4, 5, 6, 8].find(factor => factor * power >= highest) ?? 10) * power
}

/** To a tenth of a pixel: what nobody sees is not sent. */
const rounded = (pixels: number): number => Math.round(pixels * 10) / 10

const percent = (part: number, whole: number): string => `${Math.round((part / whole) * 10_000) / 100}%`

/**
 * Two numbers of each day or week, one above the line and one below, by one scale, drawn on the server. Positions are percentages and
 * no viewBox scales the drawing, so that text keeps its size on every width. Each number that is not nought is a link, which is as wide
 * and as high as there is room; the same numbers follow as a table for screen readers.
 */
export function TwoWayBars({ caption, unit, bars, up, down }: TwoWayBarsProps) {
  const tops = {
    up: roundUp(Math.max(...bars.map(bar => bar.up))),
    down: roundUp(Math.max(...bars.map(bar => bar.down))),
  }
  const above = Math.min(HEIGHT - LEAST, Math.max(LEAST, (HEIGHT * tops.up) / (tops.up + tops.down)))
  const scale = Math.min(above / tops.up, (HEIGHT - above) / tops.down)
  const zero = TOP + above
  const lines = [...new Set([zero - tops.up * scale, zero, zero + tops.down * scale])]
  const marks = [tops.up, 0, tops.down]
  // Two words too close to each other would be none.
  const labelled = lines.filter((y, n) => n < 2 || y - zero > LINE)
  return (
    <figure>
      <figcaption>
        <span className="sr-only">{caption}</span>
        <Legend
          items={[
            { ...up, className: 'bg-mark-good', value: formatSum(bars.map(bar => bar.up)) },
            {
              ...down,
              className: down.quiet ? 'bg-control' : 'bg-mark-bad',
              value: formatSum(bars.map(bar => bar.down)),
            },
          ]}
        />
      </figcaption>
      <div className={down.quiet ? 'bars quiet' : 'bars'}>
        <svg height={TOP + HEIGHT + TEXT} aria-hidden="true">
          {labelled.map((y, n) => (
            <text key={y} x="28" y={rounded(y)}>
              {compact(marks[n]!)}
            </text>
          ))}
        </svg>
        <svg height={TOP + HEIGHT + TEXT} role="group" aria-label={caption}>
          {lines.map(y => (
            <line key={y} x2="100%" y1={rounded(y)} y2={rounded(y)} />
          ))}
          {createElement(
            'g',
            null,
            ...bars.flatMap((bar, i) => [
              part({
                i,
                of: bars.length,
                value: bar.up,
                href: bar.upHref,
                name: `${up.label}, ${bar.label}`,
                y: zero - bar.up * scale,
                height: bar.up * scale,
                room: [TOP, above],
              }),
              part({
                i,
                of: bars.length,
                value: bar.down,
                href: bar.downHref,
                name: `${down.label}, ${bar.label}`,
                y: zero,
                height: bar.down * scale,
                room: [zero, HEIGHT - above],
                bad: true,
              }),
            ]),
          )}
          {[0, Math.floor((bars.length - 1) / 2), bars.length - 1].map((i, n) => (
            <text
              key={i}
              x={percent(n === 0 ? 0 : n === 2 ? bars.length : i + 0.5, bars.length)}
              y={TOP + HEIGHT + 16}
              className={anchors[n]}
            >
              {bars[i]!.short}
            </text>
          ))}
        </svg>
      </div>
      {/* In a box, because a table grows with its rows whatever size it is told. */}
      <div className="sr-only">
        <table>
          <caption>{caption}; those without any are left out</caption>
          <thead>
            <tr>
              <th scope="col">{unit}</th>
              <th scope="col">{up.label}</th>
              <th scope="col">{down.label}</th>
            </tr>
          </thead>
          {createElement(
            'tbody',
            null,
            ...bars
              .filter(bar => bar.up + bar.down > 0)
              .map(bar =>
                createElement(
                  'tr',
                  null,
                  <th scope="row">{bar.label}</th>,
                  <td>{formatTotal(bar.up)}</td>,
                  <td>{formatTotal(bar.down)}</td>,
                ),
              ),
          )}
        </table>
      </div>
    </figure>
  )
}

const anchors = ['first', 'middle', 'last']

interface Part {
  i: number
  of: number
  value: number
  href: string
  /** Of what the number is. */
  name: string
  y: number
  height: number
  /** Where it can be touched: from where, and how high. */
  room: [number, number]
  bad?: boolean
}

/** Called rather than mounted, and without what the stylesheet can say: there are dozens. */
function part({ i, of, value, href, name, y, height, room: [top, high], bad }: Part) {
  if (!value) return null
  return (
    <a href={href}>
      <title>{`${name}: ${formatTotal(value)}`}</title>
      <rect x={percent(i, of)} width={percent(1, of)} y={rounded(top)} height={rounded(high)} />
      <rect
        x={percent(i + 0.16, of)}
        width={percent(0.68, of)}
        y={rounded(bad ? y + 1 : Math.min(y, top + high - 2))}
        height={rounded(Math.max(2, height - 1))}
        className={bad ? 'bad' : 'good'}
      />
    </a>
  )
}

const compact = (value: number): string =>
  new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 }).format(value)
