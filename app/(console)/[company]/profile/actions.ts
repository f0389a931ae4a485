'use server'

import * as emailChange from '@/lib/email-change/commands'
import { action } from '@/lib/operation/action'
import * as profile from '@/lib/profile/commands'
import * as reader from '@/lib/profile/reader-commands'

export const renameProfileAction = action(profile.renameProfile)
export const updateNotificationsAction = action(profile.updateNotifications)
export const chooseTimeZoneAction = action(reader.chooseTimeZone)
export const chooseLanguageAction = action(reader.chooseLanguage)
export const changePasswordAction = action(profile.changePassword)
export const endOwnSessionAction = action(profile.endOwnSession)
export const endOtherSessionsAction = action(profile.endOtherSessions)
export const requestEmailChangeAction = action(emailChange.requestEmailChange)
export const resendEmailChangeAction = action(emailChange.resendEmailChange)
export const cancelEmailChangeAction = action(emailChange.cancelEmailChange)
