import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sourceFiles } from '@/testing/source-files'

/** What Next.js looks for by name in each page or route. */
const ofNext = new Set(
  `GET HEAD POST PUT PATCH DELETE OPTIONS metadata generateMetadata viewport dynamic config middleware register`.split(
    ' ',
  ),
)

/** Words that only this house would know, or that mean something else to whoever reads them. */
const privateWords =
  /deed|judge|judg(e)?ment|standing|letter|traces|remark|exchange|seal(ed)?(?![a-z])|coverage|neighbou?rhood|presence|onlyHeld|together|takeAsLong|tell(?![a-z])|InWords|AtTheDoor|demand|inTurn/i

/** Names of the runtime and of the test runner, which a second meaning would hide. */
const builtIn = new Set([
  ...Object.getOwnPropertyNames(globalThis),
  'Record',
  'Partial',
  'Pick',
  'describe',
  'test',
  'expect',
])

const sources = sourceFiles.filter(file => file !== 'next-env.d.ts')

const exported = sources.flatMap(file =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /^export (?:declare )?(?:async )?(?:abstract )?(?:const|let|function\*?|class|interface|type|enum) ([A-Za-z_$][\w$]*)/gm,
    ),
  ].map(([, name]) => ({ file, name: name! })),
)

// Playwright's own way: its `test`, with what every browser test of Console begins with.
const ours = exported.filter(({ file, name }) => !ofNext.has(name) && file !== 'e2e/support/test.ts')

test('Every exported name is found, and means one thing', () => {
  expect(ours.length).toBeGreaterThan(800)
  const byName = new Map<string, string[]>()
  for (const { file, name } of new Map(ours.map(one => [`${one.file} ${one.name}`, one])).values())
    byName.set(name, [...(byName.get(name) ?? []), file])
  expect([...byName].filter(([, files]) => files.length > 1)).toEqual([])
})

test('No exported name is a word of this house alone, or hides one that everybody knows', () => {
  expect(ours.filter(({ name }) => privateWords.test(name))).toEqual([])
  expect(ours.filter(({ name }) => builtIn.has(name))).toEqual([])
})

test('No two files of one kind are called by a word that says nothing', () => {
  expect(
    sources.filter(file => /(^|\/)(words|utils|helpers|misc|judge|note|known|taken|usable|offers)\.tsx?$/.test(file)),
  ).toEqual([])
})

/** Operations that two places call, each with its own way on. */
const calledOtherwise = new Set(['changeGroupsAction', 'changeExpiredPasswordAction', 'signOutHereAction'])

test('A server action is called after its operation, and no operation like an action', () => {
  const actions = sources
    .filter(file => file.startsWith('app/'))
    .flatMap(file => [...readFileSync(file, 'utf8').matchAll(/^export const (\w+) = action\((?:\w+\.)?(\w+)/gm)])
    .map(([, name, operation]) => ({ name: name!, operation: operation! }))
    .filter(({ name }) => !calledOtherwise.has(name))
  expect(actions.length).toBeGreaterThan(50)
  expect(actions.filter(({ name, operation }) => name !== `${operation}Action`)).toEqual([])
  const operations = sources.flatMap(file => [
    ...readFileSync(file, 'utf8').matchAll(/^export const (\w+) = (?:command|query|publicCommand)\(/gm),
  ])
  expect(operations.length).toBeGreaterThan(80)
  expect(operations.map(([, name]) => name!).filter(name => name.endsWith('Action'))).toEqual([])
})
