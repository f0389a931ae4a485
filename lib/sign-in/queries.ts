import { z } from 'zod'
import { actorsIn } from '@/db/repositories/actors'
import { signInMethodsOutput } from '@/lib/kernel/outputs'
import { readSecuritySettings } from '@/lib/kernel/security-settings'
import { companySlugField } from '@/lib/kernel/slug'
import { publicCommand } from '@/lib/operation/define'

/**
 * How people sign in to a company: what its sign-in page shows. For a slug that leads nowhere it is what a company has
 * that chose nothing.
 */
export const viewSignInMethods = publicCommand({
  name: 'signIn.viewMethods',
  explain: 'See the sign-in methods.',
  answersAnybody: true,
  input: z.object({ company: companySlugField }),
  output: signInMethodsOutput,
  run: ({ transaction }) =>
    transaction(async ({ scope }) => readSecuritySettings(await actorsIn(scope).settings()).signIn),
})
