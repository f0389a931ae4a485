import { z } from 'zod'
import { days as invitationDays } from '@/lib/invitations/form-input'
import { readColor } from '@/lib/kernel/color'
import { emailField } from '@/lib/kernel/email-field'
import { lineField, versionField } from '@/lib/kernel/fields'
import { languageField } from '@/lib/kernel/language'
import { personNameField } from '@/lib/kernel/person-fields'
import { companySlugField, slugField } from '@/lib/kernel/slug'
import { timeZoneField } from '@/lib/kernel/time-zone'
import { newPasswordField } from '@/lib/passwords/input'

/** What the file of a logo may have. */
export const MAX_LOGO_BYTES = 200 * 1024

export const logoTooLarge = 'The logo is larger than 200 KB. Make it smaller, or save it as an SVG.'

const companyName = lineField('The name', { max: 100 })

export const companySlug = slugField({ min: 3, max: 40, reservedToo: true })

export const renameCompanyInput = z.object({ name: companyName, version: versionField })

/** Each change sends everybody to another address: so many within so many hours. */
export const SLUG_CHANGES = 3
export const SLUG_CHANGES_HOURS = 24

export const changeSlugInput = z.object({ slug: companySlug, version: versionField })

export const changeInvitationDaysInput = z.object({ days: invitationDays, version: versionField })

export const changeTimeZoneInput = z.object({ timeZone: timeZoneField, version: versionField })

export const changeLanguageInput = z.object({ language: languageField, version: versionField })

/** Empty: Console's own colour. */
export const changeAccentColorInput = z.object({
  accentColor: z
    .string({ error: 'The color is missing.' })
    .transform((typed, context) => {
      if (!typed.trim()) return null
      const color = readColor(typed)
      if (color) return color
      context.addIssue({ code: 'custom', message: 'Enter a color as six digits, such as #2f80ed.' })
      return z.NEVER
    })
    .meta({ type: 'string', maxLength: 20 }),
  version: versionField,
})

/** Brings the file when it is asked for, which is after its sender was found to have the permission. */
export const uploadLogoInput = z.object({
  content: z
    .custom<() => Promise<Uint8Array>>(value => typeof value === 'function', { error: 'The file is missing.' })
    .meta({ type: 'string', format: 'binary', maxLength: MAX_LOGO_BYTES }),
})

/** The form: a file. */
export const logoForm = z.object({ file: z.custom<FileList | undefined>() }).superRefine(({ file }, { addIssue }) => {
  const issue = (message: string) => addIssue({ code: 'custom', path: ['file'], message })
  if (!file?.[0]) issue('Choose a file.')
  else if (file[0].size > MAX_LOGO_BYTES) issue(logoTooLarge)
})

/** `token`: by which a browser knows the company (lib/kernel/branding-token.ts). */
export const brandingInput = z.object({ company: companySlugField, token: z.string().max(100) })

export const renameByOperatorInput = z.object({ name: companyName.optional(), slug: companySlug.optional() })

export const suspendCompanyInput = z.object({ because: lineField('The reason', { max: 300 }).optional() })

export const createCompanyInput = z.object({
  name: companyName,
  slug: companySlug,
  timeZone: timeZoneField.optional(),
  language: languageField.optional(),
  administrator: z.object({ name: personNameField, email: emailField, password: newPasswordField }),
})
