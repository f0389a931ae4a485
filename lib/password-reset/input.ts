import { z } from 'zod'
import { enteredEmailField } from '@/lib/kernel/entered-email-field'
import { linkInput } from '@/lib/kernel/link-token'
import { companySlugField } from '@/lib/kernel/slug'
import { newPasswordField, repeatedPasswordField, passwordsMatch, passwordMismatch } from '@/lib/passwords/input'

export const requestPasswordResetForm = z.object({ email: enteredEmailField })

export const requestPasswordResetInput = requestPasswordResetForm.extend({ company: companySlugField })

export const resetPasswordForm = z
  .object({ newPassword: newPasswordField, repeatedPassword: repeatedPasswordField })
  .refine(passwordsMatch, passwordMismatch)

export const resetPasswordInput = linkInput
  .extend({ newPassword: newPasswordField, repeatedPassword: repeatedPasswordField })
  .refine(passwordsMatch, passwordMismatch)
