import { cookies } from 'next/headers'
import { hostCookieName, isSecure } from './secure-cookie'

const cookieName = () => hostCookieName('console.device')

const YEAR_SECONDS = 31_536_000

/** A token for each person and company that signed in here lately: they do not know each other's, nor displace them. */
const KEPT = 5

/** By this a browser is known again: as a device that its person signed in with before. It opens nothing. */
export async function rememberDevice(token: string): Promise<void> {
  const tokens = [token, ...(await readDeviceCookie()).filter(other => other !== token)].slice(0, KEPT)
  ;(await cookies()).set(cookieName(), tokens.join('.'), {
    maxAge: YEAR_SECONDS,
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(),
    path: '/',
  })
}

/** The latest first; none where the cookie was tampered with. */
export async function readDeviceCookie(): Promise<string[]> {
  const tokens = (await cookies()).get(cookieName())?.value.split('.') ?? []
  return tokens.filter(token => /^[\w-]{43}$/.test(token)).slice(0, KEPT)
}
