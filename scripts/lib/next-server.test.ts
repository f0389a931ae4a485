import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { networkInterfaces } from 'node:os'
import { expect, test } from 'vitest'
import { addressOf, checkPort } from './next-server'

async function listening(host: string): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(0, host)
  await once(server, 'listening')
  return { server, port: (server.address() as AddressInfo).port }
}

const hasIpv6 = Object.values(networkInterfaces()).some(list => list?.some(({ address }) => address === '::1'))

test('A port that another program has at 127.0.0.1 or, as browsers find it under localhost, at ::1 is taken', async () => {
  for (const host of ['127.0.0.1', ...(hasIpv6 ? ['::1'] : [])]) {
    const { server, port } = await listening(host)
    await expect(checkPort('127.0.0.1', port)).rejects.toThrow(`Port ${port} is taken by another program.`)
    server.close()
    await once(server, 'close')
    await expect(checkPort('127.0.0.1', port)).resolves.toBeUndefined()
  }
})

test('A host that this machine does not have is a sentence', async () => {
  await expect(checkPort('192.0.2.1', 3000)).rejects.toThrow('Console cannot listen on 192.0.2.1, port 3000')
})

test('A server can be asked where it listens', () => {
  expect([addressOf('0.0.0.0', 3000), addressOf('::', 3000), addressOf('127.0.0.1', 80)]).toEqual([
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
    'http://127.0.0.1:80',
  ])
})
