import { expect, test } from 'vitest'
import { deleteGroupForm } from './input'

const confirms = (name: string, confirmation: string): boolean =>
  deleteGroupForm(name).safeParse({ confirmation }).success

test.each([
  ['Finance', 'Finance'],
  ['Spaced   out', 'Spaced out'],
  ['Tab\there', 'Tab here'],
  ['In\u200bvisible', 'Invisible'],
  ['Caf\u00e9', 'Cafe\u0301 '],
])('A group called %j is deleted by its name as people see it', (name, typed) => {
  expect(confirms(name, typed)).toBe(true)
})

test.each(['', 'Fin', 'finance', 'Finance team', 'Treasury'])('It is not deleted by %j', typed => {
  expect(confirms('Finance', typed)).toBe(false)
})
