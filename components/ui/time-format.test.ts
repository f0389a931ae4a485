import { describe, expect, test } from 'vitest'
import { dayHeadingOf } from './day-heading'
import { ago, dateTimeOf, exactTimeOf } from './time-format'

const now = new Date('2026-03-14T12:00:00Z')
const before = (seconds: number) => new Date(now.getTime() - seconds * 1000)

describe('ago', () => {
  test.each([
    [5, 'just now'],
    [60, '1 min ago'],
    [59 * 60, '59 min ago'],
    [3600, '1 h ago'],
    [24 * 3600, '1 day ago'],
    [6 * 24 * 3600, '6 days ago'],
    [7 * 24 * 3600, '7 Mar 2026'],
    [-5, 'in a moment'],
    [-2 * 3600, 'in 2 h'],
    [-30 * 24 * 3600, '13 Apr 2026'],
  ])('%i seconds before now reads %s', (seconds, text) => {
    expect(ago(before(seconds), now, 'UTC')).toBe(text)
  })
})

test.each([
  ['UTC', '15 Mar 2026, 01:59 UTC', '15 Mar 2026, 01:59:07 UTC'],
  ['Europe/Madrid', '15 Mar 2026, 02:59 CET', '15 Mar 2026, 02:59:07 CET'],
  ['America/Sao_Paulo', '14 Mar 2026, 22:59 GMT-3', '14 Mar 2026, 22:59:07 GMT-3'],
])('the long forms are by the clock of %s and say so', (timeZone, long, exact) => {
  const at = new Date('2026-03-14T23:59:07-02:00')
  expect(dateTimeOf(at, timeZone)).toBe(long)
  expect(exactTimeOf(at, timeZone)).toBe(exact)
})

test.each([
  ['America/Sao_Paulo', '2026-03-15T02:30:00Z', 'Today'],
  ['UTC', '2026-03-14T23:30:00Z', 'Yesterday'],
  ['Asia/Tokyo', '2026-03-14T14:30:00Z', 'Yesterday'],
  ['America/Sao_Paulo', '2026-03-14T02:30:00Z', 'Yesterday'],
  ['America/Sao_Paulo', '2026-03-13T02:30:00Z', 'Thursday, 12 March 2026'],
  ['UTC', '2026-03-13T12:00:00Z', 'Friday, 13 March 2026'],
])('a day of %s begins at its midnight: %s is %s', (timeZone, at, heading) => {
  expect(dayHeadingOf(new Date(at), new Date('2026-03-15T02:45:00Z'), timeZone)).toBe(heading)
})

test('the day before one with 25 hours is yesterday', () => {
  const now = new Date('2026-10-25T22:30:00Z')
  expect(dayHeadingOf(new Date('2026-10-24T21:30:00Z'), now, 'Europe/Madrid')).toBe('Yesterday')
  expect(dayHeadingOf(new Date('2026-10-24T22:30:00Z'), now, 'Europe/Madrid')).toBe('Today')
})
