import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sourceFiles } from '@/testing/source-files'
import { lookup } from './lookup'

test('A table has what stands in it, and nothing of what every object has', () => {
  const table = { 'signed-out': 'You are signed out.', ['__proto__']: 'its own' }
  expect(lookup(table, 'signed-out')).toBe('You are signed out.')
  expect(lookup(table, '__proto__')).toBe('its own')
  for (const name of ['constructor', 'toString', 'hasOwnProperty', 'valueOf', '', 'SIGNED-OUT'])
    expect(lookup(table, name)).toBeUndefined()
})

const sources = sourceFiles
  .filter(name => !/^(scripts\/bench|testing|e2e)\//.test(name))
  .map(name => [name, readFileSync(name, 'utf8')] as const)

/** Tables whose keys are any text: what they are read by was checked by no compiler. */
const tables = new Set(
  sources.flatMap(([, text]) =>
    [...text.matchAll(/\bconst (\w+): (?:Readonly<)?Record<string, [^=]*> = \{[^}]/g)].map(([, name]) => name!),
  ),
)

test('Nothing reads a table by a name from outside, but by lookup()', () => {
  expect(tables.size).toBeGreaterThan(5)
  const reads = sources.flatMap(([name, text]) =>
    [...text.matchAll(/\b(\w+)\[([^[\]'"]+)\]/g)]
      // A key that is cast is one that the compiler did not believe in.
      .filter(([, table, key]) => (tables.has(table!) && !/^\d+$/.test(key!)) || / as \w+$/.test(key!))
      .map(([read]) => `${name}: ${read}`),
  )
  expect(reads).toEqual([])
})
