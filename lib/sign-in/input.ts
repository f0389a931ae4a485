import { z } from 'zod'
import { enteredEmailField } from '@/lib/kernel/entered-email-field'
import { companySlugField } from '@/lib/kernel/slug'
import { enteredPassword } from '@/lib/passwords/input'

export const chooseCompanyInput = z.object({ company: companySlugField })
export const signInForm = z.object({ email: enteredEmailField, password: enteredPassword })

export const signInInput = signInForm.extend({ company: companySlugField })
