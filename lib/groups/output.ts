import { z } from 'zod'
import { holdingSources } from '@/db/schema'
import { namedOutput, versionOutput } from '@/lib/kernel/outputs'
import { listPreferencesOutput } from '@/lib/operation/list-preferences'
import { permissionOutput } from '@/lib/permissions/output'

/** A group, with how many people and permissions it has; 10,001 people stand for more than 10,000. */
export const groupOutput = z.object({
  members: z.number(),
  permissions: z.number(),
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  description: z.string(),
  createdAt: z.date(),
  version: z.number(),
})

/** A person in a list. */
export const listedPersonOutput = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  title: z.string().nullable(),
  status: z.enum(['invited', 'active', 'inactive']),
})

/** Somebody in a group: since when, and how they came into it. */
export const memberOutput = listedPersonOutput.extend({ addedAt: z.date(), addedVia: z.enum(holdingSources) })

/** Why the reader may not give or take here, and whom to ask. */
export const hindrancesOutput = z.object({ give: z.string().optional(), take: z.string().optional() })

export const createGroupOutput = z.object({ id: z.string() })

export const updateGroupOutput = versionOutput.extend({ id: z.string() })

const membershipKey = z.object({ groupId: z.string(), userId: z.string() })

export const changeMembersOutput = z.object({
  added: z.number(),
  removed: z.number(),
  /** Exactly those that were not so before: what would undo it. */
  changes: z.object({ added: z.array(membershipKey), removed: z.array(membershipKey) }),
})

export const changeGroupPermissionsOutput = versionOutput.extend({ granted: z.number(), revoked: z.number() })

export const listGroupsOutput = z.object({
  /** Cursors of the neighbouring pages, where there are any. */
  previous: z.string().optional(),
  next: z.string().optional(),
  /** How many there are on all pages, counted to 10,001. */
  total: z.number(),
  groups: z.array(groupOutput),
})

export const listGroupsPageOutput = listGroupsOutput.extend(listPreferencesOutput('groups'))

export const listGroupOptionsOutput = z.object({
  groups: z.array(namedOutput),
  /** There are others, which a longer search finds. */
  more: z.boolean(),
})

const groupSecondFactorOutput = z.object({
  required: z.boolean(),
  graceDays: z.number(),
  since: z.date().nullable(),
})

/** A group that somebody may want to give, and why the reader may not; found by its name, its slug and its description. */
export const assignableGroupOutput = namedOutput.extend({
  slug: z.string(),
  description: z.string(),
  hindrance: z.string().optional(),
})

export const listAssignableGroupsOutput = z.object({
  groups: z.array(assignableGroupOutput),
  /** How many are found, counted to 10,001. */
  total: z.number(),
})

export const viewGroupOutput = z.object({
  group: groupOutput,
  /** What it grants. */
  permissions: z.array(permissionOutput),
  secondFactor: groupSecondFactorOutput,
  members: z.array(memberOutput),
  /** Cursors of the neighbouring pages of members, where there are any. */
  previous: z.string().optional(),
  next: z.string().optional(),
})

export const listCandidatesOutput = z.object({
  people: z.array(listedPersonOutput),
  /** There are others, which a longer search finds. */
  more: z.boolean(),
})

export const viewGroupPageOutput = viewGroupOutput.extend({
  /** Of a search, how many members it finds, counted to 10,001; left out where counting would take long. */
  found: z.number().optional(),
  /** `members`: how many active ones it concerns. */
  secondFactor: groupSecondFactorOutput.extend({ members: z.number() }),
  /** Why the reader may not give this group to people or edit it, or take anything from it, and whom to ask. */
  hindrances: hindrancesOutput,
  /** Active members who have no second factor: for who can ask it of them. */
  withoutFactor: z.object({ count: z.number(), names: z.array(z.string()) }).optional(),
})

export const editGroupOutput = z.object({
  group: groupOutput,
  hindrance: z.string().optional(),
})

export const editGroupPermissionsOutput = z.object({
  group: groupOutput,
  permissions: z.array(
    z.object({
      granted: z.boolean(),
      groups: z.number(),
      id: z.string(),
      resource: z.string(),
      action: z.string(),
      description: z.string(),
      builtIn: z.boolean(),
    }),
  ),
  /** Why the reader may grant nothing more, or not change anything, and whom to ask. */
  hindrances: hindrancesOutput,
})

export const previewGroupDeletionOutput = z.object({
  group: groupOutput,
  losses: z.array(z.object({ id: z.string(), name: z.string(), loses: z.array(z.string()) })),
  /** Why it cannot be deleted: by nobody as long as it makes the last administrators, or not by the reader. */
  hindrance: z.string().optional(),
})
