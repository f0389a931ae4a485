import { z } from 'zod'
import { openChangeOutput } from '@/lib/email-change/output'
import { accountOutput, grantedPermissionOutput, liveSessionOutput, namedOutput } from '@/lib/kernel/outputs'
import { passwordPolicy } from '@/lib/kernel/security-settings'

export const changePasswordOutput = z.object({ sessionsEnded: z.number() })

export const endOtherSessionsOutput = z.object({ count: z.number() })

export const viewProfileOutput = z.object({
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
