import { runImport } from '@/lib/imports/run'
import { RUN_IMPORT, UNDO_IMPORT } from '@/lib/imports/tasks'
import { runUndo } from '@/lib/imports/undo'
import { WRITE_FOLDED_EVENTS, writeFoldedEvents } from '@/lib/operation/fold-events'
import { SEND_PASSWORD_RESET, sendRequestedPasswordReset } from '@/lib/password-reset/send'
import type { Lane, Task } from '@/lib/platform/jobs/task'
import { deliver } from '@/lib/platform/mail/deliver'
import { mailTasks, mailWorkers } from '@/lib/platform/mail/priorities'
import { scheduleAnyWaiting, scheduleWaiting } from '@/lib/platform/mail/turns'
import { SEND_REMINDER, sendReminder } from '@/lib/security/reminders'
import { END_TRIAL, endTrial } from '@/lib/security/trial'
import { SEND_SIGN_IN_CODE, sendSignInCode } from '@/lib/sign-in-code/send'

const ofMail = (...priorities: (keyof typeof mailTasks)[]): Record<string, Task> =>
  Object.fromEntries(
    priorities.flatMap(priority => [
      [mailTasks[priority].call, scheduleWaiting(priority)],
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
    tasks: {
      [SEND_PASSWORD_RESET]: sendRequestedPasswordReset,
      [SEND_SIGN_IN_CODE]: sendSignInCode,
      ...ofMail('urgent'),
    },
  },
  {
    workers: mailWorkers.others,
    // The last two were written by earlier versions.
    tasks: { ...ofMail('normal', 'bulk'), 'mail.send': deliver, 'mail.sendWaiting': scheduleAnyWaiting },
  },
  {
    workers: 2,
    tasks: {
      [RUN_IMPORT]: runImport,
      [UNDO_IMPORT]: runUndo,
      [END_TRIAL]: endTrial,
      [SEND_REMINDER]: sendReminder,
      [WRITE_FOLDED_EVENTS]: writeFoldedEvents,
    },
  },
]

/** All of them by name. */
export const tasks: Record<string, Task> = Object.assign({}, ...lanes.map(lane => lane.tasks))
