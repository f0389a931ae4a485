import { z } from 'zod'
import { batch, jsonList } from '@/db/json'
import { decodeCursor, pageOf } from '@/db/keyset'
import { groupsIn } from '@/db/repositories/groups'
import { membershipsIn } from '@/db/repositories/memberships'
import { notFound } from '@/lib/kernel/errors'
import { redactEmail } from '@/lib/kernel/redact'
import { query } from '@/lib/operation/define'
import { listExport } from '@/lib/operation/list-export'
import { listGroupsInput, viewGroupInput } from './input'
import { groupFilterFacts, groupListPage, groupListReads } from './list'
import { groupOutput, memberOutput } from './output'

const { shape: ofGroup } = groupOutput

const exportedGroup = z.object({
  name: ofGroup.name.meta({ title: 'Name' }),
  slug: ofGroup.slug.meta({ title: 'Slug' }),
  description: ofGroup.description.meta({ title: 'Description' }),
  members: ofGroup.members.meta({ title: 'Members' }),
  permissions: ofGroup.permissions.meta({ title: 'Permissions' }),
  createdAt: ofGroup.createdAt.meta({ title: 'Created' }),
  id: ofGroup.id.meta({ title: 'ID' }),
})

export const exportGroups = query({
  name: 'groups.export',
  permission: 'groups:read',
  explain: 'Export the list of groups as a file.',
  ...listExport({
    list: 'groups',
    input: listGroupsInput,
    row: exportedGroup,
    filters: groupFilterFacts,
    async read({ scope }, input, limit) {
      const { found } = await batch(scope.tx, groupListReads(scope, input, limit))
      const { groups, next } = groupListPage(scope, found, input, limit)
      return { rows: groups, next }
    },
  }),
})

const { shape: ofMember } = memberOutput

const exportedMember = z.object({
  name: ofMember.name.meta({ title: 'Name' }),
  email: ofMember.email.meta({ title: 'Email' }),
  title: ofMember.title.meta({ title: 'Title' }),
  status: ofMember.status.meta({ title: 'Status' }),
  addedAt: ofMember.addedAt.meta({ title: 'Member since' }),
  addedVia: ofMember.addedVia.meta({ title: 'Added by way of' }),
  id: ofMember.id.meta({ title: 'ID' }),
})

export const exportMembers = query({
  name: 'groups.exportMembers',
  permission: 'groups:read',
  explain: 'Export the members of a group as a file.',
  ...listExport({
    list: 'members',
    input: viewGroupInput,
    row: exportedMember,
    filters: ({ groupId, q }): Record<string, string> => ({ group: groupId, ...(q && { q: redactEmail(q) }) }),
    async read({ scope }, { groupId, q, cursor: marker }, limit) {
      const cursor = decodeCursor(marker)
      const { groups, found } = await batch(scope.tx, {
        groups: jsonList(groupsIn(scope).one(groupId)),
        found: jsonList(membershipsIn(scope).members(groupId, q, cursor, limit)),
      })
      if (!groups[0]) throw notFound('Group')
      return pageOf(found, limit, cursor, member => member.nameKey)
    },
  }),
})
