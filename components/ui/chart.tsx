import { createElement } from 'react'
import { formatSum, formatTotal } from '@/lib/kernel/totals'
import { dateOf } from './time-format'

export interface Day {
  /** ISO date, `2026-03-14`. */
  date: string
  /** Totals (lib/kernel/totals.ts), as is `bad`. */
  good: number
  bad: number
}

interface DailyBarsProps {
  days: Day[]
  goodLabel: string
  badLabel: string
  caption: string
}

/** Of the drawing, in pixels; components.css has it too. */
const HEIGHT = 148
const STEPS = 4

/** The lines of the scale, from 0 to above the highest bar: 1, 2 or 5 times a power of ten apart. */
const linesFor = (highest: number): number[] => {
  const wanted = Math.max(1, highest / STEPS)
  const power = 10 ** Math.floor(Math.log10(wanted))
  const step = ([1, 2, 5, 10].find(factor => factor * power >= wanted) ?? 10) * power
  return Array.from({ length: Math.max(1, Math.ceil(highest / step)) + 1 }, (_, i) => i * step)
}

/** To a tenth of a pixel: what nobody sees is not sent. */
const rounded = (pixels: number): number => Math.round(pixels * 10) / 10

const percent = (part: number, whole: number): string => `${Math.round((part / whole) * 10_000) / 100}%`

/**
 * Stacked bars, drawn on the server. Positions are percentages and no viewBox scales the drawing, so
 * that text keeps its size on every width. The same numbers follow as a table for screen readers.
 */
export function DailyBars({ days, goodLabel, badLabel, caption }: DailyBarsProps) {
  const lines = linesFor(Math.max(0, ...days.map(({ good, bad }) => good + bad)))
  const top = lines.at(-1)!
  const y = (value: number) => HEIGHT - (value / top) * HEIGHT
  const labelled = new Set([0, Math.floor((days.length - 1) / 2), days.length - 1])
  return (
    <figure>
      <figcaption className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
        <span className="sr-only">{caption}</span>
        <Legend className="bg-mark-good" label={goodLabel} total={formatSum(days.map(day => day.good))} />
        <Legend className="bg-mark-bad" label={badLabel} total={formatSum(days.map(day => day.bad))} />
      </figcaption>
      <div className="grid grid-cols-[auto_1fr] gap-x-2 text-[0.6875rem] text-muted tabular-nums" aria-hidden="true">
        <svg width="28" height={HEIGHT + 26} className="fill-current">
          {lines.map(value => (
            <text key={value} x="28" y={8 + y(value)} textAnchor="end" dominantBaseline="central">
              {compact(value)}
            </text>
          ))}
        </svg>
        <svg width="100%" height={HEIGHT + 26} className="bars">
          {lines.map(value => (
            <line key={value} x2="100%" y1={8 + y(value)} y2={8 + y(value)} />
          ))}
          {days.map(
            (day, i) =>
              day.good + day.bad > 0 && (
                <g key={day.date}>
                  <title>{`${dateOf(new Date(day.date))}: ${goodLabel} ${formatTotal(day.good)}, ${badLabel} ${formatTotal(day.bad)}`}</title>
                  <rect x={percent(i, days.length)} width={percent(1, days.length)} />
                  {bar({ i, of: days.length, from: 0, to: day.good, y })}
                  {bar({ i, of: days.length, from: day.good, to: day.good + day.bad, y, bad: true })}
                </g>
              ),
          )}
          {days.map(
            (day, i) =>
              labelled.has(i) && (
                <text
                  key={day.date}
                  x={percent(i === 0 ? 0 : i === days.length - 1 ? days.length : i + 0.5, days.length)}
                  y={HEIGHT + 22}
                  textAnchor={i === 0 ? 'start' : i === days.length - 1 ? 'end' : 'middle'}
                >
                  {dateOf(new Date(day.date)).replace(/ \d{4}$/, '')}
                </text>
              ),
          )}
        </svg>
      </div>
      {/* In a box, because a table grows with its rows whatever size it is told. */}
      <div className="sr-only">
        <table>
          <caption>{caption}; days without any are left out</caption>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">{goodLabel}</th>
              <th scope="col">{badLabel}</th>
            </tr>
          </thead>
          {createElement(
            'tbody',
            null,
            ...days
              .filter(day => day.good + day.bad > 0)
              .map(day =>
                createElement(
                  'tr',
                  null,
                  <th scope="row">{dateOf(new Date(day.date))}</th>,
                  <td>{formatTotal(day.good)}</td>,
                  <td>{formatTotal(day.bad)}</td>,
                ),
              ),
          )}
        </table>
      </div>
    </figure>
  )
}

interface Bar {
  i: number
  of: number
  from: number
  to: number
  y: (value: number) => number
  bad?: boolean
}

/** Called rather than mounted, and without what the stylesheet can say: there are sixty. */
function bar({ i, of, from, to, y, bad }: Bar) {
  if (to === from) return null
  // A hairline between the two parts tells them apart without their colours.
  const height = Math.max(1.5, y(from) - y(to) - (from ? 1.5 : 0))
  return (
    <rect
      x={percent(i + 0.16, of)}
      width={percent(0.68, of)}
      y={rounded(8 + y(to))}
      height={rounded(height)}
      className={bad ? 'bad' : 'good'}
    />
  )
}

function Legend({ className, label, total }: { className: string; label: string; total: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span className={`size-2.5 rounded-xs ${className}`} aria-hidden="true" />
      {label}
      <span className="font-semibold text-ink tabular-nums">{total}</span>
    </span>
  )
}

const compact = (value: number): string =>
  new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 }).format(value)
