import { z } from 'zod'
import { idField, optionalField, versionField } from '@/lib/kernel/fields'
import { languageOrNone } from '@/lib/kernel/language'
import { personNameField } from '@/lib/kernel/person-fields'
import { timeZoneOrNone } from '@/lib/kernel/time-zone'
import { enteredPassword } from '@/lib/passwords/input'
import { factorCode } from '@/lib/second-factor/input'

export const renameProfileInput = z.object({ name: personNameField, version: versionField })

/** Empty: that of the browser, whichever it is. */
export const chooseTimeZoneInput = z.object({ timeZone: timeZoneOrNone })

export const chooseLanguageInput = z.object({ language: languageOrNone })

/** What somebody may do without; every other mail about how they sign in always comes. */
export const updateNotificationsInput = z.object({
  newDevice: z.boolean({ error: 'This must be yes or no.' }),
  groupChanges: z.boolean({ error: 'This must be yes or no.' }),
})

/** `cursor`: older events than those of the answer before. */
export const exportProfileInput = z.object({ cursor: optionalField(z.string().max(500)) })

export const ownSessionInput = z.object({ sessionId: idField })

/** Which of the two is needed depends on whether the person has a second factor. */
export const stepUpInput = z.object({ password: enteredPassword.optional(), code: factorCode.optional() })
