import { z } from 'zod'
import { batch, jsonList } from '@/db/json'
import { decodeCursor, pageOf } from '@/db/keyset'
import { groupListIn } from '@/db/repositories/group-list'
import { groupsIn } from '@/db/repositories/groups'
import { membershipsIn } from '@/db/repositories/memberships'
import { notFound } from '@/lib/kernel/errors'
import { redactEmail } from '@/lib/kernel/redact'
import { query } from '@/lib/operation/define'
import { listExport } from '@/lib/operation/list-export'
import { listGroupsInput, viewGroupInput } from './input'
import { groupOutput, memberOutput } from './output'
import { rememberedMembers, rememberMembers } from './remembered-members'

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
    filters: ({ q, members }): Record<string, string> => ({
      ...(q && { q: redactEmail(q) }),
      ...(members && { members }),
    }),
    async read({ scope }, { q, members, cursor: marker }, limit) {
      const cursor = decodeCursor(marker)
      const found = await groupListIn(scope).list({ q, members }, cursor, limit, rememberedMembers(scope.companyId))
      rememberMembers(scope.companyId, found)
      return pageOf(found, limit, cursor, group => group.nameKey)
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
