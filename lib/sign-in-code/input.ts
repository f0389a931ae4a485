import { z } from 'zod'
import { enteredEmailField } from '@/lib/kernel/entered-email-field'
import { companySlugField } from '@/lib/kernel/slug'
import { appCode } from '@/lib/second-factor/input'

export const requestCodeForm = z.object({ email: enteredEmailField })
export const enterCodeForm = z.object({ code: appCode })

/** `browser`: the random bits in the cookie of the browser that asks. */
const browser = z.string().max(100)

export const requestCodeInput = requestCodeForm.extend({ company: companySlugField, browser })
export const enterCodeInput = enterCodeForm.extend({ company: companySlugField, browser })
