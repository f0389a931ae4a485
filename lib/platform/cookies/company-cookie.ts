import { cookies } from 'next/headers'
import { isSecure } from './secure-cookie'

const COMPANY_COOKIE = 'console.company'

const YEAR_SECONDS = 31_536_000

/** The company this device signed in to last, for the sign-in page to suggest. */
export async function rememberCompany(slug: string): Promise<void> {
  ;(await cookies()).set(COMPANY_COOKIE, slug, {
    maxAge: YEAR_SECONDS,
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(),
    path: '/',
  })
}

/** A slug, or nothing where the cookie was tampered with. */
export async function rememberedCompany(): Promise<string | undefined> {
  const slug = (await cookies()).get(COMPANY_COOKIE)?.value
  return slug && /^[a-z0-9-]{1,63}$/.test(slug) ? slug : undefined
}
