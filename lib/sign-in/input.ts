import { z } from 'zod'
import { emailField } from '@/lib/kernel/person-fields'
import { companyAtTheDoor } from '@/lib/kernel/slug'
import { givenPassword } from '@/lib/passwords/input'

export const chooseCompanyInput = z.object({ company: companyAtTheDoor })
export const signInForm = z.object({ email: emailField, password: givenPassword })

export const signInInput = signInForm.extend({ company: companyAtTheDoor })
