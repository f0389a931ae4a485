import { expect, test } from 'vitest'
import { roughDuration, queueByPriority, expectedDelay } from './forecast'

test.each([
  [0, 'less than a minute'],
  [59, 'less than a minute'],
  [60, 'about 1 minute'],
  [89 * 60, 'about 89 minutes'],
  [90 * 60, 'about 2 hours'],
  [6_667, 'about 2 hours'],
  [36_000, 'about 10 hours'],
])('%i seconds read as "%s"', (seconds, words) => {
  expect(roughDuration(seconds)).toBe(words)
})

test('A mail leaves after those before it, at the measured pace, and nobody knows when where nothing was measured', () => {
  expect(expectedDelay(0, 2)).toBe('less than a minute')
  expect(expectedDelay(899, 2)).toBe('about 30 minutes')
  expect(expectedDelay(899, null)).toBeUndefined()
})

test('What goes first stands first, and nothing waiting is told as well', () => {
  const bulk = { priority: 'bulk' as const, waiting: 9_996, sending: 3, everyS: 0.7 }
  expect(queueByPriority([bulk])).toEqual([
    { priority: 'urgent', waiting: 0, sending: 0, everyS: null },
    { priority: 'normal', waiting: 0, sending: 0, everyS: null },
    bulk,
  ])
})
