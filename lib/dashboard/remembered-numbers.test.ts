import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { rememberDays, rememberedDays, rememberedNumbers, rememberNumbers } from './remembered-numbers'

const people = (active: number) => ({ active, invited: 0, inactive: 0, neverSignedIn: 0, withoutGroup: 0 })

test('Numbers are remembered of large companies only, and of each by itself', () => {
  const [small, large] = [randomUUID(), randomUUID()]
  rememberNumbers(small, { people: people(999) })
  rememberNumbers(large, { people: people(1000) })
  expect(rememberedNumbers(small)).toEqual({})
  expect(rememberedNumbers(large).people?.active).toBe(1000)
})

test('Days are remembered that were busy and are over', () => {
  const companyId = randomUUID()
  const now = Date.parse('2026-05-04T00:09:00Z')
  const [quiet, before, yesterday] = ['2026-05-01', '2026-05-02', '2026-05-03'].map((day, n) => ({
    day,
    good: n ? 5000 : 3,
    bad: 1,
  }))
  rememberDays(companyId, 'UTC', [quiet!, before!, yesterday!], now)
  expect(rememberedDays(companyId, 'UTC')).toEqual([before])
  rememberDays(companyId, 'UTC', [before!, yesterday!], now + 120_000)
  expect(rememberedDays(companyId, 'UTC')).toEqual([before, yesterday])
  expect(rememberedDays(companyId, 'Europe/Madrid')).toEqual([])
})

test('Days are remembered of the last few time zones of a company', () => {
  const companyId = randomUUID()
  const days = [{ day: '2026-05-02', good: 5000, bad: 1 }]
  const now = Date.parse('2026-05-04T00:09:00Z')
  const zones = ['UTC', 'Europe/Madrid', 'Europe/Paris', 'Europe/Rome', 'Europe/Berlin', 'Asia/Tokyo']
  for (const zone of zones) rememberDays(companyId, zone, days, now)
  expect(zones.map(zone => rememberedDays(companyId, zone).length)).toEqual([0, 1, 1, 1, 1, 1])
})
