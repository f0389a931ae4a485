import { z } from 'zod'
import { id } from '@/lib/kernel/fields'
import { personName } from '@/lib/kernel/person-fields'
import { givenPassword } from '@/lib/passwords/input'
import { factorCode } from '@/lib/second-factor/input'

export const renameProfileInput = z.object({ name: personName })

export const ownSessionInput = z.object({ sessionId: id })

/** Which of the two is needed depends on whether the person has a second factor. */
export const stepUpInput = z.object({ password: givenPassword.optional(), code: factorCode.optional() })
