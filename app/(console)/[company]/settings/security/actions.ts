'use server'

import { action } from '@/lib/operation/action'
import * as security from '@/lib/security/commands'
import * as queries from '@/lib/security/queries'

export const previewSecurity = action(queries.previewSecurity)
export const changeSecurity = action(security.changeSecurity)
export const liftAddressWait = action(security.liftAddressWait)
