import { encode } from 'next-auth/jwt'
import { env, required } from '../../lib/kernel/env'
import { sessionCookieName } from '../../lib/platform/cookies/session-cookie-name'
import type { MadeCompany } from '../../testing/factories'

/** The cookie of somebody who is signed in, as a header carries it. */
export async function cookieOf(company: MadeCompany, user: { id: string }): Promise<string> {
  const { token, companyId } = await company.session(user)
  const name = sessionCookieName(env().APP_URL, companyId)
  return `${name}=${await encode({ token: { token, companyId }, secret: required('AUTH_SECRET'), salt: name })}`
}

/** Somebody signed in who opens pages of the server of this environment, and sends it files. */
export async function visitor(company: MadeCompany, user: { id: string }) {
  const cookie = await cookieOf(company, user)
  return {
    /** The header that a signed-in browser sends. */
    cookie,

    async open(path: string): Promise<void> {
      const answer = await fetch(env().APP_URL + path, { headers: { cookie } })
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
      await answer.arrayBuffer()
    },

    /** Has a file reviewed for an import; returns the import's id. */
    async upload(content: string): Promise<string> {
      const answer = await fetch(`${env().APP_URL}/${company.slug}/users/import/review?fileName=bench.csv`, {
        method: 'POST',
        headers: { cookie, origin: env().APP_URL },
        body: content,
      })
      if (answer.status !== 200) throw new Error(`The upload: ${answer.status} ${await answer.text()}`)
      return ((await answer.json()) as { data: { id: string } }).data.id
    },
  }
}
