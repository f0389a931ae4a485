import type { ActionResult } from '@/lib/kernel/errors'

/** A file as it was chosen, or rows that were pasted. */
export type ChosenFile = File | string

/** The name of what is sent; rows have none. */
export const nameOf = (file: ChosenFile): string => (typeof file === 'string' ? 'pasted rows' : file.name)

/**
 * Sends a file as it is, so that the server may refuse it unread. What is wrong with it as a whole is said at the field that it
 * came from.
 */
export async function sendFile<Data>(
  address: string,
  file: ChosenFile,
  signal?: AbortSignal,
): Promise<ActionResult<Data>> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': typeof file === 'string' ? 'text/plain;charset=UTF-8' : 'application/octet-stream' },
    body: file,
    signal,
  })
  const result: { data: Data } | Extract<ActionResult, { ok: false }> = await answer.json()
  if ('data' in result) return { ok: true, data: result.data }
  const { file: sentence, ...fields } = result.error.fields ?? {}
  if (!sentence) return { ok: false, error: result.error }
  const field = typeof file === 'string' ? 'pasted' : 'file'
  return { ok: false, error: { ...result.error, fields: { ...fields, [field]: sentence } } }
}
