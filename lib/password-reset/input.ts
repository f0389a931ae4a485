import { z } from 'zod'
import { enteredEmailField } from '@/lib/kernel/entered-email-field'
import { companySlugField } from '@/lib/kernel/slug'
import { newPasswordField, repeatedPasswordField, passwordsMatch, passwordMismatch } from '@/lib/passwords/input'

export const requestPasswordResetForm = z.object({ email: enteredEmailField })

export const requestPasswordResetInput = requestPasswordResetForm.extend({ company: companySlugField })

/** Any text: garbage is a link that is not good, not a different kind of error. */
const token = z.string().max(500).catch('')

/** Whoever mistypes the company in a link has a link that is not good, too. */
const companyInLink = z.string().max(100).catch('')

export const openPasswordResetInput = z.object({ company: companyInLink, token })

export const resetPasswordForm = z
  .object({ newPassword: newPasswordField, repeatedPassword: repeatedPasswordField })
  .refine(passwordsMatch, passwordMismatch)

export const resetPasswordInput = z
  .object({ company: companyInLink, token, newPassword: newPasswordField, repeatedPassword: repeatedPasswordField })
  .refine(passwordsMatch, passwordMismatch)
