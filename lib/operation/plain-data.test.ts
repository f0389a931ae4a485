import { describe, expect, test, vi } from 'vitest'
import { AppError } from '@/lib/kernel/errors'
import { plainData, plainFields } from './plain-data'

const refusalOf = (value: unknown): unknown => {
  try {
    return plainData(value)
  } catch (error) {
    return error
  }
}

const circular: { self?: unknown } = {}
circular.self = circular

const nested = (depth: number): unknown => (depth ? [nested(depth - 1)] : 'x')

/** The same eight things eight times, again and again: 8^8 values once it is written out. */
const doubling = Array.from({ length: 8 }).reduce<unknown>(inner => Array.from({ length: 8 }, () => inner), 'x')

/** As React hands out what only the browser can look into. */
const reference = new Proxy(function () {}, {
  get: () => {
    throw new Error('Cannot access it on the server.')
  },
})

const named = (value: unknown) => Object.fromEntries(['then'].map(name => [name, value]))

describe('The argument of a server action', () => {
  test('is taken as it is where a form could have sent it', () => {
    const sent = {
      name: 'Ada',
      groupIds: ['a', 'b'],
      days: 7,
      all: true,
      no: null,
      nothing: undefined,
      deep: { changes: [{ from: '', to: 'x' }] },
    }
    expect(plainData(sent)).toEqual(sent)
    expect(plainFields(undefined)).toEqual({})
    expect(plainFields({ company: 'acme' })).toEqual({ company: 'acme' })
  })

  test('keeps what looks like a prototype a field like any other', () => {
    const copy = plainFields(JSON.parse('{"__proto__":{"isAdmin":true},"constructor":"x"}')) as { isAdmin?: boolean }
    expect(Object.keys(copy)).toEqual(['__proto__', 'constructor'])
    expect(copy.isAdmin).toBeUndefined()
  })

  test('may hold five thousand people', () => {
    const userIds = Array.from({ length: 5000 }, (_, at) => `0198c0de-0000-7000-8000-${String(at).padStart(12, '0')}`)
    expect(plainFields({ userIds })).toEqual({ userIds })
  })

  const shapes: [name: string, value: unknown][] = [
    ['a promise', Promise.resolve(1)],
    ['a function', () => 1],
    ['a reference to the browser', reference],
    ['a date', new Date()],
    ['a map', new Map()],
    ['a set', new Set()],
    ['a form', new FormData()],
    ['a file', new Blob(['x'])],
    ['bytes', new Uint8Array(3)],
    ['a buffer', new ArrayBuffer(3)],
    ['an iterator', [1][Symbol.iterator]()],
    ['a stream', new ReadableStream()],
    ['a big integer', 1n],
    ['not a number', Number.NaN],
    ['infinity', -Infinity],
    ['a symbol', Symbol.iterator],
    ['an error', new Error('x')],
    ['an object of a class', new URL('http://localhost')],
    ['what contains itself', circular],
    ['what is too deep', nested(1000)],
    ['what is billions once it is written out', doubling],
  ]
  test.each(shapes)('is refused when it is %s, or has one in it', (_, value) => {
    for (const sent of [value, { email: value }, { changes: { groups: [value] } }]) {
      const refused = refusalOf(sent)
      expect(refused).toBeInstanceOf(AppError)
      expect(refused).toMatchObject({ code: 'invalid_input', status: 422 })
    }
  })

  test.each(['a text', 7, true, ['x']].map(value => [value]))('is no set of fields when it is %j', value => {
    expect(() => plainFields(value)).toThrow(AppError)
  })

  test('is never awaited, whatever it says of itself', async () => {
    const then = vi.fn<() => void>()
    expect(refusalOf(named(then))).toBeInstanceOf(AppError)
    // As text it is a field, and awaiting the copy gives the copy.
    const text = named('x')
    expect(await plainFields(text)).toEqual(text)
    expect(then).not.toHaveBeenCalled()
  })
})
