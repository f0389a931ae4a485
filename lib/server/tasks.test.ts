import { expect, test } from 'vitest'
import { RUN_IMPORT, UNDO_IMPORT } from '@/lib/imports/tasks'
import { SEND_PASSWORD_RESET } from '@/lib/password-reset/send'
import { atOnce, mailTasks, mailWorkers } from '@/lib/platform/mail/priorities'
import { templatePriority } from '@/lib/platform/mail/templates'
import { SEND_SIGN_IN_CODE } from '@/lib/sign-in-code/send'
import { lanes, tasks } from './tasks'

test('Every task has workers, and those of one lane only', () => {
  const names = lanes.flatMap(lane => Object.keys(lane.tasks))
  expect(new Set(names).size).toBe(names.length)
  expect(names.sort()).toEqual(Object.keys(tasks).sort())
  for (const { call, send } of Object.values(mailTasks)) expect(names).toEqual(expect.arrayContaining([call, send]))
})

test('All that leads to a code or a reset has workers that do neither imports nor other mail', () => {
  const { call, send } = mailTasks[templatePriority('sign-in-code')]
  expect(templatePriority('password-reset')).toBe(templatePriority('sign-in-code'))
  const lane = lanes.find(({ tasks }) => send in tasks)
  expect(Object.keys(lane!.tasks).sort()).toEqual([SEND_SIGN_IN_CODE, SEND_PASSWORD_RESET, call, send].sort())
  expect(lanes.find(({ tasks }) => RUN_IMPORT in tasks)).toBe(lanes.find(({ tasks }) => UNDO_IMPORT in tasks))
})

test('No company can keep all workers for what is urgent busy', () => {
  expect(atOnce.urgent).toBeLessThan(mailWorkers.urgent / 2)
})
