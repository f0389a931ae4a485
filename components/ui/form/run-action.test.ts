import { afterEach, expect, test, vi } from 'vitest'
import type { ActionResult, ErrorBody } from '@/lib/kernel/errors'
import { remedyFor, runAction } from './run-action'

/** What a page does when the server refuses a call that something can be done about. */

const refused = (code: ErrorBody['code'], requestId = 'r-1'): ActionResult<string> => ({
  ok: false,
  error: { code, message: 'No.', requestId },
})
const done: ActionResult<string> = { ok: true, data: 'done' }

/** An action that answers these, one after the other. */
const answering = (...answers: (ActionResult<string> | Error)[]) =>
  vi.fn<() => Promise<ActionResult<string>>>(async () => {
    const answer = answers.shift()!
    if (answer instanceof Error) throw answer
    return answer
  })

const takenBack: (() => void)[] = []
const remedy = (code: ErrorBody['code'], helps: boolean, options?: { repeats: boolean }) => {
  const does = vi.fn<(company: string, times: number) => Promise<boolean>>(async () => helps)
  takenBack.push(remedyFor(code, does, options))
  return does
}

afterEach(() => takenBack.splice(0).forEach(take => take()))

const run = (action: () => Promise<ActionResult<string>>) => runAction(action, 'acme', { name: 'Finance' }, 'alice')

test('The same call is made again after the remedy, as whom the page was drawn for', async () => {
  const signIn = remedy('unauthenticated', true)
  const action = answering(refused('unauthenticated'), done)
  expect(await run(action)).toEqual(done)
  expect(signIn).toHaveBeenCalledExactlyOnceWith('acme', 1)
  expect(action.mock.calls).toEqual([
    ['acme', { name: 'Finance' }, 'alice'],
    ['acme', { name: 'Finance' }, 'alice'],
  ])
})

test('A question to the person is asked once, and what is waited for as often as it takes', async () => {
  const signIn = remedy('unauthenticated', true)
  expect(await run(answering(refused('unauthenticated'), refused('unauthenticated')))).toEqual(
    refused('unauthenticated'),
  )
  expect(signIn).toHaveBeenCalledTimes(1)
  const wait = remedy('unavailable', true, { repeats: true })
  const away = Array.from({ length: 5 }, () => refused('unavailable'))
  expect(await run(answering(...away, done))).toEqual(done)
  expect(wait.mock.calls).toEqual([1, 2, 3, 4, 5].map(times => ['acme', times]))
})

test('Whoever would rather not is told what the server said, and nothing is sent again', async () => {
  remedy('unavailable', false, { repeats: true })
  const action = answering(refused('unavailable'), done)
  expect(await run(action)).toEqual(refused('unavailable'))
  expect(action).toHaveBeenCalledTimes(1)
})

test('What may have been done is not sent again by itself: neither where nobody knows, nor where no answer came', async () => {
  const wait = remedy('unavailable', true, { repeats: true })
  const unknown = answering(refused('outcome_unknown'), done)
  expect(await run(unknown)).toEqual(refused('outcome_unknown'))
  const cutOff = answering(new TypeError('Failed to fetch'), done)
  expect(await run(cutOff)).toMatchObject({ ok: false, error: { code: 'unavailable', requestId: '' } })
  for (const action of [unknown, cutOff]) expect(action).toHaveBeenCalledTimes(1)
  expect(wait).not.toHaveBeenCalled()
})
