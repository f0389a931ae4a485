import { z } from 'zod'
import { WRITE_FOLDED, writeFolded } from '../audit/fold'
import { runImport } from '../imports/run'
import { RUN_IMPORT, UNDO_IMPORT } from '../imports/tasks'
import { runUndo } from '../imports/undo'
import { deliver } from '../mail/deliver'
import { SEND_MAIL, SEND_WAITING } from '../mail/post'
import { sendWaiting } from '../mail/send-waiting'
import { SEND_RESET, sendRequestedReset } from '../password-reset/send'
import { SEND_CODE, sendCode } from '../sign-in-code/send'
import { REMIND, remind } from '../security/remind'
import { SETTLE_TRIAL, settleTrial } from '../security/trial'

/**
 * A task gets its company and the id of the row it is about. `again`: it was begun before, by a worker that
 * failed or died.
 */
type Task = (companyId: string, id: string, again: boolean) => Promise<void>

/** What can be done in the background. */
export const tasks: Record<string, Task> = {
  [SEND_MAIL]: deliver,
  [SEND_WAITING]: sendWaiting,
  [RUN_IMPORT]: runImport,
  [UNDO_IMPORT]: runUndo,
  [SEND_RESET]: sendRequestedReset,
  [SEND_CODE]: sendCode,
  [SETTLE_TRIAL]: settleTrial,
  [REMIND]: remind,
  [WRITE_FOLDED]: writeFolded,
}

/** What the queue carries; written by the function jobs.add of the database. */
export const jobPayload = z.object({ companyId: z.uuid(), id: z.uuid() })
