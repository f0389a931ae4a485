import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { forgetEnv } from '@/lib/kernel/env'
import { sendRaw, type RawAnswer } from '@/testing/raw-http'
import { securityHeaders } from './security-headers'
import { trackRequests } from './track-requests'

let server: Server
let port: number

/** What a page would see of each request, beside it. */
const seen: IncomingMessage[] = []

beforeAll(async () => {
  Object.assign(process.env, { NODE_ENV: 'production', APP_URL: 'https://console.example.com' })
  forgetEnv()
  trackRequests()
  server = createServer((request, response) => {
    seen.push(request)
    if (request.url === '/kept') response.setHeader('Cache-Control', 'public, immutable')
    request.resume().on('end', () => response.end('a page'))
  })
  // As Next's server does, which answers nothing in it.
  server.on('upgrade', () => {})
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  port = (server.address() as AddressInfo).port
})

afterAll(() => void server.close())

const missing = ({ headers }: RawAnswer): string[] =>
  Object.keys(securityHeaders('https://console.example.com')).filter(name => !headers.get(name.toLowerCase()))

test.each<[number, string, boolean?]>([
  [200, 'GET /login HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
  [200, 'GET http://evil.example/login HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
  [200, 'GET /login HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'],
  [
    200,
    'POST /login HTTP/1.1\r\nHost: x\r\nConnection: close\r\nNext-Action: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n[]',
  ],
  [204, 'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
  [400, 'GET /% HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
  [400, 'GET / HTTP/1.1\r\n\r\n'],
  [400, 'nonsense\r\n\r\n'],
  [400, 'GET / HTTP/9.9\r\nHost: x\r\n\r\n'],
  [400, '\u0016\u0003\u0001\u0002\u0000'],
  [400, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  [400, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n'],
  [400, 'POST /login HTTP/1.1\r\nHost: x\r\nNext-Action: x\r\nContent-Length: 500\r\n\r\n[]', true],
  [400, 'GET /login HTTP/1.1\r\nHost: x\r\n', true],
  [405, 'PUT /login HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
  [405, 'TRACE /login HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
  [405, 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n'],
  [417, 'GET / HTTP/1.1\r\nHost: x\r\nExpect: x\r\nConnection: close\r\n\r\n'],
  [431, `GET / HTTP/1.1\r\nHost: x\r\nCookie: a=${'x'.repeat(20_000)}\r\n\r\n`],
])('%i, with every header, answers %j', async (status, bytes, half) => {
  const answer = await sendRaw(port, bytes, { half, deadlineMs: 5000 })
  expect([answer.status, missing(answer)]).toEqual([status, []])
  expect(answer.headers.has('allow')).toBe([204, 405].includes(status))
})

test('What says itself how long it may be kept is left alone', async () => {
  const answer = await sendRaw(port, 'GET /kept HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
  expect([answer.headers.get('cache-control'), missing(answer)]).toEqual(['public, immutable', []])
  expect(
    (await sendRaw(port, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).headers.get('cache-control'),
  ).toBe('no-store')
})

test('Below, Console is called by APP_URL alone, whatever its callers and proxies call it', async () => {
  const ask = async (more: string) => {
    await sendRaw(port, `GET / HTTP/1.1\r\nConnection: close\r\n${more}\r\n\r\n`)
    const { headers } = seen.at(-1)!
    return [
      headers.origin,
      headers['x-forwarded-host'],
      headers['x-forwarded-proto'],
      /'nonce-[\w+/=]{48}'/.test(String(headers['content-security-policy'])),
      headers.upgrade,
    ]
  }
  const ours = ['console.example.com', 'https', true, undefined]
  expect(await ask('Host: 10.0.0.7\r\nOrigin: https://console.example.com')).toEqual([
    'https://console.example.com',
    ...ours,
  ])
  expect(
    await ask(
      "Host: evil.example\r\nOrigin: http://evil.example\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: http\r\nContent-Security-Policy: script-src 'nonce-x'",
    ),
  ).toEqual(['http://evil.example', ...ours])
  expect(await ask('Host: x\r\nUpgrade: websocket')).toEqual([undefined, ...ours])
})
