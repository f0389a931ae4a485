import { z } from 'zod'
import { linkCompanyField, linkTokenField } from '@/lib/kernel/link-token'
import { emailField } from '@/lib/kernel/person-fields'
import { companySlugField } from '@/lib/kernel/slug'
import { newPasswordField, repeatedPasswordField, passwordsMatch, passwordMismatch } from '@/lib/passwords/input'

export const requestPasswordResetForm = z.object({ email: emailField })

export const requestPasswordResetInput = requestPasswordResetForm.extend({ company: companySlugField })

export const openPasswordResetInput = z.object({ company: linkCompanyField, token: linkTokenField })

export const resetPasswordForm = z
  .object({ newPassword: newPasswordField, repeatedPassword: repeatedPasswordField })
  .refine(passwordsMatch, passwordMismatch)

export const resetPasswordInput = z
  .object({
    company: linkCompanyField,
    token: linkTokenField,
    newPassword: newPasswordField,
    repeatedPassword: repeatedPasswordField,
  })
  .refine(passwordsMatch, passwordMismatch)
