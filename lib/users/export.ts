import { z } from 'zod'
import { batch } from '@/db/json'
import { query } from '@/lib/operation/define'
import { listExport } from '@/lib/operation/list-export'
import { userFilterFacts } from './filter'
import { listUsersInput } from './input'
import { userListPage, userListReads } from './list'

const exportedUser = z.object({
  name: z.string().meta({ title: 'Name' }),
  email: z.string().meta({ title: 'Email' }),
  title: z.string().nullable().meta({ title: 'Title' }),
  status: z.enum(['invited', 'active', 'inactive']).meta({ title: 'Status' }),
  groups: z.array(z.string()).meta({ title: 'Groups' }),
  lastSignInAt: z.date().nullable().meta({ title: 'Last sign-in' }),
  createdAt: z.date().meta({ title: 'Created' }),
  activatedAt: z.date().nullable().meta({ title: 'Active since' }),
  deactivatedAt: z.date().nullable().meta({ title: 'Deactivated' }),
  id: z.string().meta({ title: 'ID' }),
})

export const exportUsers = query({
  name: 'users.export',
  permission: 'users:read',
  explain: 'Export the list of people with their groups as a file.',
  ...listExport({
    list: 'users',
    input: listUsersInput,
    row: exportedUser,
    filters: userFilterFacts,
    async read(context, input, limit) {
      // By what does not change while it is read: who signs in meanwhile would be missed.
      const asked = { ...input, sort: undefined }
      const { found } = await batch(context.scope.tx, userListReads(context, asked, limit))
      const { users, next } = userListPage(found, asked, limit)
      return { rows: users.map(user => ({ ...user, groups: user.groups.map(group => group.name) })), next }
    },
  }),
})
