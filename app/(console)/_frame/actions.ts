'use server'

import { action } from '@/lib/operation/action'
import * as security from '@/lib/security/commands'

export const keepSecurityAction = action(security.keepSecurity)
export const revertSecurityAction = action(security.revertSecurity)
