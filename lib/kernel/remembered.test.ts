import { expect, test } from 'vitest'
import { Remembered } from './remembered'

test('What is remembered is forgotten after its time, and not before', () => {
  let now = 0
  const remembered = new Remembered<number>({ ms: 100, most: 10 }, () => now)
  remembered.set('a', 1)
  now = 99
  expect(remembered.get('a')).toBe(1)
  now = 100
  expect(remembered.get('a')).toBeUndefined()
})

test('Of more than there is room for, the oldest is forgotten', () => {
  const remembered = new Remembered<number>({ ms: 100, most: 2 })
  for (const [at, key] of ['a', 'b', 'c'].entries()) remembered.set(key, at)
  expect(['a', 'b', 'c'].map(key => remembered.get(key))).toEqual([undefined, 1, 2])
})
