import { AppError, errorBody, type ErrorBody } from '@/lib/kernel/errors'
import { log } from '@/lib/kernel/log'
import { requestContext } from '@/lib/platform/http/request-context'

/** What an entry point answers to anything thrown: our refusals as they are, the unforeseen logged and hidden. */
export function toRefusal(error: unknown): { refusal: AppError; body: ErrorBody } {
  const { requestId } = requestContext()
  const refusal =
    error instanceof AppError ? error : new AppError('internal', 'Something went wrong on our side. Try again.')
  if (refusal !== error) log.error({ err: error, requestId }, 'Something unforeseen happened at an entry point.')
  return { refusal, body: errorBody(refusal, requestId) }
}
