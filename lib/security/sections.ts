import { z } from 'zod'

/** The parts of the security settings as forms send them, a number being text. Safe in a browser. */

const whole = (label: string, min: number, max: number) => {
  const error = `${label} must be a whole number from ${min} to ${max}.`
  // No union: a form shows what its first branch says, which is about types.
  return z
    .custom<number | string>()
    .transform((given, context) => {
      const value = typeof given === 'string' && /^\d{1,6}$/.test(given.trim()) ? Number(given.trim()) : given
      if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value
      context.addIssue({ code: 'custom', message: error })
      return z.NEVER
    })
    .meta({ type: 'integer', minimum: min, maximum: max })
}

/** NIST 800-63B-4 lets nobody wait for ever; a month is enough to buy keys. */
export const graceDays = whole('The grace period', 0, 30)

export const secondFactorSection = z.strictObject({
  required: z.boolean({ error: 'Choose whether it is required.' }),
  graceDays,
})

export const signInSection = z
  .strictObject({ password: z.boolean(), emailCode: z.boolean(), passkey: z.boolean() })
  .refine(ways => ways.password || ways.emailCode || ways.passkey, {
    path: ['password'],
    error: 'At least one sign-in method must stay on.',
  })

export const passwordSection = z.strictObject({
  preset: z.enum(['standard', 'only_factor', 'classic', 'custom'], { error: 'Choose a policy.' }),
  minLength: whole('The length', 12, 64).optional(),
  upper: z.boolean().optional(),
  lower: z.boolean().optional(),
  digit: z.boolean().optional(),
  symbol: z.boolean().optional(),
  history: whole('The password history', 0, 24).optional(),
  expiryDays: whole('The expiry', 0, 730).optional(),
  minStrength: whole('The strength', 0, 4).optional(),
})

export const sessionsSection = z.strictObject({
  idleMinutes: whole('The inactivity limit', 5, 24 * 60),
  absoluteHours: whole('The maximum session length', 1, 24),
})

/** What a trial is agreed to with. */
export const trialChoice = z.object({ trial: z.boolean().optional() })

/** What each form of the page sends. */
export const secondFactorPart = z.object({ secondFactor: secondFactorSection, trustedDevices: z.boolean() })
export const signInPart = z.object({ signIn: signInSection })
export const passwordPart = z.object({ password: passwordSection })
export const sessionsPart = z.object({ sessions: sessionsSection })
/** Read by the server alone, which names the lines that are wrong: a parser of addresses is not worth its weight in a browser. */
export const networksPart = z.object({ networks: z.string() })
