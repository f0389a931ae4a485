import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sourceFiles } from '@/testing/source-files'

/** Actions that a component makes of others, as text from their type to the end of their parameters. */
const wrappers = sourceFiles
  .filter(file => /^(app|components)\//.test(file))
  .flatMap(file =>
    [...readFileSync(file, 'utf8').matchAll(/: Action<[^=]*> = (?:async )?(\([^)]*\)|\w+) =>/g)].map(
      ([, parameters = '']) => ({
        file,
        parameters,
      }),
    ),
  )

// The compiler takes a function of two parameters for one of three.
test('Whatever sends for a form says whom the page was drawn for', () => {
  expect(wrappers.length).toBeGreaterThan(8)
  expect(wrappers.filter(({ parameters }) => !/\breader\b/.test(parameters))).toEqual([])
})
