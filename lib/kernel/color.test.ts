import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inkOn, readColor } from './color'

test.each([
  ['#2F80ED', '#2f80ed'],
  ['2f80ed', '#2f80ed'],
  [' #28e ', '#2288ee'],
  ['＃２８ｅ', '#2288ee'],
  ['#12345', undefined],
  ['red', undefined],
  ['#2f80ed80', undefined],
  ['url(#x)', undefined],
])('The colour “%s” is stored as %s', (written, stored) => {
  expect(readColor(written)).toBe(stored)
})

test('Letters on a company’s colour can be read, whatever the colour', () => {
  const channel = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
  const light = (color: string) =>
    [0.2126, 0.7152, 0.0722].reduce(
      (sum, weight, at) => sum + weight * channel(Number.parseInt(color.slice(1 + 2 * at, 3 + 2 * at), 16) / 255),
      0,
    )
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), number => {
      const color = `#${number.toString(16).padStart(6, '0')}`
      const [low, high] = [light(color), light(inkOn(color))].sort((a, b) => a - b)
      expect((high! + 0.05) / (low! + 0.05)).toBeGreaterThanOrEqual(4.5)
    }),
  )
})
