import { z } from 'zod'

/** Of what answers nothing but that it was done. */
export const noOutput = z.void()

/** What an edit answers: the version that it made. */
export const versionOutput = z.object({ version: z.number() })

/** Something with a name. */
export const namedOutput = z.object({ id: z.string(), name: z.string() })

/** What somebody narrows a list down to again and again: the query of its address, under a name. */
export const savedViewOutput = z.object({ id: z.string(), name: z.string(), query: z.string() })

/** An event of the audit log, as it is read. */
export const loggedEventOutput = z.object({
  id: z.string(),
  at: z.date(),
  event: z.string(),
  kind: z.enum(['change', 'sign-in', 'read', 'refusal']),
  severity: z.enum(['informational', 'low', 'medium', 'high', 'critical']),
  outcome: z.enum(['succeeded', 'refused']),
  actorKind: z.enum(['user', 'anonymous', 'operator', 'console']),
  actorId: z.string().nullable(),
  via: z.enum(['session', 'public', 'operator', 'system']).nullable(),
  actorName: z.string().nullable(),
  targetType: z.enum(['user', 'group', 'permission', 'session', 'company', 'bulk', 'import']).nullable(),
  targetId: z.string().nullable(),
  targetName: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
  operation: z.string(),
  requestId: z.string(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
})

/** A permission that somebody holds, and the groups that grant it. */
export const grantedPermissionOutput = z.object({
  id: z.string(),
  resource: z.string(),
  action: z.string(),
  description: z.string(),
  groups: z.array(namedOutput),
})

/** A person's account. */
export const accountOutput = z.object({
  deactivationReason: z.string().nullable(),
  version: z.number(),
  id: z.string(),
  name: z.string(),
  email: z.string(),
  title: z.string().nullable(),
  status: z.enum(['invited', 'active', 'inactive']),
  createdAt: z.date(),
  activatedAt: z.date().nullable(),
  deactivatedAt: z.date().nullable(),
  lastSignInAt: z.date().nullable(),
})

/** A session that still opens something, and where it was opened. */
export const liveSessionOutput = z.object({
  id: z.string(),
  createdAt: z.date(),
  lastSeenAt: z.date(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  method: z.enum(['password', 'passkey', 'invitation', 'email_code']),
  secondFactorAt: z.date().nullable(),
})

/** The ways to sign in that a company allows. */
export const signInMethodsOutput = z.object({ password: z.boolean(), emailCode: z.boolean(), passkey: z.boolean() })

/** How many have a second factor, and how many must. */
export const enrolmentOutput = z.object({
  active: z.number(),
  withFactor: z.number(),
  must: z.number(),
  mustAndHave: z.number(),
  missing: z.number(),
})
