import { z } from 'zod'

const companyOutput = z.object({ name: z.string(), slug: z.string() })

/** A change that waits for the proof of the new mailbox. */
export const openChangeOutput = z.object({
  toEmail: z.string(),
  /** The administrator who asked for it; null: the person themselves. */
  requestedBy: z.string().nullable(),
  createdAt: z.date(),
  expiresAt: z.date(),
})

/** What the page behind the link for the new mailbox shows. */
export const openEmailChangeOutput = z
  .object({ name: z.string(), email: z.string(), company: companyOutput })
  .optional()

/** `signedIn`: the browser keeps a session of this person. */
export const confirmEmailChangeOutput = z.object({ signedIn: z.boolean() })

/** What the page behind the link for the former mailbox shows. */
export const openEmailObjectionOutput = z
  .object({
    name: z.string(),
    from: z.string(),
    to: z.string(),
    requestedAt: z.date(),
    /** In effect since; null where it is not. */
    effectiveAt: z.date().nullable(),
    company: companyOutput,
  })
  .optional()
