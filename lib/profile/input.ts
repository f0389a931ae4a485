import { z } from 'zod'
import { idField, versionField } from '@/lib/kernel/fields'
import { personNameField } from '@/lib/kernel/person-fields'
import { enteredPassword } from '@/lib/passwords/input'
import { factorCode } from '@/lib/second-factor/input'

export const renameProfileInput = z.object({ name: personNameField, version: versionField })

export const ownSessionInput = z.object({ sessionId: idField })

/** Which of the two is needed depends on whether the person has a second factor. */
export const stepUpInput = z.object({ password: enteredPassword.optional(), code: factorCode.optional() })
