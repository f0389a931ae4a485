import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
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

interface Limits {
  type?: string
  minLength?: number
  maxLength?: number
  pattern?: string
}

/** Of an operation's input, its fields that are texts, and their limits as programs read them. */
const textsOf = ({ input }: Pick<AnyOperation, 'input'>): [field: string, limits: Limits][] =>
  Object.entries((jsonSchemaOf(input, 'input').properties ?? {}) as Record<string, Limits>).filter(
    ([, { type }]) => type === 'string',
  )

/** What an operation has against the value of a field, whatever it says of the others. */
const problemsOf = ({ input }: Pick<AnyOperation, 'input'>, field: string, value: string): string[] => {
  const { error } = (input as z.ZodType).safeParse({ [field]: value })
  return (error?.issues ?? []).filter(({ path }) => path[0] === field).map(({ message }) => message)
}

/** Whether an operation has something against the value of a field, whatever it says of the others. */
const refuses = ({ input }: Pick<AnyOperation, 'input'>, field: string, value: string): boolean =>
  problemsOf({ input }, field, value).length > 0

/** What stands in a link is answered alike whatever it is: nothing of it is refused as input. */
const inLinks = new Set(
  [
    'invitations.open',
    'invitations.accept',
    'passwordReset.open',
    'passwordReset.complete',
    'emailChange.open',
    'emailChange.confirm',
    'emailChange.openObjection',
    'emailChange.object',
  ].flatMap(name => [`${name} token`, `${name} company`]),
)

const limited = all.flatMap(operation =>
  textsOf(operation)
    .filter(([field]) => !inLinks.has(`${operation.name} ${field}`))
    .map(([field, limits]) => [operation.name, field, operation, limits] as const),
)

test.each(limited.filter(([, , , { maxLength = 0 }]) => maxLength > 0 && maxLength < 1_000_000))(
  '%s refuses a longer %s than its schema says, and none for its length up to there',
  (_, field, operation, { maxLength = 0, pattern }) => {
    // A letter that patterns let through; addresses and ids have a form of their own, and files are cut.
    const long = 'a'.repeat(maxLength + 1)
    expect(refuses(operation, field, long)).toBe(true)
    const sentences = problemsOf(operation, field, 'a'.repeat(maxLength)).filter(text =>
      /at most|longer|too (long|large)/i.test(text),
    )
    expect([pattern, sentences]).toEqual([pattern, []])
  },
)

test.each(limited.filter(([, , , { pattern }]) => pattern))(
  '%s refuses a %s that its pattern does not match',
  (_, field, operation, { pattern }) => {
    const wrong = ['-', 'ä ä', '\u0000', '😀', 'a--b-', '%', 'x'.repeat(10_000)].filter(
      text => !new RegExp(pattern!, 'u').test(text),
    )
    expect(wrong.length).toBeGreaterThan(0)
    for (const text of wrong) expect([text, refuses(operation, field, text)]).toEqual([text, true])
  },
)
