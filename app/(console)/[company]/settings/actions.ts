'use server'

import * as company from '@/lib/company/commands'
import { action } from '@/lib/operation/action'

export const renameCompanyAction = action(company.renameCompany)
export const changeSlugAction = action(company.changeSlug)
export const changeInvitationDaysAction = action(company.changeInvitationDays)
