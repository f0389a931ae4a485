import { z } from 'zod'
import { fold } from './fold'

/** Words that an address of ours begins with, or may begin with one day. */
const reserved = new Set(
  `about access account admin administrator api app apps assets audit-log auth billing blog callback company companies console contact
  cookies dashboard demo dev docs download email errors favicon forgot groups health help home host http https images img import
  index info internal invitation invitations invite invites join js legal login logout mail me metrics monitoring my new next
  null oauth oidc onboarding operator permissions ping pricing privacy profile public register reset robots root saml scim search
  security self server session sessions settings setup sign-in sign-out sign-up signin signout signup sitemap sso static status
  support system team terms test undefined user users verify webhooks well-known www`.split(/\s+/),
)

/** Lower-case letters, digits and single hyphens between them; `reservedToo` for those that stand first in an address. */
export const slugField = ({
  min = 2,
  max,
  reservedToo = false,
}: {
  min?: number
  max: number
  reservedToo?: boolean
}) =>
  z
    .string({ error: 'The slug is missing.' })
    .transform(slug => slug.trim())
    .refine(slug => slug.length > 0, { error: 'The slug is missing.', abort: true })
    .refine(slug => slug.length >= min, { error: `A slug needs at least ${min} characters.`, abort: true })
    .refine(slug => slug.length <= max, { error: `A slug can have at most ${max} characters.`, abort: true })
    .refine(slug => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug), {
      error: 'A slug can only have lower-case letters, digits and single hyphens between them, such as acme-corp.',
      abort: true,
    })
    .refine(slug => !reservedToo || !reserved.has(slug), {
      error: 'This slug is reserved. Choose another one.',
    })
    .meta({ minLength: min, maxLength: max, pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' })

/** A slug made of a name, for a form to suggest. */
export const slugFrom = (name: string, max = 60): string =>
  fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, max)
    .replace(/^-+|-+$/g, '')

const companySlugPattern = /^[a-z0-9][a-z0-9-]{0,62}$/

/** Whether a company can have, or can have had, this slug. */
export const isCompanySlug = (text: string): boolean => companySlugPattern.test(text)

/** A slug as typed to sign in: any text, since an unknown company is answered like a known one. */
export const companySlugField = z
  .string({ error: 'Enter the slug of your company.' })
  .transform(slug => slug.trim().toLowerCase())
  .refine(slug => slug.length > 0, { error: 'Enter the slug of your company.' })
  .refine(isCompanySlug, {
    error: 'A company slug can only have letters, digits and hyphens, such as acme-corp.',
  })
  .meta({ minLength: 1, maxLength: 63, pattern: '^[A-Za-z0-9][A-Za-z0-9-]*$' })
