import type { z } from 'zod'
import { dayOf } from '@/lib/kernel/days'
import { callerOn } from './caller'
import type { Operation } from './define'
import { attachment, refusedFile } from './download'
import { exportFile } from './export-file'
import type { ExportOutput } from './list-export'

type Params = { company: string } & Record<string, string>

/**
 * A list as a file to keep, sent while it is read. A refusal is a sentence with its status, as plain text.
 * @param list what the file is called, between the company and the day
 */
export const exportDownload =
  <I extends z.ZodType, R extends z.ZodObject, P>(operation: Operation<I, ExportOutput<R>, P>, list: string) =>
  async (request: Request, { params }: { params: Promise<Params> }): Promise<Response> => {
    try {
      const { company, ...named } = await params
      const sent = Object.fromEntries(new URL(request.url).searchParams)
      const file = await exportFile(operation, await callerOn(company), { ...sent, ...named })
      const day = dayOf(new Date(), file.timeZone)
      const headers = attachment(`${file.company}-${list}-${day}.${file.extension}`, file.type)
      if (request.method !== 'HEAD') return new Response(file.content, { headers })
      await file.content.cancel()
      return new Response(null, { headers })
    } catch (error) {
      return refusedFile(error)
    }
  }
