import { cookies } from 'next/headers'
import { env } from '../env'

const isSecure = () => env().APP_URL.startsWith('https:')
const cookieName = () => (isSecure() ? '__Host-console.device' : 'console.device')

const YEAR_SECONDS = 31_536_000

/** By this a browser is known again: as a device that its person signed in with before. It opens nothing. */
export async function rememberDevice(token: string): Promise<void> {
  ;(await cookies()).set(cookieName(), token, { maxAge: YEAR_SECONDS, httpOnly: true, sameSite: 'lax', secure: isSecure(), path: '/' })
}

export async function readDeviceCookie(): Promise<string | undefined> {
  const token = (await cookies()).get(cookieName())?.value
  return token && /^[\w-]{43}$/.test(token) ? token : undefined
}
