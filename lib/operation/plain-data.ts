import { AppError } from '@/lib/kernel/errors'

/** Plain data: what JSON can say, and undefined. */
type Plain = string | number | boolean | null | undefined | Plain[] | { [name: string]: Plain }

/** Deeper than any form nests; ends what leads back to itself. */
const DEEPEST = 16

/** More values than any input has (5,000 people at once, 1 MB): one that is named often enough could mean billions. */
const MOST_VALUES = 100_000

/**
 * The argument of a server action as plain data, before anything touches it. Whoever calls an action chooses what React
 * makes of it: promises, references to server functions and to things in the browser, files, iterators, dates, maps,
 * values that contain themselves. None of them is ever asked for a property, awaited or called; a form sends none.
 * @throws AppError `invalid_input`
 */
export function plainData(value: unknown): Plain {
  let values = 0
  const copy = (part: unknown, depth: number): Plain => {
    values += 1
    if (values > MOST_VALUES || depth > DEEPEST) throw notPlain()
    if (part === null || part === undefined || typeof part === 'string' || typeof part === 'boolean') return part
    if (typeof part === 'number' && Number.isFinite(part)) return part
    if (Array.isArray(part)) return Array.from(part, one => copy(one, depth + 1))
    if (typeof part === 'object' && isPlainObject(part)) {
      return Object.fromEntries(Object.entries(part).map(([name, one]) => [name, copy(one, depth + 1)]))
    }
    throw notPlain()
  }
  return copy(value, 0)
}

/** The same, of an argument that is an object with fields; none given is one without any. @throws AppError `invalid_input` */
export function plainFields(value: unknown): { [name: string]: Plain } {
  const data = plainData(value) ?? {}
  if (typeof data !== 'object' || Array.isArray(data)) throw notPlain()
  return data
}

const isPlainObject = (value: object): boolean => [Object.prototype, null].includes(Object.getPrototypeOf(value))

const notPlain = () => new AppError('invalid_input', 'This is not a valid request.')
