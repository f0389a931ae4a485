import { cookies } from 'next/headers'
import { z } from 'zod'
import { isCompanySlug } from '@/lib/kernel/slug'
import { hostCookieName, isSecure } from './secure-cookie'

const cookieName = () => hostCookieName('console.company')

const YEAR_SECONDS = 31_536_000

/** More than anybody belongs to; each weighs on every request. */
const KEPT = 5

/** So many letters of a name tell companies apart; 5 longer ones would not fit into a cookie, which has 4,096 bytes. */
const NAME_LENGTH = 60

export interface RememberedCompany {
  slug: string
  name: string
  /** By which the server knows that this browser knows the company (lib/kernel/branding-token.ts); browsers of before have none. */
  token?: string
}

/**
 * Remembers a company that somebody signed in to in this browser, for the sign-in page to offer: what it is called stands in the
 * cookie, since the server tells no names to strangers.
 */
export async function rememberCompany({ slug, name, token }: RememberedCompany): Promise<void> {
  const others = (await rememberedCompanies()).filter(other => other.slug !== slug)
  await keep([{ slug, name: [...name].slice(0, NAME_LENGTH).join(''), token }, ...others])
}

/** No longer offers it. */
export const forgetCompany = async (slug: string): Promise<void> =>
  keep((await rememberedCompanies()).filter(other => other.slug !== slug))

async function keep(companies: RememberedCompany[]): Promise<void> {
  const jar = await cookies()
  if (!companies.length) return void jar.delete({ name: cookieName(), path: '/', secure: isSecure() })
  jar.set(cookieName(), encodeCompanies(companies), {
    maxAge: YEAR_SECONDS,
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(),
    path: '/',
  })
}

/** The companies that somebody signed in to in this browser, the last one first. */
export const rememberedCompanies = async (): Promise<RememberedCompany[]> =>
  decodeCompanies((await cookies()).get(cookieName())?.value)

const remembered = z
  .array(
    z.tuple([
      z.string().refine(isCompanySlug),
      z
        .string()
        .min(1)
        .max(2 * NAME_LENGTH),
      z
        .string()
        .regex(/^[\w-]{22}$/)
        .optional(),
    ]),
  )
  .max(KEPT)

export const encodeCompanies = (companies: RememberedCompany[]): string =>
  Buffer.from(
    JSON.stringify(companies.slice(0, KEPT).map(({ slug, name, token }) => [slug, name, token].filter(Boolean))),
  ).toString('base64url')

/** None where the cookie was tampered with. Earlier versions kept the slug of the last one. */
export function decodeCompanies(value = ''): RememberedCompany[] {
  if (isCompanySlug(value)) return [{ slug: value, name: value }]
  try {
    const companies = remembered.parse(JSON.parse(Buffer.from(value, 'base64url').toString()))
    return companies.map(([slug, name, token]) => ({ slug, name, ...(token && { token }) }))
  } catch {
    return []
  }
}
