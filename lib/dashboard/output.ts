import { z } from 'zod'
import { enrolmentOutput, grantedPermissionOutput, loggedEventOutput, namedOutput } from '@/lib/kernel/outputs'

/** Totals are exact to 10,000; 10,001 stands for more. Of more active people, the others are counted among so many. */
const numbers = z.object({
  people: z
    .object({
      invited: z.number(),
      active: z.number(),
      inactive: z.number(),
      neverSignedIn: z.number(),
      withoutGroup: z.number(),
    })
    .optional(),
  enrolment: enrolmentOutput.optional(),
  /** The same of those with full access. */
  administrators: enrolmentOutput.pick({ active: true, withFactor: true }).optional(),
  /** Active, and not signed in for 90 days. */
  stale: z.number().optional(),
  /** Groups with one member. */
  loneGroups: z.number().optional(),
  /** Permissions that one person holds. */
  solelyHeld: z.number().optional(),
  invitations: z.object({ expired: z.number(), expiring: z.number() }).optional(),
  /** From where the newest sign-ins and refusals came. */
  addresses: z.array(z.object({ address: z.string(), good: z.number(), bad: z.number() })).optional(),
})
export type DashboardNumbers = z.output<typeof numbers>

/** Two numbers of a day or a week, both totals. */
const periodOutput = z.object({ from: z.string(), to: z.string(), up: z.number(), down: z.number() })

/** Events of one day, person and kind: the newest of them, and how many they are. */
const foldedEventOutput = loggedEventOutput.extend({
  day: z.string(),
  events: z.number(),
  people: z.number(),
  groups: z.number(),
  /** There are perhaps more of them. */
  cut: z.boolean(),
})

/** How somebody signs in. `passwordSince`: null without a password. */
const safetyOutput = z.object({
  passwordSince: z.date().nullable(),
  appSince: z.date().nullable(),
  passkeys: z.number(),
  codesLeft: z.number(),
  sessions: z.number(),
})

export const firstStepsOutput = z.object({
  hidden: z.boolean(),
  /** Of everybody, or by some group of its members. */
  required: z.boolean(),
  mail: z.boolean(),
  invited: z.boolean(),
  secured: z.boolean(),
  sawAccess: z.boolean(),
  sawPeople: z.boolean(),
})

export const viewDashboardOutput = numbers.extend({
  waiting: z.number().optional(),
  opensSecurity: z.boolean(),
  groups: z.number().optional(),
  mail: z.object({ failed: z.number(), delayed: z.number() }).optional(),
  notable: z.array(
    z.object({ id: z.string(), name: z.string(), members: z.number(), active: z.number(), fullAccess: z.boolean() }),
  ),
  /** Of each of the last days: how many sign-ins succeeded, and were refused. */
  signIns: z.array(periodOutput).optional(),
  /** Of each of the last weeks: how many people joined, and left. */
  weeks: z.array(periodOutput).optional(),
  changes: z.array(foldedEventOutput).optional(),
  access: z.array(grantedPermissionOutput),
  ownGroups: z.array(namedOutput),
  /** Of a reader without full access, as are the people who can help them. */
  safety: safetyOutput.optional(),
  helpers: z.array(z.object({ name: z.string(), email: z.string() })),
  firstSteps: firstStepsOutput,
})
