'use server'

import * as branding from '@/lib/company/branding'
import * as company from '@/lib/company/commands'
import { action } from '@/lib/operation/action'

export const renameCompanyAction = action(company.renameCompany)
export const changeSlugAction = action(company.changeSlug)
export const changeInvitationDaysAction = action(company.changeInvitationDays)
export const changeLanguageAction = action(company.changeLanguage)
export const changeTimeZoneAction = action(company.changeTimeZone)
export const changeAccentColorAction = action(branding.changeAccentColor)
export const removeLogoAction = action(branding.removeLogo)
