import { describe, expect, test } from 'vitest'
import type { AnyOperation, PublicOperation } from './operation/define'
import { jsonSchemaOf, type JsonSchema } from './operation/json-schema'
import { operations, publicOperations } from './registry'

const all: (AnyOperation | PublicOperation)[] = [...operations, ...publicOperations]

interface Part {
  path: string
  schema: JsonSchema
}

/** Every schema within one, with the way to it. */
function partsOf(schema: JsonSchema, path = ''): Part[] {
  const within = (part: unknown, name: string): Part[] =>
    part && typeof part === 'object' ? partsOf(part as JsonSchema, `${path}${name}`) : []
  return [
    { path, schema },
    ...Object.entries(schema.properties ?? {}).flatMap(([name, part]) => within(part, `.${name}`)),
    ...['anyOf', 'oneOf', 'allOf'].flatMap(key => ((schema[key] ?? []) as unknown[]).flatMap(part => within(part, ''))),
    ...within(schema.items, '[]'),
    ...within(schema.additionalProperties, '{}'),
  ]
}

const says = (schema: JsonSchema, ...keys: string[]): boolean => keys.some(key => key in schema)

describe.each(all.map(operation => [operation.name, operation] as const))('%s', (_, operation) => {
  test('says what kind everything is that goes in and comes out', () => {
    for (const io of ['input', 'output'] as const) {
      const vague = partsOf(jsonSchemaOf(operation[io], io))
        .filter(({ schema }) => !says(schema, 'type', 'anyOf', 'oneOf', 'allOf', 'enum', 'const'))
        // Facts of events differ from event to event.
        .filter(({ path }) => !path.endsWith('.data{}'))
      expect(vague.map(({ path }) => `${io}${path}`)).toEqual([])
    }
  })

  test('says how much may be sent, in each text, number and list', () => {
    const endless = partsOf(jsonSchemaOf(operation.input, 'input')).filter(
      ({ schema }) =>
        (schema.type === 'string' && !says(schema, 'maxLength', 'format', 'pattern', 'enum', 'const')) ||
        (schema.type === 'array' && !says(schema, 'maxItems')) ||
        (['number', 'integer'].includes(String(schema.type)) && !says(schema, 'maximum')),
    )
    expect(endless.map(({ path }) => path)).toEqual([])
  })
})

test('The schemas of all operations are those that programs were written for', async () => {
  const schemas = Object.fromEntries(
    all
      .toSorted((one, other) => one.name.localeCompare(other.name))
      .map(operation => [
        operation.name,
        {
          ...('http' in operation && operation.http && { http: `${operation.http.method} ${operation.http.path}` }),
          input: jsonSchemaOf(operation.input, 'input'),
          output: jsonSchemaOf(operation.output, 'output'),
        },
      ]),
  )
  await expect(`${JSON.stringify(schemas, null, 1)}\n`).toMatchFileSnapshot('../docs/api/schemas.json')
})

/** Of an operation's input, as programs read it. */
const inputOf = (name: string): JsonSchema =>
  jsonSchemaOf(all.find(operation => operation.name === name)!.input, 'input')

test('Lengths and patterns are those that an operation refuses by', () => {
  const { slug, name } = inputOf('groups.create').properties as Record<string, { maxLength: number; pattern?: string }>
  const { input } = all.find(operation => operation.name === 'groups.create')!
  const isTaken = (group: { name: string; slug: string }) => input.safeParse(group).success
  expect(isTaken({ name: 'n'.repeat(name!.maxLength), slug: 's'.repeat(slug!.maxLength) })).toBe(true)
  expect(isTaken({ name: 'n'.repeat(name!.maxLength + 1), slug: 's' })).toBe(false)
  expect(isTaken({ name: 'n', slug: 's'.repeat(slug!.maxLength + 1) })).toBe(false)
  for (const wrong of ['-s-', 's--s', 'S S', 's_s']) {
    expect(new RegExp(slug!.pattern!, 'u').test(wrong)).toBe(false)
    expect(isTaken({ name: 'n', slug: wrong })).toBe(false)
  }
})
