import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { encode } from 'next-auth/jwt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { forgetEnv, required } from '@/lib/kernel/env'
import { sendRaw } from '@/testing/raw-http'
import { ADDRESS, failuresByNetwork } from './failures-by-network'
import { trackRequests } from './track-requests'

let server: Server
let port: number

/** How many requests of `/held` have come so far; none of them is answered. */
let held = 0
const came = async (many: number) => {
  while (held < many) await once(server, 'held')
}

beforeAll(async () => {
  Object.assign(process.env, { NODE_ENV: 'production', APP_URL: 'https://console.example.com' })
  forgetEnv()
  trackRequests()
  server = createServer((request, response) => {
    if (request.url !== '/held') return void response.end('a page')
    held++
    server.emit('held')
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  port = (server.address() as AddressInfo).port
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const byScript = 'Next-Action: x'
const withoutScript = 'Content-Type: multipart/form-data; boundary=x'
const action = (path: string, kind: string) =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\n${kind}\r\nContent-Length: 2\r\n\r\n[]`

/** Three at once, without waiting for an answer; that is all the room that people without a session have in a network. */
async function holdRoom(kind: string) {
  const before = held
  const socket = connect(port, '127.0.0.1')
  socket.write(action('/held', kind).repeat(3))
  await came(before + 3)
  return socket
}

test.each([byScript, withoutScript])('A network has room for three actions at once (%s)', async kind => {
  const holding = await holdRoom(kind)
  const answer = await sendRaw(port, action('/login', kind))
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '10'])
  holding.destroy()
})

test('A request takes no place while it is still being sent, and what is large none of the others', async () => {
  const slow = [100, 1_000_000].flatMap(length =>
    [1, 2, 3].map(() => {
      const socket = connect(port, '127.0.0.1')
      const sent = '.'.repeat(Math.min(length - 1, 200_000))
      socket.write(`POST /held HTTP/1.1\r\nHost: x\r\n${byScript}\r\nContent-Length: ${length}\r\n\r\n${sent}`)
      return socket
    }),
  )
  await came(held + 3)
  expect((await sendRaw(port, action('/login', byScript))).status).toBe(200)
  for (const socket of slow) socket.destroy()
})

test('The neighbours of an address that failed too often do not stand behind it', async () => {
  const localAddress = '127.0.0.9'
  for (let failures = 0; failures < ADDRESS.free; failures++) failuresByNetwork().reserve(localAddress)
  const before = held
  const socket = connect({ port, host: '127.0.0.1', localAddress })
  socket.write(action('/held', byScript).repeat(10))
  await came(before + 1)
  expect((await sendRaw(port, action('/login', byScript))).status).toBe(200)
  socket.destroy()
})

test('Only a cookie that this server made opens the room for people with a session', async () => {
  const holding = await holdRoom(byScript)
  const name = '__Host-console.session.x'
  const cookie = await encode({
    token: { token: 'x', companyId: 'x' },
    secret: required('AUTH_SECRET'),
    salt: name,
  })
  const ask = (value: string) => sendRaw(port, action('/login', `${byScript}\r\nCookie: a=b; ${name}=${value}`))
  const answers = await Promise.all([ask('made-up'), ask(cookie)])
  expect(answers.map(({ status }) => status)).toEqual([503, 200])
  holding.destroy()
})

test('Whoever leaves without waiting for their answers leaves no place behind that is taken for ever', async () => {
  const holding = await holdRoom(byScript)
  holding.destroy()
  await once(holding, 'close')
  expect((await sendRaw(port, action('/login', byScript))).status).toBe(200)
})
