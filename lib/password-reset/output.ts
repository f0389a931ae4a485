import { z } from 'zod'
import { passwordPolicy } from '@/lib/kernel/security-settings'

export const openPasswordResetOutput = z
  .object({
    email: z.string(),
    name: z.string(),
    company: z.object({ name: z.string(), slug: z.string() }),
    policy: passwordPolicy,
  })
  .optional()
