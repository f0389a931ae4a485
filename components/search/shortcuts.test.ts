import { expect, test } from 'vitest'
import { shortcutOf } from './shortcuts'

const key = (name: string, more: Partial<Parameters<typeof shortcutOf>[0]> = {}) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
  ...more,
})
const page = { inField: false, inDialog: false, afterG: false, on: true }

test('Ctrl K and ⌘ K open the search anywhere but in a dialog, also where single keys are off', () => {
  for (const more of [{ ctrlKey: true }, { metaKey: true }]) {
    expect(shortcutOf(key('k', more), { ...page, inField: true, on: false })).toBe('palette')
    expect(shortcutOf(key('k', more), { ...page, inDialog: true })).toBeUndefined()
  }
  expect(shortcutOf(key('k', { ctrlKey: true, shiftKey: true }), page)).toBeUndefined()
})

test('Single keys do what they say on a page, and g with a letter goes somewhere', () => {
  expect(shortcutOf(key('/'), page)).toBe('search')
  expect(shortcutOf(key('?', { shiftKey: true }), page)).toBe('keys')
  expect(shortcutOf(key('g'), page)).toBe('go')
  expect(shortcutOf(key('u'), { ...page, afterG: true })).toEqual({ to: 'u' })
  expect(shortcutOf(key('g'), { ...page, afterG: true })).toEqual({ to: 'g' })
  expect(shortcutOf(key('u'), page)).toBeUndefined()
})

test.each([
  ['in a field', {}, { inField: true }],
  ['in a dialog', {}, { inDialog: true }],
  ['where they are switched off', {}, { on: false }],
  ['with Ctrl', { ctrlKey: true }, {}],
  ['with Alt', { altKey: true }, {}],
  ['held down', { repeat: true }, {}],
  ['while letters are composed', { isComposing: true }, {}],
])('Single keys are none of ours %s', (_, more, where) => {
  for (const name of ['/', '?', 'g']) expect(shortcutOf(key(name, more), { ...page, ...where })).toBeUndefined()
  expect(shortcutOf(key('u', more), { ...page, afterG: true, ...where })).toBeUndefined()
})
