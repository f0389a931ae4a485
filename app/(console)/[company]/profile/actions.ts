'use server'

import { action } from '@/lib/operation/action'
import * as profile from '@/lib/profile/commands'

export const renameProfileAction = action(profile.renameProfile)
export const chooseNoticesAction = action(profile.chooseNotices)
export const changePasswordAction = action(profile.changePassword)
export const endOwnSessionAction = action(profile.endOwnSession)
export const endOtherSessionsAction = action(profile.endOtherSessions)
