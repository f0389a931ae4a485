'use server'

import * as company from '@/lib/company/commands'
import { action } from '@/lib/operation/action'

export const renameCompany = action(company.renameCompany)
export const changeSlug = action(company.changeSlug)
export const changeInvitationDays = action(company.changeInvitationDays)
