'use server'

import { action } from '@/lib/operation/action'
import * as profile from '@/lib/profile/commands'

export const changeExpiredPasswordAction = action(profile.changePassword)
