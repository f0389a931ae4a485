'use server'

import * as mail from '@/lib/mail/commands'
import { action } from '@/lib/operation/action'

export const sendTestMail = action(mail.sendTestMail)
export const retryMail = action(mail.retryMail)
