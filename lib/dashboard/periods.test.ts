import { expect, test } from 'vitest'
import { inOrder, lastDays, lastWeeks, periodOf } from './periods'

test.each([
  ['a Monday', '2026-06-01T00:00:00Z', { from: '2026-06-01', to: '2026-06-07' }],
  ['a Sunday', '2026-05-31T23:59:59Z', { from: '2026-05-25', to: '2026-05-31' }],
  ['the turn of a year', '2027-01-01T12:00:00Z', { from: '2026-12-28', to: '2027-01-03' }],
])('A week begins on Monday: on %s', (_, now, week) => {
  const weeks = lastWeeks(3, 'UTC', new Date(now))
  expect(weeks.at(-1)).toEqual(week)
  expect(weeks.map(({ from }) => Date.parse(from) - Date.parse(week.from))).toEqual(
    [-14, -7, 0].map(d => d * 86_400_000),
  )
})

test('The last days end with today, and each is counted to its end', () => {
  const days = lastDays(2, 'UTC', new Date('2026-03-01T00:00:00Z'))
  expect(days).toEqual([
    { from: '2026-02-28', to: '2026-02-28' },
    { from: '2026-03-01', to: '2026-03-01' },
  ])
  expect(periodOf(days[0]!, 'UTC').until).toEqual(new Date('2026-03-01T00:00:00Z'))
})

test('A day on which nothing happened is there with noughts', () => {
  const days = lastDays(2, 'UTC', new Date('2026-03-01T00:00:00Z'))
  expect(inOrder(days, [{ name: '2026-03-01', counts: [3, 1] }])).toEqual([
    { from: '2026-02-28', to: '2026-02-28', up: 0, down: 0 },
    { from: '2026-03-01', to: '2026-03-01', up: 3, down: 1 },
  ])
})

test('Days and weeks are those of a time zone, also where its clocks are changed', () => {
  const now = new Date('2026-03-30T02:00:00Z')
  expect(lastDays(1, 'America/Sao_Paulo', now)).toEqual([{ from: '2026-03-29', to: '2026-03-29' }])
  const days = lastDays(2, 'Europe/Madrid', now)
  expect(days.map(({ from }) => from)).toEqual(['2026-03-29', '2026-03-30'])
  const { from, until } = periodOf(days[0]!, 'Europe/Madrid')
  expect([from, until]).toEqual([new Date('2026-03-28T23:00:00Z'), new Date('2026-03-29T22:00:00Z')])
  expect(lastWeeks(1, 'America/Sao_Paulo', now)).toEqual([{ from: '2026-03-23', to: '2026-03-29' }])
})
