import type { z } from 'zod'
import { callerOn } from './caller'
import type { Operation } from './define'
import { toRefusal } from './refusal'
import { execute } from './run'

export interface Download {
  /** Letters, digits, dots and hyphens only. */
  name: string
  type: string
  body: string
}

type Context = { params: Promise<{ company: string } & Record<string, string>> }

const headers = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' }

/** The headers of a file to keep. */
export const attachment = (name: string, type: string): Record<string, string> => ({
  ...headers,
  'Content-Type': type,
  'Content-Disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '-')}"`,
})

/** In place of a file: a sentence with its status, as plain text. */
export function refusedFile(error: unknown): Response {
  const { refusal, body } = toRefusal(error)
  const retry = refusal.retryAfter ? { 'Retry-After': String(refusal.retryAfter) } : undefined
  return new Response(body.message, {
    status: refusal.status,
    headers: { ...headers, ...retry, 'Content-Type': 'text/plain; charset=utf-8' },
  })
}

/** A query whose answer is a file to keep. */
export const download =
  <I extends z.ZodType, O extends z.ZodType, P>(
    operation: Operation<I, O, P>,
    asFile: (data: z.output<O>) => Download,
  ) =>
  async (request: Request, { params }: Context): Promise<Response> => {
    try {
      const { company, ...named } = await params
      const sent = Object.fromEntries(new URL(request.url).searchParams)
      const { data } = await execute(operation, await callerOn(company), { ...sent, ...named })
      const { name, type, body } = asFile(data)
      return new Response(body, { headers: attachment(name, type) })
    } catch (error) {
      return refusedFile(error)
    }
  }
