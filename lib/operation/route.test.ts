import { readdirSync } from 'node:fs'
import { expect, test, vi } from 'vitest'

vi.mock('@/lib/platform/cookies/session-cookie', () => ({ readSessionCookies: async () => [] }))
vi.mock('next/headers', () => ({ headers: async () => new Headers(), cookies: async () => ({ get: () => undefined }) }))

type Answering = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

const addresses = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter(
  name => name.endsWith('/route.ts') && !name.includes('[...unknown]'),
)

const answersOf = async (address: string) =>
  (await import(/* @vite-ignore */ `../../app/${address}`)) as Record<string, Answering>

const ask = (answer: Answering, method: string) =>
  answer(new Request('http://localhost/', { method }), { params: Promise.resolve({}) })

test.each(addresses)('%s answers every method, and says which it knows', async address => {
  const answers = await answersOf(address)
  const allowed = (await ask(answers.OPTIONS!, 'OPTIONS')).headers.get('Allow')!.split(', ')
  expect(allowed.length).toBeGreaterThan(1)
  expect(allowed.includes('HEAD')).toBe(allowed.includes('GET'))
  for (const method of methods) {
    expect([method, typeof answers[method]]).toEqual([method, 'function'])
    if (allowed.includes(method)) continue
    const refused = await ask(answers[method]!, method)
    expect([method, refused.status, refused.headers.get('Allow')]).toEqual([method, 405, allowed.join(', ')])
    expect(await refused.json()).toMatchObject({ error: { code: 'method_not_allowed' } })
  }
})

test('What an address knows comes to its operation, which asks who it is', async () => {
  const { GET, HEAD } = await answersOf('api/v1/users/route.ts')
  for (const [method, answer] of Object.entries({ GET, HEAD }))
    expect([method, (await ask(answer!, method)).status]).toEqual([method, 401])
})
