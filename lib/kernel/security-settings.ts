import { z } from 'zod'

/**
 * How a company wants its people to sign in. Kept as one document, so that it can be put on trial and
 * taken back as a whole; what is missing in it is as below. Safe in a browser.
 */
export const passwordPolicy = z.object({
  preset: z.enum(['standard', 'only_factor', 'classic', 'custom']).default('standard'),
  /** In code points after NFKC; NIST 800-63B-4 section 3.1.1.2 asks for 15, or 8 beside a second factor. docs/security.md: 12 at least. */
  minLength: z.number().int().min(12).max(64).default(12),
  upper: z.boolean().default(false),
  lower: z.boolean().default(false),
  digit: z.boolean().default(false),
  symbol: z.boolean().default(false),
  /** How many former passwords a new one must differ from. */
  history: z.number().int().min(0).max(24).default(0),
  /** 0: passwords do not expire [NIST 800-63B-4 section 3.1.1.2]. */
  expiryDays: z.number().int().min(0).max(730).default(0),
  /** Of 4, as @zxcvbn-ts estimates it. */
  minStrength: z.number().int().min(0).max(4).default(3),
})
export type PasswordPolicy = z.infer<typeof passwordPolicy>

export const securitySettings = z.object({
  /** Of everybody; groups can require it of their members besides. */
  secondFactor: z
    .object({
      required: z.boolean().default(false),
      graceDays: z.number().int().min(0).max(30).default(7),
      /** When it was switched on: the grace period begins there. */
      since: z.iso.datetime().nullable().default(null),
    })
    .prefault({}),
  /** A device may skip the second factor for 30 days, where it is not required. */
  trustedDevices: z.boolean().default(true),
  signIn: z
    .object({
      password: z.boolean().default(true),
      emailCode: z.boolean().default(false),
      passkey: z.boolean().default(true),
    })
    .prefault({}),
  password: passwordPolicy.prefault({}),
  sessions: z
    .object({
      /** OWASP ASVS 7.3.1. */
      idleMinutes: z
        .number()
        .int()
        .min(5)
        .max(24 * 60)
        .default(60),
      /** OWASP ASVS 7.3.2. */
      absoluteHours: z.number().int().min(1).max(24).default(12),
    })
    .prefault({}),
  /** CIDR ranges that people must come from; none: from anywhere. */
  networks: z.array(z.string()).max(100).default([]),
})
export type SecuritySettings = z.infer<typeof securitySettings>

/** Settings as the database has them, completed. */
export const readSecuritySettings = (stored: unknown): SecuritySettings => securitySettings.parse(stored ?? {})

/** How long a setting that could lock people out is on trial. */
export const TRIAL_MINUTES = 15
