import type { z } from 'zod'
import { readSessionCookie } from '../auth/cookie'
import { AppError } from '../errors'
import { answerWith } from '../http/exchange'
import type { Operation } from './define'
import { requestFacts } from './request'
import { execute, type Outcome } from './run'

export type PageParams = Promise<{ [name: string]: string | undefined }>
export type SearchParams = Promise<{ [name: string]: string | string[] | undefined }>

/** What a page gets: the data, or the refusal to show in its place. */
export type Loaded<O> = { refusal?: undefined; outcome: Outcome<O> } | { refusal: AppError; outcome?: undefined }

/**
 * A query for a page. Its input is the address: the query string under the names in the path. The
 * answer's HTTP status is set to the refusal's, before anything is sent.
 */
export async function load<I extends z.ZodType, O, P>(
  operation: Operation<I, O, P>,
  params: PageParams,
  searchParams?: SearchParams,
): Promise<Loaded<O>> {
  const { company, ...named } = await params
  const input = { ...onlyFirst(await searchParams), ...named }
  try {
    const caller = { session: await readSessionCookie(), slug: company, request: await requestFacts() }
    return { outcome: await execute(operation, caller, input) }
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'internal') throw error
    answerWith(error.status, error.retryAfter)
    return { refusal: error }
  }
}

const onlyFirst = (query: Awaited<SearchParams> = {}) =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]))
