import { z } from 'zod'
import { linkInput } from '@/lib/kernel/link-fields'
import { emailField } from '@/lib/kernel/person-fields'
import { companySlugField } from '@/lib/kernel/slug'
import { newPasswordField, repeatedPasswordField, passwordsMatch, passwordMismatch } from '@/lib/passwords/input'

export const requestPasswordResetForm = z.object({ email: emailField })

export const requestPasswordResetInput = requestPasswordResetForm.extend({ company: companySlugField })

export const resetPasswordForm = z
  .object({ newPassword: newPasswordField, repeatedPassword: repeatedPasswordField })
  .refine(passwordsMatch, passwordMismatch)

export const resetPasswordInput = linkInput
  .extend({ newPassword: newPasswordField, repeatedPassword: repeatedPasswordField })
  .refine(passwordsMatch, passwordMismatch)
