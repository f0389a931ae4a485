import { cookies } from 'next/headers'
import { hostCookieName, isSecure } from './secure-cookie'

const cookieName = () => hostCookieName('console.passkeys')

const YEAR_SECONDS = 31_536_000

/** A passkey was made or used in this browser: from now on its sign-in pages let the browser offer passkeys by itself. */
export async function rememberPasskeyUse(): Promise<void> {
  ;(await cookies()).set(cookieName(), '1', {
    maxAge: YEAR_SECONDS,
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(),
    path: '/',
  })
}

export const hasUsedPasskey = async (): Promise<boolean> => (await cookies()).has(cookieName())
