import { unstable_isUnrecognizedActionError, unstable_rethrow, useParams } from 'next/navigation'
import type { ActionResult, ErrorBody } from '@/lib/kernel/errors'

/**
 * A server action: the slug of the page that sends it, what the person entered, and whom the page was drawn for. Without `Input` it is any action that
 * answers so: to be handed on, not to be called.
 */
export type Action<Data = unknown, Input = never> = (
  company: string,
  input: Input,
  reader?: string,
) => Promise<ActionResult<Data>>

/** The input of an action that takes nothing. */
export type NoInput = Record<string, never>

/** The slug in the address, which an action compares with the company of the session. */
export const useCompany = (): string => String(useParams().company ?? '')

/** Whom the page was drawn for, by their id (app/(console)/_frame/shell.tsx); undefined where nobody is signed in. */
export const pageReader = (): string | undefined => document.querySelector<HTMLElement>('[data-reader]')?.dataset.reader

/**
 * Does what a refusal asks for, such as a question to the person; whether it is worth trying again. It is told how often the same
 * call has been refused for it.
 */
type Remedy = (company: string, times: number) => Promise<boolean>

interface KnownRemedy {
  remedy: Remedy
  /** It may be needed again for the same call: a question to the person is asked once. */
  repeats: boolean
}

const remedies = new Map<ErrorBody['code'], KnownRemedy>()

/** From now on, what is refused with this code is sent again after the remedy. Returns how to take it back. */
export function remedyFor(code: ErrorBody['code'], remedy: Remedy, { repeats = false } = {}): () => void {
  remedies.set(code, { remedy, repeats })
  return () => {
    if (remedies.get(code)?.remedy === remedy) remedies.delete(code)
  }
}

/**
 * Calls the action and answers with a sentence also when there was no answer. Redirects pass through. Where there is
 * a remedy for a refusal, the same call is made again after it: nothing that was entered is lost.
 * @param reader whom the page was drawn for when the person began, where that is longer ago than the call
 */
export const runAction = async <Data, Input>(
  action: Action<Data, Input>,
  company: string,
  input: Input,
  reader = pageReader(),
): Promise<ActionResult<Data>> => {
  const send = () => call(() => action(company, input, reader))
  let result = await send()
  const tried = new Map<ErrorBody['code'], number>()
  while (!result.ok) {
    const { code, requestId } = result.error
    const known = remedies.get(code)
    // Without an answer of the server's, nobody knows whether it did something.
    const remedy = requestId && known && (known.repeats || !tried.has(code)) ? known.remedy : undefined
    const times = (tried.get(code) ?? 0) + 1
    tried.set(code, times)
    // One after the other: who signed in again may have to confirm what comes next.
    // oxlint-disable-next-line no-await-in-loop
    if (!remedy || !(await remedy(company, times))) return result
    // oxlint-disable-next-line no-await-in-loop
    result = await send()
  }
  return result
}

const call = async <Data>(send: () => Promise<ActionResult<Data>>): Promise<ActionResult<Data>> => {
  try {
    return await send()
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
