'use server'

import { action } from '@/lib/operation/action'
import * as security from '@/lib/security/commands'
import * as queries from '@/lib/security/queries'

export const previewSecurityAction = action(queries.previewSecurity)
export const changeSecurityAction = action(security.changeSecurity)
export const liftAddressWaitAction = action(security.liftAddressWait)
