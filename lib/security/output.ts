import { z } from 'zod'
import { enrolmentOutput, signInMethodsOutput, versionOutput } from '@/lib/kernel/outputs'
import { passwordPolicy } from '@/lib/kernel/security-settings'

export const changeSecurityOutput = versionOutput.extend({ trialUntil: z.string().nullable() })

export const viewSecurityOutput = z.object({
  /** Of the settings, all parts together. */
  version: z.number(),
  settings: z.object({
    /** Of everybody; groups can require it of their members besides. */
    secondFactor: z.object({
      required: z.boolean(),
      graceDays: z.number(),
      /** When it was switched on: the grace period begins there. */
      since: z.string().nullable(),
    }),
    /** A device may skip the second factor for 30 days, where it is not required. */
    trustedDevices: z.boolean(),
    signIn: signInMethodsOutput,
    password: passwordPolicy,
    sessions: z.object({
      /** OWASP ASVS 7.3.1. */
      idleMinutes: z.number(),
      /** OWASP ASVS 7.3.2. */
      absoluteHours: z.number(),
    }),
    /** CIDR ranges that people must come from; none: from anywhere. */
    networks: z.array(z.string()),
  }),
  trial: z
    .object({
      by: z.string().nullable(),
      changes: z.record(z.string(), z.object({ from: z.string(), to: z.string() })),
    })
    .optional(),
  /** Who may do without a second factor for a while; left out for who may not see people. */
  exemptions: z
    .array(z.object({ userId: z.string(), name: z.string(), reason: z.string(), until: z.date() }))
    .optional(),
})

export const viewSecurityPageOutput = viewSecurityOutput.extend({
  enrolment: enrolmentOutput,
  /** Those that require a second factor. */
  groups: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      graceDays: z.number(),
      since: z.date().nullable(),
      missing: z.number(),
    }),
  ),
  waiting: z
    .array(
      z.object({
        userId: z.string(),
        name: z.string(),
        until: z.date().nullable(),
        failures: z.number(),
        count: z.number(),
      }),
    )
    .optional(),
  /** Addresses and networks that wait. */
  addresses: z.array(z.object({ address: z.string(), until: z.date(), failures: z.number(), count: z.number() })),
  /** Where the reader comes from, for the button that adds it. */
  ownAddress: z.string().nullable(),
})

/** Of a company's own rules, those that were sent: what was left out stays as it is, and no default takes its place. */
const proposedPolicyOutput = z.object({
  preset: z.enum(['standard', 'only_factor', 'classic', 'custom']),
  minLength: z.number().optional(),
  upper: z.boolean().optional(),
  lower: z.boolean().optional(),
  digit: z.boolean().optional(),
  symbol: z.boolean().optional(),
  history: z.number().optional(),
  expiryDays: z.number().optional(),
  minStrength: z.number().optional(),
})

export const previewSecurityOutput = z.object({
  /** Of the settings that it was compared with, to be sent along too. */
  version: z.number(),
  /** To be sent along when it is saved. */
  proposed: z.object({
    secondFactor: z.object({ required: z.boolean(), graceDays: z.number() }).optional(),
    trustedDevices: z.boolean().optional(),
    signIn: signInMethodsOutput.optional(),
    password: proposedPolicyOutput.optional(),
    sessions: z.object({ idleMinutes: z.number(), absoluteHours: z.number() }).optional(),
    networks: z.array(z.string()).optional(),
  }),
  changes: z.record(z.string(), z.object({ from: z.string(), to: z.string() })),
  risky: z.boolean(),
  consequences: z.array(
    z.object({
      tone: z.enum(['info', 'warn']),
      sentence: z.string(),
      names: z.array(z.string()),
      /** How many people beyond those named. */
      more: z.number(),
    }),
  ),
})
