import { z } from 'zod'
import { renewedSessionOutput } from '@/lib/sessions/output'

export const beginSecondFactorOutput = z.object({
  sealedKey: z.string(),
  /** In groups of four, for who types it. */
  key: z.string(),
  uri: z.string(),
  qr: z.object({ size: z.number(), path: z.string() }),
})

export const confirmSecondFactorOutput = z.object({
  session: renewedSessionOutput,
  /** To be shown once; none when the person has some left. */
  recoveryCodes: z.array(z.string()),
})

export const regenerateCodesOutput = z.object({ recoveryCodes: z.array(z.string()) })

export const resetSecondFactorOutput = z.object({ sessionsEnded: z.number() })

export const viewSecondFactorOutput = z.object({
  passkeyObstacle: z.string().optional(),
  mayTrustDevice: z.boolean(),
  appSince: z.date().nullable(),
  appUsedAt: z.date().nullable(),
  passkeys: z.number(),
  codesLeft: z.number(),
  demand: z.enum(['network', 'second_factor', 'enrol', 'change_password']).optional(),
  /** Since when, or from when on, a second factor is insisted on; null: it is not. */
  deadline: z.date().nullable(),
})

export const viewStepUpMethodsOutput = z.object({
  code: z.boolean(),
  app: z.boolean(),
  passkey: z.boolean(),
  password: z.boolean(),
})
