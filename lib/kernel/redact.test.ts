import { expect, test } from 'vitest'
import { redactEmail } from './redact'

test('an address keeps its first letter and its domain', () => {
  expect(redactEmail('frank@acme.example')).toBe('f…@acme.example')
  expect(redactEmail('a@b@acme.example')).toBe('a…@acme.example')
})

test('a name keeps its first letter, and what is very short keeps nothing', () => {
  expect(redactEmail('Frank Moreau')).toBe('F…')
  expect(redactEmail('🦄🦄🦄')).toBe('🦄…')
  for (const short of ['', 'x', 'Bo']) expect(redactEmail(short)).toBe('…')
  expect(redactEmail('bo@acme.example')).toBe('…@acme.example')
})
