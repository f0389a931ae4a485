import { expect, test } from 'vitest'
import { formatSum, formatTotal, totalPeople } from './totals'

test('A total is exact up to 10,000, and says that there are more above it', () => {
  expect([0, 9999, 10_000, 10_001].map(formatTotal)).toEqual(['0', '9,999', '10,000', '10,000+'])
  expect([0, 1, 10_001].map(totalPeople)).toEqual(['0 people', '1 person', '10,000+ people'])
})

test('A sum says that there are more where one of its parts does', () => {
  expect([[], [1, 9_999, 10_000], [5_960, 10_001]].map(formatSum)).toEqual(['0', '20,000', '15,960+'])
})
