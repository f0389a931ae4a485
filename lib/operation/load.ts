import type { z } from 'zod'
import { AppError } from '@/lib/kernel/errors'
import { setResponseStatus } from '@/lib/platform/http/request-context'
import { callerOn } from './caller'
import type { Operation, PublicOperation } from './define'
import { requestFacts } from './request-facts'
import { execute, executePublic, type OperationResult } from './run'
import { isSuspended, type Suspension } from './suspension'

type Actor = OperationResult<unknown>['actor']

export type PageParams = Promise<{ [name: string]: string | undefined }>
export type SearchParams = Promise<{ [name: string]: string | string[] | undefined }>

/** What a page gets: the data, or the refusal to show in its place; and who asks, where that is known. */
type Loaded<O> =
  | { actor: Actor; data: O; refusal?: undefined }
  | { actor: Actor; refusal: AppError }
  | { actor?: undefined; refusal: AppError }

/**
 * A query for a page. Its input is the address: the query string under the names in the path. The
 * answer's HTTP status is set to the refusal's, before anything is sent.
 */
export async function load<I extends z.ZodType, O extends z.ZodType, P>(
  operation: Operation<I, O, P>,
  params: PageParams,
  searchParams: SearchParams,
): Promise<Loaded<z.output<O>>> {
  const { company, ...named } = await params
  let actor: Actor | undefined
  try {
    const caller = { ...(await callerOn(company ?? '')), onActor: (known: Actor) => (actor = known) }
    return await execute(operation, caller, { ...(await firstOf(searchParams)), ...named })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    // Next prints what it catches with all its causes; ours is in our log by now, without parameters.
    if (error.code === 'internal') throw new AppError(error.code, error.message)
    setResponseStatus(error.status, error.retryAfter)
    return { actor, refusal: error }
  }
}

/** The query string with the first of repeated parameters. */
export const firstOf = async (searchParams: SearchParams): Promise<Record<string, string | undefined>> =>
  Object.fromEntries(
    Object.entries(await searchParams).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )

/**
 * A public operation for a page. Whoever may know that the company is suspended gets that instead, with its status; every
 * other refusal is thrown.
 */
export async function loadPublic<I extends z.ZodType<{ company: string }>, O extends z.ZodType>(
  operation: PublicOperation<I, O>,
  input: unknown,
): Promise<{ data: z.output<O>; suspended?: undefined } | { data?: undefined; suspended: Suspension }> {
  try {
    return { data: await executePublic(operation, await requestFacts(), input) }
  } catch (error) {
    if (!(error instanceof AppError) || !isSuspended(error)) throw error
    setResponseStatus(error.status)
    return { suspended: error.details }
  }
}
