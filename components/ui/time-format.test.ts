import { describe, expect, test } from 'vitest'
import { ago, dateTimeOf } from './time-format'

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
    expect(ago(before(seconds), now)).toBe(text)
  })
})

test('the long form is the same in every time zone and says which one it is', () => {
  expect(dateTimeOf(new Date('2026-03-14T23:59:00-02:00'))).toBe('15 Mar 2026, 01:59 UTC')
})
