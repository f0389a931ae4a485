import { z } from 'zod'
import { emailField } from '@/lib/kernel/person-fields'
import { companyAtTheDoor } from '@/lib/kernel/slug'
import { newPassword, repeatedPassword, repeatedRightly, repeatedWrongly } from '@/lib/passwords/input'

export const requestResetForm = z.object({ email: emailField })

export const requestResetInput = requestResetForm.extend({ company: companyAtTheDoor })

/** Any text: garbage is a link that is not good, not a different kind of error. */
const token = z.string().max(500).catch('')

/** Whoever mistypes the company in a link has a link that is not good, too. */
const companyInLink = z.string().max(100).catch('')

export const openResetInput = z.object({ company: companyInLink, token })

export const resetPasswordForm = z.object({ newPassword, repeatedPassword }).refine(repeatedRightly, repeatedWrongly)

export const resetPasswordInput = z
  .object({ company: companyInLink, token, newPassword, repeatedPassword })
  .refine(repeatedRightly, repeatedWrongly)
