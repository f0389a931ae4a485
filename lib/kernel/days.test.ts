import { expect, test } from 'vitest'
import { addDays, beginningOf, dayOf, endOf, localTimestamp, weekdayOf } from './days'
import { readTimeZone, timeZoneField, timeZones } from './time-zone'

const HOUR_MS = 3_600_000

test.each([
  ['UTC', '2026-05-31', '2026-05-31T00:00:00Z', 24],
  ['America/Sao_Paulo', '2026-05-31', '2026-05-31T03:00:00Z', 24],
  ['Europe/Madrid', '2026-03-29', '2026-03-28T23:00:00Z', 23],
  ['Europe/Madrid', '2026-10-25', '2026-10-24T22:00:00Z', 25],
  ['America/New_York', '2026-03-08', '2026-03-08T05:00:00Z', 23],
  ['America/New_York', '2026-11-01', '2026-11-01T04:00:00Z', 25],
  ['Asia/Kathmandu', '2026-05-31', '2026-05-30T18:15:00Z', 24],
  // There, the clocks jumped over midnight.
  ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00Z', 23],
  ['Pacific/Apia', '2026-05-31', '2026-05-30T11:00:00Z', 24],
])('In %s, %s begins at %s and has %i hours', (timeZone, day, begins, hours) => {
  const from = beginningOf(day, timeZone)
  expect(from).toEqual(new Date(begins))
  expect((endOf(day, timeZone).getTime() - from.getTime()) / HOUR_MS).toBe(hours)
  expect(dayOf(from, timeZone)).toBe(day)
  expect(dayOf(new Date(from.getTime() - 1), timeZone)).toBe(addDays(day, -1))
})

test('Days follow each other over months and leap years, and know their weekday', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
  expect([weekdayOf('2026-06-01'), weekdayOf('2026-06-07')]).toEqual([1, 7])
})

test.each([
  ['UTC', '2026-10-25T00:30:00.000Z'],
  ['Europe/Madrid', '2026-10-25T02:30:00.000+02:00'],
  ['America/Sao_Paulo', '2026-10-24T21:30:00.000-03:00'],
  ['Asia/Kathmandu', '2026-10-25T06:15:00.000+05:45'],
])('A timestamp of %s is the same moment: %s', (timeZone, written) => {
  const at = new Date('2026-10-25T00:30:00Z')
  expect(localTimestamp(at, timeZone)).toBe(written)
  expect(new Date(written)).toEqual(at)
})

test('An hour that comes twice is told apart by its distance from UTC', () => {
  const twice = ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'].map(at =>
    localTimestamp(new Date(at), 'Europe/Madrid'),
  )
  expect(twice).toEqual(['2026-10-25T02:30:00.000+02:00', '2026-10-25T02:30:00.000+01:00'])
})

test('A time zone is known by every name that it has, and kept by one', () => {
  expect(readTimeZone('europe/madrid')).toBe('Europe/Madrid')
  expect(readTimeZone('Asia/Kolkata')).toBe(readTimeZone('Asia/Calcutta'))
  expect(timeZones()[0]).toBe('UTC')
  for (const zone of timeZones()) expect(timeZoneField.parse(zone)).toBe(zone)
})

test.each([
  '',
  'Europe',
  'Mars/Olympus',
  '+03:00',
  'Europe/Madrid; drop',
  `Europe/${'a'.repeat(100)}`,
  '../etc',
  'constructor',
])('There is no time zone %j', name => {
  expect(readTimeZone(name)).toBeUndefined()
  expect(timeZoneField.safeParse(name).success).toBe(false)
})
