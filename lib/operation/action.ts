import type { z } from 'zod'
import type { ActionResult } from '@/lib/kernel/errors'
import { readSessionCookie } from '@/lib/platform/cookies/session-cookie'
import { setResponseStatus } from '@/lib/platform/http/request-context'
import type { Operation, RequestFacts } from './define'
import { requireOwnOrigin } from './own-origin'
import { plainFields } from './plain-data'
import { toRefusal } from './refusal'
import { requestFacts } from './request-facts'
import { execute } from './run'

/** What pages call: the slug of the page they are on, and the input. Both are the caller's word, whatever is declared here. */
type ServerAction<O = unknown> = (company: string, input?: unknown) => Promise<ActionResult<O>>

/** What becomes of the data before it goes to the browser: a token moves into the cookie, and is not sent. */
type Finish<O, V> = (data: O, company: string, fields: Fields) => Promise<V>

type Fields = ReturnType<typeof plainFields>

const slugOf = (company: unknown): string => (typeof company === 'string' ? company : '')

/** An operation as a server action. Refusals are values, with the HTTP status set beside them. */
export function action<I extends z.ZodType, O extends z.ZodType, P>(
  operation: Operation<I, O, P>,
): ServerAction<z.output<O>>
export function action<I extends z.ZodType, O extends z.ZodType, P, V>(
  operation: Operation<I, O, P>,
  finish: Finish<z.output<O>, V>,
): ServerAction<V>
export function action<I extends z.ZodType, O extends z.ZodType, P>(
  operation: Operation<I, O, P>,
  finish?: Finish<z.output<O>, unknown>,
): ServerAction<unknown> {
  return (company, input) =>
    asResult(async () => {
      await requireOwnOrigin()
      const slug = slugOf(company)
      const fields = plainFields(input)
      const { callbackUrl: _, ...asked } = fields
      const caller = { session: await readSessionCookie(), slug, request: await requestFacts() }
      const { data } = await execute(operation, caller, asked)
      return finish ? finish(data, slug, fields) : data
    })
}

interface PublicCall {
  company: string
  fields: Fields
  request: RequestFacts
}

/** A server action for who is not signed in: `work` runs a public operation, and says what the page gets of it. */
export const publicAction =
  <T>(work: (call: PublicCall) => Promise<T>): ServerAction<T> =>
  (company, input) =>
    asResult(async () => {
      await requireOwnOrigin()
      return work({ company: slugOf(company), fields: plainFields(input), request: await requestFacts() })
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
