import type { ActionResult } from '@/lib/kernel/errors'
import { READER_HEADER } from '@/lib/kernel/reader-header'

export interface SendOptions {
  /** Whom the page was drawn for, by their id. */
  reader?: string
  signal?: AbortSignal
}

/** Sends a file as it is to an address of ours (lib/operation/upload.ts), so that the server may refuse it unread. */
export async function sendFile<Data>(
  address: string,
  body: Blob | string,
  { reader, signal }: SendOptions = {},
): Promise<ActionResult<Data>> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: {
      'Content-Type': typeof body === 'string' ? 'text/plain;charset=UTF-8' : 'application/octet-stream',
      ...(reader && { [READER_HEADER]: reader }),
    },
    body,
    signal,
  })
  const result: { data: Data } | Extract<ActionResult, { ok: false }> = await answer.json()
  return 'data' in result ? { ok: true, data: result.data } : { ok: false, error: result.error }
}
