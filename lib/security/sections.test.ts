import { expect, test } from 'vitest'
import { readSecuritySettings } from '@/lib/kernel/security-settings'
import { policyOf } from './presets'
import { passwordSection, sessionsSection } from './sections'

const messagesOf = (found: { error?: { issues: { path: PropertyKey[]; message: string }[] } }) =>
  Object.fromEntries((found.error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]))

test('What is left empty, is no number or out of range is named with what may be entered', () => {
  expect(
    messagesOf(passwordSection.safeParse({ preset: 'custom', minLength: '', history: 'many', expiryDays: '9999' })),
  ).toEqual({
    minLength: 'The length must be a whole number from 12 to 64.',
    history: 'The password history must be a whole number from 0 to 24.',
    expiryDays: 'The expiry must be a whole number from 0 to 730.',
  })
  expect(Object.keys(messagesOf(sessionsSection.safeParse({ idleMinutes: 7.5 })))).toEqual([
    'idleMinutes',
    'absoluteHours',
  ])
})

test('Numbers may come as text, and be left out where a preset says them', () => {
  expect(passwordSection.parse({ preset: 'custom', minLength: ' 14 ', history: 3 })).toMatchObject({
    minLength: 14,
    history: 3,
  })
  const present = readSecuritySettings({}).password
  expect(policyOf(passwordSection.parse({ preset: 'standard' }), present)).toMatchObject({ minLength: 12 })
  expect(sessionsSection.parse({ idleMinutes: '30', absoluteHours: 8 })).toEqual({ idleMinutes: 30, absoluteHours: 8 })
})
