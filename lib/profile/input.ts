import { z } from 'zod'
import { givenPassword } from '../auth/input'
import { id } from '../operation/input'
import { factorCode } from '../second-factor/input'
import { personName } from '../users/input'

export const renameProfileInput = z.object({ name: personName })

export const ownSessionInput = z.object({ sessionId: id })

/** Which of the two is needed depends on whether the person has a second factor. */
export const stepUpInput = z.object({ password: givenPassword.optional(), code: factorCode.optional() })
