import { describe, expect, test } from 'vitest'
import { signedIn } from '@/testing/run-as'
import { samples, makeWorld } from '@/testing/samples'
import { auditTrail } from '@/testing/snapshot'
import type { AnyOperation } from './operation/define'
import { jsonSchemaOf, type JsonSchema } from './operation/json-schema'
import { operations } from './registry'

/** The names of all fields in a schema. */
function fieldsIn(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(fieldsIn)
  if (!schema || typeof schema !== 'object') return []
  const { properties = {}, ...rest } = schema as JsonSchema & { properties?: Record<string, unknown> }
  return [
    ...Object.keys(properties),
    ...Object.values(properties).flatMap(fieldsIn),
    ...Object.values(rest).flatMap(fieldsIn),
  ]
}

/** What somebody may be offered and why not, what to choose from, how it is shown and sorted: of use to nobody but a page. */
const pageWords = [
  /hindrance|helper|candidate|obstacle|sentence|label|button|href|hint|^tone$/i,
  /(^o|O)ptions$|(^w|W)ords$|Rules$|^(may|opens|show|own)([A-Z]|$)|(name|email)Key$/,
]

const pageFieldsOf = ({ output }: Pick<AnyOperation, 'output'>): string[] =>
  fieldsIn(jsonSchemaOf(output, 'output')).filter(field => pageWords.some(word => word.test(field)))

describe('What programs are answered', () => {
  const exposed = operations.filter(({ http }) => http)

  test.each(exposed.map(operation => [operation.name, operation] as const))(
    'by %s is nothing that only a page needs',
    (_, operation) => {
      expect(pageFieldsOf(operation)).toEqual([])
    },
  )

  test('would be found to be, were it what pages are drawn of', () => {
    const found = operations.flatMap(operation =>
      operation.internal === 'It draws a page.' ? pageFieldsOf(operation) : [],
    )
    expect(found).toEqual(expect.arrayContaining(['hindrances', 'helpers', 'groupOptions', 'mailWords', 'opensMore']))
  })
})

/** Each query that programs ask, beside the one that draws its page. */
const twins = operations.flatMap(page => {
  const programs = operations.find(({ name }) => `${name}Page` === page.name)
  return programs ? [[page.name, page, programs] as const] : []
})

const demandsOf = ({ permission, because, allowedWhile, stepUp, serialized, explain, kind }: AnyOperation) => ({
  permission,
  because,
  allowedWhile,
  stepUp,
  serialized,
  explain,
  kind,
})

test('Every query that is called a page draws one, beside a query that programs ask', () => {
  const called = operations.filter(({ name }) => name.endsWith('Page'))
  expect(called.map(({ name }) => name)).toEqual(twins.map(([name]) => name))
  expect(called.filter(({ internal }) => internal !== 'It draws a page.')).toEqual([])
  expect(twins.filter(([, , { http }]) => !http)).toEqual([])
  expect(twins.length).toBeGreaterThan(10)
})

describe.each(twins)('%s', (_, page, programs) => {
  test('opens to whom its twin does, and says the same of itself', async () => {
    expect(demandsOf(page)).toEqual(demandsOf(programs))
    const input = await samples[page.name]!(await makeWorld())
    expect(page.alsoRequires?.(input)).toEqual(programs.alsoRequires?.(input))
  })

  test('answers all that its twin does, and leaves the same in the audit log', async () => {
    const world = await makeWorld()
    const ada = await signedIn(world.company, await world.company.user({ groups: [world.company.administrators] }))
    const input = await samples[programs.name]!(world)
    const ask = async (operation: AnyOperation) => {
      const before = (await auditTrail(world.company.id)).length
      const answer: unknown = await ada.does(operation, input)
      const events = (await auditTrail(world.company.id)).slice(before)
      return { answer, events: events.map(({ event, data, target_id: target }) => ({ event, data, target })) }
    }
    const [asked, shown] = [await ask(programs), await ask(page)]
    expect(shown.answer).toMatchObject(asked.answer as object)
    expect(Object.keys(shown.answer as object)).not.toEqual(Object.keys(asked.answer as object))
    // A page may show more people, and then says so.
    expect(shown.events).toMatchObject(asked.events)
    expect(asked.events.length).toBeGreaterThan(0)
  })
})
