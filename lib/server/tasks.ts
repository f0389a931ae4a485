import { runImport } from '@/lib/imports/run'
import { RUN_IMPORT, UNDO_IMPORT } from '@/lib/imports/tasks'
import { runUndo } from '@/lib/imports/undo'
import { WRITE_FOLDED, writeFolded } from '@/lib/operation/fold-events'
import { SEND_RESET, sendRequestedReset } from '@/lib/password-reset/send'
import type { Lane, Task } from '@/lib/platform/jobs/task'
import { deliver } from '@/lib/platform/mail/deliver'
import { mailTasks, mailWorkers } from '@/lib/platform/mail/priorities'
import { callAnyWaiting, callWaiting } from '@/lib/platform/mail/turns'
import { REMIND, remind } from '@/lib/security/reminders'
import { SETTLE_TRIAL, settleTrial } from '@/lib/security/trial'
import { SEND_CODE, sendCode } from '@/lib/sign-in-code/send'

const ofMail = (...priorities: (keyof typeof mailTasks)[]): Record<string, Task> =>
  Object.fromEntries(
    priorities.flatMap(priority => [
      [mailTasks[priority].call, callWaiting(priority)],
      [mailTasks[priority].send, deliver],
    ]),
  )

/**
 * What can be done in the background. The workers of a lane do its tasks and no others, so that what somebody waits for at
 * a screen never waits for a worker that is held up by a slow mail server or by an import.
 */
export const lanes: Lane[] = [
  {
    workers: mailWorkers.urgent,
    tasks: { [SEND_RESET]: sendRequestedReset, [SEND_CODE]: sendCode, ...ofMail('urgent') },
  },
  {
    workers: mailWorkers.others,
    // The last two were written by earlier versions.
    tasks: { ...ofMail('normal', 'bulk'), 'mail.send': deliver, 'mail.sendWaiting': callAnyWaiting },
  },
  {
    workers: 2,
    tasks: {
      [RUN_IMPORT]: runImport,
      [UNDO_IMPORT]: runUndo,
      [SETTLE_TRIAL]: settleTrial,
      [REMIND]: remind,
      [WRITE_FOLDED]: writeFolded,
    },
  },
]

/** All of them by name. */
export const tasks: Record<string, Task> = Object.assign({}, ...lanes.map(lane => lane.tasks))
