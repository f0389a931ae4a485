import { z } from 'zod'
import { decodeCursor, pageOf } from '@/db/keyset'
import { mailMessagesIn } from '@/db/repositories/mail-messages'
import { query } from '@/lib/operation/define'
import { listExport } from '@/lib/operation/list-export'
import { viewMailInput } from './input'
import { queuedMailOutput } from './output'

const { shape } = queuedMailOutput

const exportedMail = z.object({
  toAddress: shape.toAddress.meta({ title: 'To' }),
  toName: shape.toName.meta({ title: 'Name' }),
  template: shape.template.meta({ title: 'Email' }),
  priority: shape.priority.meta({ title: 'Priority' }),
  state: shape.state.meta({ title: 'Status' }),
  attempts: shape.attempts.meta({ title: 'Attempts' }),
  lastError: shape.lastError.meta({ title: 'Last error' }),
  createdAt: shape.createdAt.meta({ title: 'Queued' }),
  nextAttemptAt: shape.nextAttemptAt.meta({ title: 'Next attempt' }),
  settledAt: shape.settledAt.meta({ title: 'Settled' }),
  id: shape.id.meta({ title: 'ID' }),
})

export const exportMail = query({
  name: 'mail.export',
  permission: 'settings:read',
  explain: 'Export the list of emails and their status as a file.',
  ...listExport({
    list: 'mail',
    input: viewMailInput,
    row: exportedMail,
    filters: ({ state }): Record<string, string> => (state ? { state } : {}),
    async read({ scope }, { state, cursor: marker }, limit) {
      const cursor = decodeCursor(marker)
      const found = await mailMessagesIn(scope).list({ states: state && [state] }, cursor, limit)
      return pageOf(found, limit, cursor, mail => mail.createdAt.toISOString())
    },
  }),
})
