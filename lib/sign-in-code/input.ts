import { z } from 'zod'
import { emailField } from '@/lib/kernel/person-fields'
import { companyAtTheDoor } from '@/lib/kernel/slug'
import { appCode } from '@/lib/second-factor/input'

export const requestCodeForm = z.object({ email: emailField })
export const giveCodeForm = z.object({ code: appCode })

/** `browser`: the random bits in the cookie of the browser that asks. */
const browser = z.string().max(100)

export const requestCodeInput = requestCodeForm.extend({ company: companyAtTheDoor, browser })
export const giveCodeInput = giveCodeForm.extend({ company: companyAtTheDoor, browser })
