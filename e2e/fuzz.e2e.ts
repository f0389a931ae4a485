import { securityHeaders } from '@/lib/platform/http/security-headers'
import { makeCompany } from '@/testing/factories'
import { sendRaw, type RawAnswer } from '@/testing/raw-http'
import { hostileCalls } from './support/hostile-calls'
import { cookieOf, expect, test } from './support/test'

const CALLS = 3000
const AT_ONCE = 8
/** Another one finds other things; what one finds can be looked at again. */
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_127)

const required = Object.keys(securityHeaders('http://localhost')).map(name => name.toLowerCase())

/** What is wrong with an answer, in a few words. */
function faults({ status, headers }: RawAnswer, cacheable: boolean): string[] {
  const missing = required.filter(name => !headers.get(name))
  const kept = !cacheable && !/no-store/.test(headers.get('cache-control') ?? '')
  return [
    ...(status >= 200 && status < 500 ? [] : [`status ${status}`]),
    ...missing.map(name => `no ${name}`),
    ...(kept ? [`cache-control ${headers.get('cache-control')}`] : []),
    ...(status === 405 && !headers.get('allow') ? ['405 without allow'] : []),
    ...(/^(https?:)?\/\/evil/i.test(headers.get('location') ?? '') ? [`leads to ${headers.get('location')}`] : []),
  ]
}

test(`Of ${CALLS} hostile calls none makes the server fail, and every answer comes in time with the security headers`, async ({
  company,
  baseURL,
}) => {
  // Half a minute on a machine that does nothing else.
  test.setTimeout(300_000)
  const { port, origin, host } = new URL(baseURL!)
  const other = await makeCompany()
  const cookieHeader = async (user: Awaited<ReturnType<typeof company.user>>) => {
    const { name, value } = await cookieOf(company, user)
    return `${name}=${value}`
  }
  const [ada, bob] = [await company.user({ groups: [company.administrators] }), await company.user({ name: 'Bob' })]
  const group = await company.group({ name: 'Finance' })
  const ground = {
    slug: company.slug,
    otherSlug: other.slug,
    ids: [bob.id, group.id, (await other.user()).id],
    origin,
    host,
    cookies: await Promise.all([cookieHeader(ada), cookieHeader(bob), cookieHeader(ada)]),
  }
  const call = hostileCalls(SEED, ground)
  const wrong: string[] = []
  const seen = new Map<number, number>()
  let left = CALLS
  const work = async () => {
    while (left-- > 0) {
      const { bytes, label, half, headOnly, cacheable } = call()
      try {
        const answer = await sendRaw(Number(port), bytes, { half, headOnly })
        seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1)
        const found = faults(answer, cacheable)
        if (found.length) wrong.push(`${found.join(', ')} ← ${label}`)
      } catch (error) {
        wrong.push(`${(error as Error).message} ← ${label}`)
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  test.info().annotations.push({ type: 'answers', description: JSON.stringify(Object.fromEntries(seen)) })
  expect(wrong.slice(0, 20).join('\n\n')).toBe('')
  // They reached what they were aimed at: pages, refusals of people and of programs, and node:http's own.
  for (const status of [200, 400, 401, 403, 404, 405, 409, 422, 431])
    expect([status, seen.has(status)]).toEqual([status, true])
  expect(
    (await sendRaw(Number(port), `GET /api/health HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).body,
  ).toContain('ok')
})
