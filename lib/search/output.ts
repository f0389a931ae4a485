import { z } from 'zod'

/** Of each kind the first few, and of what the reader may not see none. */
export const searchOutput = z.object({
  users: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      email: z.string(),
      title: z.string().nullable(),
      status: z.enum(['invited', 'active', 'inactive']),
    }),
  ),
  groups: z.array(z.object({ id: z.string(), name: z.string(), description: z.string() })),
  permissions: z.array(z.object({ id: z.string(), resource: z.string(), action: z.string(), description: z.string() })),
})
