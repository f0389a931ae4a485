import { describe, expect, test } from 'vitest'
import { operations } from '@/lib/registry'
import { builtInPermissions, operationsInText } from './built-in'

/** Words that are in many sentences and say nothing of what an operation does. */
const commonWords = new Set('people person with what that their them from have where which after'.split(' '))

/** The beginnings of a sentence's words: "deactivated" is "deactivate". */
const wordsOf = (sentence: string): Set<string> =>
  new Set(
    (sentence.toLowerCase().match(/[a-z]{4,}/g) ?? [])
      .filter(word => !commonWords.has(word))
      .map(word => word.slice(0, 5)),
  )

const demanding = operations.filter(({ permission }) => permission)

describe("The texts of Console's own permissions", () => {
  test('speak of every operation that demands a permission, each in the text of the one it demands, and of no other', () => {
    const spokenOf = operationsInText.flatMap(({ permission, operations: named }) =>
      named.map(({ name }) => `${permission} ${name}`),
    )
    expect(spokenOf.sort()).toEqual(demanding.map(({ permission, name }) => `${permission} ${name}`).sort())
  })

  test.each(
    operationsInText.flatMap(({ permission, operations: named }) =>
      named.map(({ name, sentence }) => [name, permission, sentence] as const),
    ),
  )('name %s, in the text of %s, by words of its own', (name, _, sentence) => {
    const { explain } = operations.find(operation => operation.name === name)!
    const said = wordsOf(sentence)
    expect([...wordsOf(explain)].filter(word => said.has(word))).not.toEqual([])
  })

  test('are what companies are given, sentence by sentence', () => {
    for (const { permission, operations: named } of operationsInText) {
      const { description } = builtInPermissions.find(({ resource, action }) => `${resource}:${action}` === permission)!
      expect(description).toBe([...new Set(named.map(({ sentence }) => sentence))].join(' '))
      expect(description).toMatch(/^[A-Z].+\.$/)
    }
  })

  test('tell what a permission opens in at most four sentences', () => {
    for (const { operations: named } of operationsInText)
      expect(new Set(named.map(({ sentence }) => sentence)).size).toBeLessThanOrEqual(4)
  })
})
