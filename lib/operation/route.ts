import type { z } from 'zod'
import { COMPANY_HEADER } from '@/lib/kernel/company-header'
import { AppError } from '@/lib/kernel/errors'
import { formatList } from '@/lib/kernel/format'
import { apiCaller } from './caller'
import type { AnyOperation, Exposed, Operation } from './define'
import { conditionOf, entityTag } from './entity-tag'
import { requireOwnOrigin } from './own-origin'
import { toRefusal } from './refusal'
import { execute } from './run'

type Params = Record<string, string>
type Handler = (request: Request, context: { params: Promise<Params> }) => Promise<Response>

/** A change is a few fields; a larger body is a mistake or an attack. */
const MAX_BODY = 1_000_000

const noStore = { 'Cache-Control': 'no-store' }

/**
 * An operation over HTTP, for the company of the session: `{ data }`, or `{ error }` with its status.
 * Its input is the body, or the query of a GET, under the names in the path, and the version in If-Match.
 */
const route =
  <I extends z.ZodType, O extends z.ZodType, P>(operation: Operation<I, O, P>): Handler =>
  async (request, { params }) => {
    try {
      if (operation.kind === 'command') await requireOwnOrigin()
      const sent = ['GET', 'HEAD'].includes(request.method)
        ? Object.fromEntries(new URL(request.url).searchParams)
        : await bodyOf(request)
      const caller = await apiCaller(request.headers.get(COMPANY_HEADER))
      const asked = { ...sent, ...(await params), ...conditionOf(operation, request) }
      const { data } = await execute(operation, caller, asked)
      const tag = operation.versioned && { ETag: entityTag(operation.versioned(data)) }
      return Response.json({ data: data ?? null }, { headers: { ...noStore, ...tag } })
    } catch (error) {
      return refusalResponse(error)
    }
  }

/** The body of a request as an object; empty where there is none. @throws AppError `too_large` or `invalid_input` */
export async function bodyOf(request: Request): Promise<Record<string, unknown>> {
  const tooLarge = new AppError('too_large', 'The request body is larger than 1 MB.')
  if (Number(request.headers.get('content-length')) > MAX_BODY) throw tooLarge
  const text = await request.text()
  if (text.length > MAX_BODY) throw tooLarge
  if (!text) return {}
  try {
    const body: unknown = JSON.parse(text)
    if (body && typeof body === 'object' && !Array.isArray(body)) return { ...body }
  } catch {
    // Answered below like any other body that is not an object.
  }
  throw new AppError('invalid_input', 'The request body must be a JSON object.')
}

/** A refusal as JSON, with its status. */
export function refusalResponse(error: unknown, more: Record<string, string> = {}): Response {
  const { refusal, body } = toRefusal(error)
  const retry = refusal.retryAfter ? { 'Retry-After': String(refusal.retryAfter) } : undefined
  return Response.json({ error: body }, { status: refusal.status, headers: { ...noStore, ...retry, ...more } })
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
type Method = (typeof METHODS)[number]
type Handlers<H> = { [M in Method]: H }

/**
 * What an address answers, for every method: those it knows, HEAD with GET, what it knows on OPTIONS, and a 405 that says
 * so to the others. Next would answer these without a body and without Allow.
 */
export function handlers<H extends (request: Request, context: never) => Response | Promise<Response>>(
  known: Partial<Handlers<H>>,
): Handlers<H> {
  const all: Partial<Handlers<H>> = { ...(known.GET && { HEAD: known.GET }), ...known }
  const allowed = [...METHODS.filter(method => all[method]), 'OPTIONS'].join(', ')
  const options = () => new Response(null, { status: 204, headers: { ...noStore, Allow: allowed } })
  const others = () =>
    refusalResponse(
      new AppError('method_not_allowed', `This address only accepts ${formatList(allowed.split(', '))}.`),
      {
        Allow: allowed,
      },
    )
  return Object.fromEntries(
    METHODS.map(method => [method, all[method] ?? (method === 'OPTIONS' ? options : others)]),
  ) as unknown as Handlers<H>
}

/** An operation that programs may call. */
type ExposedOperation = AnyOperation & Exposed

/** An address of the API: the operations that say it is theirs, each by its method. */
export const routes = (...operations: ExposedOperation[]): Handlers<Handler> =>
  handlers<Handler>(
    Object.fromEntries(
      operations.map(operation => [operation.http.method, Object.assign(route(operation), { operation })]),
    ),
  )

/** For programs that mistype an address: JSON like everything else here, not a page. */
export const unknownAddress = (): Response =>
  refusalResponse(new AppError('not_found', 'There is nothing at this address.'))
