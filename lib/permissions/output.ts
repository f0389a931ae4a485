import { z } from 'zod'
import { namedOutput, versionOutput } from '@/lib/kernel/outputs'
import { listPreferencesOutput } from '@/lib/operation/list-preferences'

/** A permission of the catalogue. */
export const permissionOutput = z.object({
  id: z.string(),
  resource: z.string(),
  action: z.string(),
  description: z.string(),
  builtIn: z.boolean(),
})

export const createPermissionOutput = z.object({ id: z.string() })

export const updatePermissionOutput = versionOutput.extend({ id: z.string() })

export const listPermissionsOutput = z.object({
  permissions: z.array(
    z.object({
      groups: z.number(),
      id: z.string(),
      resource: z.string(),
      action: z.string(),
      description: z.string(),
      builtIn: z.boolean(),
    }),
  ),
  /** How many there are, found or not. */
  total: z.number(),
  /** Those that some group grants and that allow others, whether or not they are among the above. */
  wildcards: z.array(z.string()),
})

export const listPermissionsPageOutput = listPermissionsOutput.extend({
  ...listPreferencesOutput('permissions'),
  /** What the list can be narrowed to, whatever it shows. */
  resources: z.array(z.string()),
})

export const listPermissionOptionsOutput = z.object({
  permissions: z.array(
    namedOutput.extend({
      /** How it is written everywhere, such as `users:read`; its name says the same in words, where somebody described it. */
      key: z.string(),
      description: z.string(),
    }),
  ),
  /** There are others, which a longer search finds. */
  more: z.boolean(),
  /** How many match. */
  total: z.number(),
})

export const newPermissionOutput = z.object({ resources: z.array(z.string()) })

export const viewPermissionOutput = z.object({
  permission: permissionOutput.extend(versionOutput.shape),
  groups: z.array(z.object({ id: z.string(), name: z.string(), keys: z.array(z.string()) })),
  /** How many people have it. */
  people: z.number(),
  /** The latest day (UTC) on which Console asked for it and somebody had it; null: none within 400 days. */
  lastUsed: z.iso.date().nullable(),
})

/** Somebody who has a permission, and the groups that it comes through. */
export const holderOutput = namedOutput.extend({
  email: z.string(),
  title: z.string().nullable(),
  status: z.enum(['invited', 'active', 'inactive']),
  through: z.array(z.string()),
})

export const viewPermissionPageOutput = viewPermissionOutput.extend({
  /** One page of them by name, with the groups that it comes through; for who may see people. */
  holders: z.array(holderOutput).optional(),
  /** Of a search, how many of them it finds, counted to 10,001; left out where counting would take long. */
  found: z.number().optional(),
  previous: z.string().optional(),
  next: z.string().optional(),
  /** How many of them would not have it any more, were it deleted. */
  losers: z.number(),
  /** Why the reader may not give it another key, or delete it, and whom to ask. */
  hindrances: z.object({ rename: z.string().optional(), delete: z.string().optional() }),
})
