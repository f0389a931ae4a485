'use server'

import * as mail from '@/lib/mail/commands'
import { action } from '@/lib/operation/action'

export const sendTestMailAction = action(mail.sendTestMail)
export const retryMailAction = action(mail.retryMail)
