import { expect, test } from 'vitest'
import { masked } from './redact'

test('an address keeps its first letter and its domain', () => {
  expect(masked('frank@acme.example')).toBe('f…@acme.example')
  expect(masked('a@b@acme.example')).toBe('a…@acme.example')
})

test('a name keeps its first letter, and what is very short keeps nothing', () => {
  expect(masked('Frank Moreau')).toBe('F…')
  expect(masked('🦄🦄🦄')).toBe('🦄…')
  for (const short of ['', 'x', 'Bo']) expect(masked(short)).toBe('…')
  expect(masked('bo@acme.example')).toBe('…@acme.example')
})
