import { unstable_isUnrecognizedActionError, unstable_rethrow, useParams } from 'next/navigation'
import type { ActionResult, ErrorBody } from '@/lib/kernel/errors'

/**
 * A server action: the slug of the page that sends it, and what the person entered. Without `Input` it is any action that
 * answers so: to be handed on, not to be called.
 */
export type Action<Data = unknown, Input = never> = (company: string, input: Input) => Promise<ActionResult<Data>>

/** The input of an action that takes nothing. */
export type NoInput = Record<string, never>

/** The slug in the address, which an action compares with the company of the session. */
export const useCompany = (): string => String(useParams().company ?? '')

/** Does what a refusal asks for, such as a question to the person; whether it is worth trying again. */
type Remedy = (company: string) => Promise<boolean>

const remedies = new Map<ErrorBody['code'], Remedy>()

/** From now on, what is refused with this code is sent again after the remedy. Returns how to take it back. */
export function remedyFor(code: ErrorBody['code'], remedy: Remedy): () => void {
  remedies.set(code, remedy)
  return () => {
    if (remedies.get(code) === remedy) remedies.delete(code)
  }
}

/**
 * Calls the action and answers with a sentence also when there was no answer. Redirects pass through. Where there is
 * a remedy for a refusal, the same call is made again after it, once for each: nothing that was entered is lost.
 */
export const runAction = async <Data, Input>(
  action: Action<Data, Input>,
  company: string,
  input: Input,
): Promise<ActionResult<Data>> => {
  let result = await call(action, company, input)
  const tried = new Set<ErrorBody['code']>()
  while (!result.ok) {
    const { code } = result.error
    const remedy = tried.has(code) ? undefined : remedies.get(code)
    tried.add(code)
    // One after the other: who signed in again may have to confirm what comes next.
    // oxlint-disable-next-line no-await-in-loop
    if (!remedy || !(await remedy(company))) return result
    // oxlint-disable-next-line no-await-in-loop
    result = await call(action, company, input)
  }
  return result
}

const call = async <Data, Input>(
  action: Action<Data, Input>,
  company: string,
  input: Input,
): Promise<ActionResult<Data>> => {
  try {
    return await action(company, input)
  } catch (error) {
    unstable_rethrow(error)
    return { ok: false, error: explain(error) }
  }
}

/** Why there was no answer, in a sentence. */
export const explain = (error: unknown): ErrorBody => {
  if (unstable_isUnrecognizedActionError(error))
    return problem('unavailable', 'Console was updated since this page was opened. Reload the page and try again.')
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : ''
  if (digest) return { ...problem('internal', 'Something went wrong on our side. Try again.'), requestId: digest }
  return problem(
    'unavailable',
    'Console could not be reached. Check your connection and try again. What you entered is still here.',
  )
}

const problem = (code: ErrorBody['code'], message: string): ErrorBody => ({ code, message, requestId: '' })
