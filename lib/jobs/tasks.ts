import { z } from 'zod'
import { WRITE_FOLDED, writeFolded } from '../audit/fold'
import { runImport } from '../imports/run'
import { RUN_IMPORT, UNDO_IMPORT } from '../imports/tasks'
import { runUndo } from '../imports/undo'
import { deliver } from '../mail/deliver'
import { mailTasks, mailWorkers } from '../mail/priorities'
import { callAnyWaiting, callWaiting } from '../mail/turns'
import { SEND_RESET, sendRequestedReset } from '../password-reset/send'
import { REMIND, remind } from '../security/remind'
import { SETTLE_TRIAL, settleTrial } from '../security/trial'
import { SEND_CODE, sendCode } from '../sign-in-code/send'

/**
 * A task gets its company and the id of the row it is about. `again`: it was begun before, by a worker that
 * failed or died.
 */
export type Task = (companyId: string, id: string, again: boolean) => Promise<void>

interface Lane {
  /** How many of its tasks one process does at once. */
  workers: number
  tasks: Record<string, Task>
}

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

/** What the queue carries; written by the function jobs.add of the database. */
export const jobPayload = z.object({ companyId: z.uuid(), id: z.uuid() })
