'use server'

import { action } from '@/lib/operation/action'
import * as security from '@/lib/security/commands'

export const keepSecurity = action(security.keepSecurity)
export const revertSecurity = action(security.revertSecurity)
