import { sendFile, type SendOptions } from '@/components/ui/form/send-file'
import type { ActionResult } from '@/lib/kernel/errors'

/** A file as it was chosen, or rows that were pasted. */
export type ChosenFile = File | string

/** The name of what is sent; rows have none. */
export const nameOf = (file: ChosenFile): string => (typeof file === 'string' ? 'pasted rows' : file.name)

/** Sends it; what is wrong with it as a whole is said at the field that it came from. */
export async function sendChosen<Data>(
  address: string,
  file: ChosenFile,
  options?: SendOptions,
): Promise<ActionResult<Data>> {
  const result = await sendFile<Data>(address, file, options)
  if (result.ok) return result
  const { file: sentence, ...fields } = result.error.fields ?? {}
  if (!sentence) return result
  const field = typeof file === 'string' ? 'pasted' : 'file'
  return { ok: false, error: { ...result.error, fields: { ...fields, [field]: sentence } } }
}
