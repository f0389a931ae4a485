import { z } from 'zod'
import { emailField } from '@/lib/kernel/email-field'

export const requestEmailChangeInput = z.object({ email: emailField })
