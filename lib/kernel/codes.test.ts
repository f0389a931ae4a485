import { describe, expect, test } from 'vitest'
import { spellings } from '@/testing/spellings'
import { cleanCode, isSixDigits } from './codes'

describe('A code is the same', () => {
  test.each(Object.entries(spellings))('with %s', (_, spell) => {
    for (const code of ['102938', '000000', '4711zz0a0vxw9k11']) expect(cleanCode(spell(code))).toBe(code)
    expect(isSixDigits(spell('102938'))).toBe(true)
  })

  test('in more than forty spellings', () => expect(Object.keys(spellings).length).toBeGreaterThan(40))

  test('in the digits of every script', () => {
    const all = Array.from({ length: 0x110000 }, (_, at) => at)
      .filter(at => at < 0xd800 || at > 0xdfff)
      .map(at => String.fromCodePoint(at))
      .filter(letter => /^\p{Nd}$/u.test(letter))
    expect(all.length % 10).toBe(0)
    expect(cleanCode(all.join(''))).toBe('0123456789'.repeat(all.length / 10))
  })
})

test('What is no part of a code stays, to be refused', () => {
  expect(cleanCode('12a456')).toBe('12a456')
  expect(cleanCode('½23456')).not.toBe('123456')
  expect(cleanCode('é23456')).toBe('é23456')
  expect(cleanCode(' - ')).toBe('')
  for (const code of ['', '12345', '1234567', '12345a', '123 45']) expect(isSixDigits(code)).toBe(false)
})

test('Nothing but ASCII comes out of what was ASCII, and the same again', () => {
  for (const spell of Object.values(spellings)) {
    const once = cleanCode(spell('4711zz0a0vxw9k11'))
    expect(cleanCode(once)).toBe(once)
  }
})
