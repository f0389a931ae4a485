import { z } from 'zod'
import { runImport } from '../imports/run'
import { RUN_IMPORT, UNDO_IMPORT } from '../imports/tasks'
import { runUndo } from '../imports/undo'
import { deliver } from '../mail/deliver'
import { SEND_MAIL, SEND_WAITING } from '../mail/post'
import { sendWaiting } from '../mail/send-waiting'

/** What can be done in the background: each task gets its company and the id of the row it is about. */
export const tasks: Record<string, (companyId: string, id: string) => Promise<void>> = {
  [SEND_MAIL]: deliver,
  [SEND_WAITING]: sendWaiting,
  [RUN_IMPORT]: runImport,
  [UNDO_IMPORT]: runUndo,
}

/** What the queue carries; written by the function jobs.add of the database. */
export const jobPayload = z.object({ companyId: z.uuid(), id: z.uuid() })
