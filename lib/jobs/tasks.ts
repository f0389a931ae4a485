import { z } from 'zod'
import { deliver } from '../mail/deliver'
import { SEND_MAIL } from '../mail/post'
import { SEND_CODE, sendCode } from '../sign-in-code/send'

/** What can be done in the background: each task gets its company and the id of the row it is about. */
export const tasks: Record<string, (companyId: string, id: string) => Promise<void>> = {
  [SEND_MAIL]: deliver,
  [SEND_CODE]: sendCode,
}

/** What the queue carries; written by the function jobs.add of the database. */
export const jobPayload = z.object({ companyId: z.uuid(), id: z.uuid() })
