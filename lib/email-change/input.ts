import { z } from 'zod'
import { emailField } from '@/lib/kernel/person-fields'

export const requestEmailChangeInput = z.object({ email: emailField })
