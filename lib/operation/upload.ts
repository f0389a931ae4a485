import type { z } from 'zod'
import { AppError } from '@/lib/kernel/errors'
import { READER_HEADER } from '@/lib/kernel/reader-header'
import { callerOn } from './caller'
import type { Operation } from './define'
import { requireOwnOrigin } from './own-origin'
import { refusalResponse } from './route'
import { execute } from './run'

interface Limit {
  bytes: number
  /** Said of what is larger. */
  sentence: string
}

type Context = { params: Promise<{ company: string } & Record<string, string>> }

/**
 * A command that takes a file: the body of a POST as it is, as `content`, beside what the address says. The
 * operation gets a function and calls it, so that nobody's file is read who may not send one. A server action
 * would read it first, and its limit would be that of every action.
 */
export const upload =
  <I extends z.ZodType, O extends z.ZodType, P>(operation: Operation<I, O, P>, limit: Limit) =>
  async (request: Request, { params }: Context): Promise<Response> => {
    try {
      await requireOwnOrigin()
      const { company, ...named } = await params
      const sent = Object.fromEntries(new URL(request.url).searchParams)
      const content = () => bytesWithin(request, limit)
      const caller = await callerOn(company, request.headers.get(READER_HEADER) ?? undefined)
      const { data } = await execute(operation, caller, { ...sent, ...named, content })
      return Response.json({ data: data ?? null }, { headers: { 'Cache-Control': 'no-store' } })
    } catch (error) {
      return refusalResponse(error)
    }
  }

/** The body, of which no more than the limit is ever held. @throws AppError `too_large`. */
async function bytesWithin(request: Request, { bytes, sentence }: Limit): Promise<Uint8Array> {
  const tooLarge = () => new AppError('too_large', sentence, { fields: { file: sentence } })
  if (Number(request.headers.get('content-length')) > bytes) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength
    if (size > bytes) {
      await reader?.cancel()
      throw tooLarge()
    }
    chunks.push(part.value)
  }
  return Buffer.concat(chunks)
}
