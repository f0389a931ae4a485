import { randomInt, randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { AppError, type ErrorCode } from '@/lib/kernel/errors'
import type { Operation, RequestFacts } from '@/lib/operation/define'
import { execute, type Caller } from '@/lib/operation/run'
import type { MadeCompany } from './factories'

/** Somebody unknown, each from a network of its own: no test is held back by what others did before it. */
export const request = (): RequestFacts => ({
  requestId: randomUUID(),
  ip: `10.${randomInt(256)}.${randomInt(256)}.1`,
  userAgent: 'a test',
  sessions: [],
})

export interface SignedInUser {
  caller: Caller
  /** Runs an operation as this person; returns its data. */
  does: <I extends z.ZodType, O extends z.ZodType, P>(
    operation: Operation<I, O, P>,
    input?: z.input<I>,
  ) => Promise<z.output<O>>
}

/** Somebody signed in, as the adapters would present them to the runner. */
export async function signedIn(
  company: Pick<MadeCompany, 'id' | 'slug' | 'session'>,
  user: { id: string },
): Promise<SignedInUser> {
  const session = await company.session(user)
  const caller: Caller = {
    session: { token: session.token, companyId: company.id },
    slug: company.slug,
    request: { ...request(), ip: '192.0.2.1' },
  }
  return { caller, does: async (operation, input) => (await execute(operation, caller, input ?? {})).data }
}

/** What a refused call was refused with. Fails the test when it was not refused. */
export async function refusal(attempt: Promise<unknown>): Promise<AppError> {
  try {
    await attempt
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('The call was expected to be refused, and was not.')
}

export const refusalCode = async (attempt: Promise<unknown>): Promise<ErrorCode> => (await refusal(attempt)).code
