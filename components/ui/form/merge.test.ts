import { expect, test } from 'vitest'
import { mergeFields, sameValue } from './merge'

const merge = (base: unknown, yours: unknown, theirs: unknown) =>
  mergeFields(
    [{ field: 'name', yours, theirs }],
    () => base,
    () => yours,
  )[0]

test('What only one of two changed is taken from that one, and nobody is asked', () => {
  expect(merge('Finance', 'Finance', 'Treasury')).toMatchObject({ merged: 'Treasury', conflict: false })
  expect(merge('Finance', 'Money', 'Finance')).toBeUndefined()
})

test('What both changed is for a person to say, unless they agree', () => {
  expect(merge('Finance', 'Money', 'Treasury')).toMatchObject({ merged: 'Money', conflict: true })
  expect(merge('Finance', 'Money', 'Money')).toBeUndefined()
})

test('Of a list each entry is merged by itself', () => {
  expect(merge(['read', 'write'], ['read', 'write', 'deploy'], ['read', 'merge'])).toMatchObject({
    merged: ['read', 'merge', 'deploy'],
    conflict: false,
  })
  expect(merge(['read', 'write'], ['write'], ['read', 'write', 'deploy'])).toMatchObject({
    merged: ['write', 'deploy'],
  })
})

test('Text in a field is what the server knows by another kind', () => {
  for (const [typed, known] of [
    ['7', 7],
    ['', null],
    ['', undefined],
    ['b\na', ['a', 'b']],
    [[], undefined],
    ['true', true],
  ] as const)
    expect([typed, sameValue(typed, known)]).toEqual([typed, true])
  expect(sameValue('', 0)).toBe(false)
  expect(sameValue(undefined, false)).toBe(false)
})
