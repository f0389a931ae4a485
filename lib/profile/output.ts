import { z } from 'zod'
import { holdingSources } from '@/db/schema'
import { openChangeOutput } from '@/lib/email-change/output'
import { languages } from '@/lib/kernel/language'
import {
  savedViewOutput,
  accountOutput,
  grantedPermissionOutput,
  liveSessionOutput,
  loggedEventOutput,
  namedOutput,
} from '@/lib/kernel/outputs'
import { passwordPolicy } from '@/lib/kernel/security-settings'

export const changePasswordOutput = z.object({ sessionsEnded: z.number() })

export const endOtherSessionsOutput = z.object({ count: z.number() })

/** Which mails that one may do without somebody wants. */
const notificationsOutput = z.object({ newDevice: z.boolean(), groupChanges: z.boolean() })

export const viewProfileOutput = z.object({
  notifications: notificationsOutput,
  user: accountOutput,
  /** Waits for the proof of the new mailbox. */
  emailChange: openChangeOutput.optional(),
  /** After an objection: only an administrator changes the address until then. */
  emailHeldUntil: z.date().nullable().optional(),
  groups: z.array(namedOutput),
  permissions: z.array(grantedPermissionOutput),
  sessions: z.array(liveSessionOutput.extend({ current: z.boolean() })),
  /** `deadline`: from when on one is insisted on; null: it is not. */
  secondFactor: z.object({
    deadline: z.date().nullable(),
    appSince: z.date().nullable(),
    appUsedAt: z.date().nullable(),
    passkeys: z.number(),
    codesLeft: z.number(),
  }),
  passkeys: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      backedUp: z.boolean(),
      createdAt: z.date(),
      lastUsedAt: z.date().nullable(),
      version: z.number(),
    }),
  ),
  trustedDevices: z.array(
    z.object({
      id: z.string(),
      userAgent: z.string().nullable(),
      ip: z.string().nullable(),
      lastSeenAt: z.date(),
      trustedUntil: z.date().nullable(),
    }),
  ),
})

/** A person's own data: what is kept about them, but for secrets and for who other people are. */
const listPreferencesOutput = z.object({
  list: z.string(),
  columns: z.array(z.string()).nullable(),
  views: z.array(savedViewOutput),
})

export const saveViewOutput = z.object({ id: z.string() })

export const exportProfileOutput = z.object({
  exportedAt: z.date(),
  company: z.object({ name: z.string(), slug: z.string() }),
  user: accountOutput,
  memberships: z.array(
    z.object({
      groupId: z.string(),
      group: z.string().nullable(),
      addedVia: z.enum(holdingSources),
      reason: z.string().nullable(),
      from: z.date(),
      /** Null: it has no end yet. */
      until: z.date().nullable(),
    }),
  ),
  permissions: z.array(grantedPermissionOutput),
  sessions: z.array(liveSessionOutput),
  devices: z.array(
    z.object({
      id: z.string(),
      userAgent: z.string().nullable(),
      ip: z.string().nullable(),
      createdAt: z.date(),
      lastSeenAt: z.date(),
      trustedUntil: z.date().nullable(),
    }),
  ),
  secondFactor: z.object({
    appSince: z.date().nullable(),
    appUsedAt: z.date().nullable(),
    passkeys: z.number(),
    codesLeft: z.number(),
  }),
  passkeys: viewProfileOutput.shape.passkeys,
  notifications: notificationsOutput,
  /** The one that they chose, if any. */
  timeZone: z.string().nullable(),
  language: z.enum(languages).nullable(),
  /** How they like to see lists: chosen columns, and views with the query of their address. */
  lists: z.array(listPreferencesOutput),
  /** By the person or about them, the latest first; who others are and where they were is not theirs. */
  events: z.array(
    z.object({
      id: z.string(),
      at: z.date(),
      event: z.string(),
      outcome: loggedEventOutput.shape.outcome,
      by: z.enum(['you', 'somebody else', 'anonymous', 'operator', 'console']),
      about: z.enum(['you', 'somebody else', 'group', 'permission', 'session', 'company', 'bulk', 'import']).nullable(),
      data: z.record(z.string(), z.unknown()),
      operation: z.string(),
      ip: z.string().nullable(),
      userAgent: z.string().nullable(),
    }),
  ),
  /** Where there are older events: the cursor to ask for them with. */
  next: z.string().optional(),
})

export const viewProfilePageOutput = viewProfileOutput.extend({
  /** Why there can be no passkeys here. */
  passkeyObstacle: z.string().optional(),
})

export const viewPasswordPolicyOutput = z.object({ policy: passwordPolicy, expired: z.boolean() })

export const viewAccessOutput = z.object({
  groups: z.array(namedOutput),
  permissions: z.array(grantedPermissionOutput),
})

export const viewAccessPageOutput = viewAccessOutput.extend({
  /** Who can give more. */
  helpers: z.array(z.string()),
})
