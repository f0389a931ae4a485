'use server'

import { action } from '@/lib/operation/action'
import * as profile from '@/lib/profile/commands'

export const renameProfile = action(profile.renameProfile)
export const changePassword = action(profile.changePassword)
export const endOwnSession = action(profile.endOwnSession)
export const endOtherSessions = action(profile.endOtherSessions)
