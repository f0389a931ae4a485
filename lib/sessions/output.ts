import { z } from 'zod'

/** A session that began, for the cookie: it is not sent on. */
export const newSessionOutput = z.object({
  token: z.string(),
  companyId: z.string(),
  deviceToken: z.string().optional(),
  pending: z.boolean(),
  company: z.object({ slug: z.string(), name: z.string() }),
})

/** A session under its new token, for the cookie. */
export const renewedSessionOutput = z.object({ token: z.string(), companyId: z.string() })
