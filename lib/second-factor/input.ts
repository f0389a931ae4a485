import { z } from 'zod'
import { cleanCode } from '@/lib/kernel/codes'
import { idField } from '@/lib/kernel/fields'

const typed = z
  .string({ error: 'Enter the code.' })
  .max(200, 'This code is too long.')
  .transform(cleanCode)
  .refine(code => code.length > 0, { error: 'Enter the code.', abort: true })

const isAppShaped = (code: string): boolean => /^\d{6}$/.test(code)

/** Six digits are of an app; anything else is a recovery code. */
export const isAppCode = isAppShaped

/** A code of an authenticator app. */
export const appCode = typed.refine(isAppShaped, { error: 'The code must have 6 digits.' })

/** One of either kind. */
export const factorCode = typed.refine(code => isAppShaped(code) || /^[0-9a-z]{16}$/.test(code), {
  error: 'A code from the app has 6 digits. A recovery code has 16 letters and digits.',
})

export const verifyInput = z.object({ code: factorCode, trustDevice: z.boolean().default(false) })

/** `sealedKey`: the key as `secondFactor.begin` encrypted it. */
export const confirmInput = z.object({ sealedKey: z.string().max(500), code: appCode })

/** What the form of `confirmInput` checks. */
export const confirmForm = z.object({ code: appCode })

export const deviceInput = z.object({ deviceId: idField })
