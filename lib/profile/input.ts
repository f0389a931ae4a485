import { z } from 'zod'
import { id } from '../operation/input'
import { personName } from '../users/input'

export const renameProfileInput = z.object({ name: personName })

export const ownSessionInput = z.object({ sessionId: id })
