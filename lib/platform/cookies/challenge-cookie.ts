import { cookies } from 'next/headers'
import { hostCookieName, isSecure } from './secure-cookie'

/** What a browser is asked before its person is signed in; each has a cookie of its own, which lives as long as the question. */
const seconds = { passkey: 5 * 60, code: 10 * 60 }

type Question = keyof typeof seconds

const cookieName = (question: Question) => hostCookieName(`console.${question}`)

/** By this the browser that was asked is known when it answers. It opens nothing without the answer. */
export async function rememberChallenge(question: Question, token: string): Promise<void> {
  ;(await cookies()).set(cookieName(question), token, {
    maxAge: seconds[question],
    httpOnly: true,
    sameSite: 'strict',
    secure: isSecure(),
    path: '/',
  })
}

/** Empty where the browser was not asked, or too long ago. */
export const readChallenge = async (question: Question): Promise<string> =>
  (await cookies()).get(cookieName(question))?.value.slice(0, 100) ?? ''

export async function forgetChallenge(question: Question): Promise<void> {
  ;(await cookies()).delete({ name: cookieName(question), path: '/', secure: isSecure() })
}
