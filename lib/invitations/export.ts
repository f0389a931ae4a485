import { z } from 'zod'
import { decodeCursor, pageOf } from '@/db/keyset'
import { invitationsIn } from '@/db/repositories/invitations'
import { redactEmail } from '@/lib/kernel/redact'
import { query } from '@/lib/operation/define'
import { listExport } from '@/lib/operation/list-export'
import { listInvitationsInput } from './input'
import { invitationOutput } from './output'

const { shape } = invitationOutput

const exportedInvitation = z.object({
  email: shape.email.meta({ title: 'Email' }),
  name: shape.name.meta({ title: 'Name' }),
  status: shape.status.meta({ title: 'Status' }),
  groups: z.array(z.string()).meta({ title: 'Groups' }),
  inviterName: shape.inviterName.meta({ title: 'Invited by' }),
  createdAt: shape.createdAt.meta({ title: 'Invited' }),
  sentAt: shape.sentAt.meta({ title: 'Sent' }),
  expiresAt: shape.expiresAt.meta({ title: 'Expires' }),
  acceptedAt: shape.acceptedAt.meta({ title: 'Accepted' }),
  cancelledAt: shape.cancelledAt.meta({ title: 'Cancelled' }),
  mailState: shape.mailState.meta({ title: 'Delivery' }),
  id: shape.id.meta({ title: 'ID' }),
})

export const exportInvitations = query({
  name: 'invitations.export',
  permission: 'users:invite',
  explain: 'Export the list of invitations as a file.',
  ...listExport({
    list: 'invitations',
    input: listInvitationsInput,
    row: exportedInvitation,
    filters: ({ q, status }): Record<string, string> => ({
      ...(q && { q: redactEmail(q) }),
      ...(status && { status }),
    }),
    async read({ scope }, input, limit) {
      const cursor = decodeCursor(input.cursor)
      const found = await invitationsIn(scope).list(input, cursor, limit)
      const { rows, next } = pageOf(found, limit, cursor, row => row.createdAt.toISOString())
      return { rows: rows.map(row => ({ ...row, groups: row.groups.map(group => group.name) })), next }
    },
  }),
})
