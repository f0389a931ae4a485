import { z } from 'zod'
import { days as invitationDays } from '@/lib/invitations/form-input'
import { emailField } from '@/lib/kernel/email-field'
import { lineField, versionField } from '@/lib/kernel/fields'
import { personNameField } from '@/lib/kernel/person-fields'
import { slugField } from '@/lib/kernel/slug'
import { newPasswordField } from '@/lib/passwords/input'

const companyName = lineField('The name', { max: 100 })

export const companySlug = slugField({ min: 3, max: 40, reservedToo: true })

export const renameCompanyInput = z.object({ name: companyName, version: versionField })

/** Each change sends everybody to another address: so many within so many hours. */
export const SLUG_CHANGES = 3
export const SLUG_CHANGES_HOURS = 24

export const changeSlugInput = z.object({ slug: companySlug, version: versionField })

export const changeInvitationDaysInput = z.object({ days: invitationDays, version: versionField })

export const renameByOperatorInput = z.object({ name: companyName.optional(), slug: companySlug.optional() })

export const suspendCompanyInput = z.object({ because: lineField('The reason', { max: 300 }).optional() })

export const createCompanyInput = z.object({
  name: companyName,
  slug: companySlug,
  administrator: z.object({ name: personNameField, email: emailField, password: newPasswordField }),
})
