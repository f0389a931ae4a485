import type { z } from 'zod'
import { AppError, outcomeUnknown, type ActionResult } from '@/lib/kernel/errors'
import { setResponseStatus } from '@/lib/platform/http/request-context'
import { callerOn } from './caller'
import type { Operation, PublicOperation } from './define'
import { requireOwnOrigin } from './own-origin'
import { parseInput } from './parse-input'
import { plainFields } from './plain-data'
import { toRefusal } from './refusal'
import { requestFacts } from './request-facts'
import { execute, executePublic } from './run'

/**
 * What pages call: the slug of the page they are on, the input, and whom the page was drawn for (the id of the user). The compiler
 * holds pages of ours to the types; who calls from outside is believed nothing.
 */
export type ServerAction<I, O> = (company: string, input: I, reader?: string) => Promise<ActionResult<O>>

/** What becomes of the data before it goes to the browser: a token moves into the cookie, and is not sent. */
type Finish<O, V> = (data: O, company: string, fields: Fields) => Promise<V>

type Fields = ReturnType<typeof plainFields>

/** Where a form of who signs in goes on to, sent beside the input. */
interface Onward {
  callbackUrl?: string
}

const slugOf = (company: unknown): string => (typeof company === 'string' ? company : '')

/** What is no text names nobody, and so nobody's page. */
const readerOf = (reader: unknown): string | undefined =>
  reader === undefined || typeof reader === 'string' ? reader : ''

/** An operation as a server action. Refusals are values, with the HTTP status set beside them. */
export function action<I extends z.ZodType, O extends z.ZodType, P>(
  operation: Operation<I, O, P>,
): ServerAction<z.input<I>, z.output<O>>
export function action<I extends z.ZodType, O extends z.ZodType, P, V>(
  operation: Operation<I, O, P>,
  finish: Finish<z.output<O>, V>,
): ServerAction<z.input<I> & Onward, V>
export function action<I extends z.ZodType, O extends z.ZodType, P>(
  operation: Operation<I, O, P>,
  finish?: Finish<z.output<O>, unknown>,
): ServerAction<z.input<I> & Onward, unknown> {
  return (company, input, reader) =>
    asResult(async () => {
      await requireOwnOrigin()
      const slug = slugOf(company)
      const fields = plainFields(input)
      const { callbackUrl: _, ...asked } = fields
      const { data } = await execute(operation, await callerOn(slug, readerOf(reader)), asked)
      return finish ? afterCommit(() => finish(data, slug, fields)) : data
    })
}

/** What has been done is not to be done again because the database went away just after it. */
async function afterCommit<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof AppError && error.code === 'unavailable' ? outcomeUnknown(error) : error
  }
}

interface PublicSteps<I extends z.ZodType, O extends z.ZodType, A, V> {
  /** Before anything: what cookies of this browser add to the input. */
  before?: (company: string) => Promise<A>
  /** What becomes of the data before it goes to the browser. */
  finish: (data: z.output<O>, call: { input: z.output<I>; fields: Fields }) => Promise<V>
}

/** A public operation as a server action, for who is not signed in; its company is the page's. */
export const publicAction =
  <I extends z.ZodType<{ company: string }, object>, O extends z.ZodType, V, A extends object = Record<never, never>>(
    operation: PublicOperation<I, O>,
    { before, finish }: PublicSteps<I, O, A, V>,
  ): ServerAction<Omit<z.input<I>, 'company' | keyof A> & Onward, V> =>
  (company, sent) =>
    asResult(async () => {
      await requireOwnOrigin()
      const fields = plainFields(sent)
      const slug = slugOf(company)
      const added = await before?.(slug)
      const input = parseInput(operation.input, { ...fields, ...added, company: slug })
      return finish(await executePublic(operation, await requestFacts(), input), { input, fields })
    })

/** Runs `work` and turns what it throws into a value for a form, with the status set beside it. */
export async function asResult<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, data: await work() }
  } catch (error) {
    const { refusal, body } = toRefusal(error)
    setResponseStatus(refusal.status, refusal.retryAfter)
    return { ok: false, error: body }
  }
}
