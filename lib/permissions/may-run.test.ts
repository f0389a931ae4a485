import { expect, test } from 'vitest'
import { operations } from '@/lib/registry'
import { mayRun } from './may-run'

test('Who may run an operation has the permission that it demands, or it demands none', () => {
  const allowed = (permissions: string[]) => operations.filter(one => mayRun({ permissions }, one))
  expect(allowed([])).toEqual(operations.filter(({ permission }) => permission === null))
  for (const { permission } of operations.filter(one => one.permission))
    expect(allowed([permission!])).toEqual(operations.filter(one => [null, permission].includes(one.permission)))
})

/** `can(actor, 'users:update')`, where the operation that is offered may demand something else by now. */
const byKey = /\bcan\(\s*\w+,\s*'(?!\*:\*)[\w-]+:(?!read')[^']+'/g

test('Pages offer what they call by its operation; by a key they only ask who may read where a link leads', () => {
  expect('can(actor, "x") && can(actor, \'users:update\')'.match(byKey)).toHaveLength(1)
  const files = import.meta.glob<string>(['../../{app,components}/**/*.{ts,tsx}'], {
    eager: true,
    query: '?raw',
    import: 'default',
  })
  const found = Object.entries(files).flatMap(([file, text]) =>
    (text.match(byKey) ?? []).map(call => `${file}: ${call}`),
  )
  expect(found).toEqual([])
  expect(Object.keys(files).length).toBeGreaterThan(200)
})
