'use server'

import { action } from '@/lib/operation/action'
import * as profile from '@/lib/profile/commands'

export const changePassword = action(profile.changePassword)
