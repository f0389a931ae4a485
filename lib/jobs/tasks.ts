import { z } from 'zod'
import { deliver } from '../mail/deliver'
import { SEND_MAIL } from '../mail/post'
import { REMIND, remind } from '../security/remind'
import { SETTLE_TRIAL, settleTrial } from '../security/trial'

/** What can be done in the background: each task gets its company and the id of the row it is about. */
export const tasks: Record<string, (companyId: string, id: string) => Promise<void>> = {
  [SEND_MAIL]: deliver,
  [SETTLE_TRIAL]: settleTrial,
  [REMIND]: remind,
}

/** What the queue carries; written by the function jobs.add of the database. */
export const jobPayload = z.object({ companyId: z.uuid(), id: z.uuid() })
