import { expect, test } from 'vitest'
import { formatTotal, totalPeople } from './totals'

test('A total is exact up to 10,000, and says that there are more above it', () => {
  expect([0, 9999, 10_000, 10_001].map(formatTotal)).toEqual(['0', '9,999', '10,000', '10,000+'])
  expect([0, 1, 10_001].map(totalPeople)).toEqual(['0 people', '1 person', '10,000+ people'])
})
