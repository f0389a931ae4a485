import type { z } from 'zod'
import { readSessionCookie } from '../auth/cookie'
import type { ActionResult } from '../errors'
import { answerWith } from '../http/exchange'
import type { Operation } from './define'
import { demandOwnOrigin } from './origin'
import { refusalOf } from './refusal'
import { requestFacts } from './request'
import { execute } from './run'

/** What pages call: the slug of the page they are on, and the input. */
export type ServerAction<O = unknown> = (company: string, input?: unknown) => Promise<ActionResult<O>>

/** An operation as a server action. Refusals are values, with the HTTP status set beside them. */
export const action =
  <I extends z.ZodType, O, P>(operation: Operation<I, O, P>): ServerAction<O> =>
  (company, input) =>
    asResult(async () => {
      await demandOwnOrigin()
      const caller = { session: await readSessionCookie(), slug: typeof company === 'string' ? company : '', request: await requestFacts() }
      return (await execute(operation, caller, input)).data
    })

/** Runs `work` and turns what it throws into a value for a form, with the status set beside it. */
export async function asResult<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, data: await work() }
  } catch (error) {
    const { refusal, body } = refusalOf(error)
    answerWith(refusal.status, refusal.retryAfter)
    return { ok: false, error: body }
  }
}
