import { connect, createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

/**
 * A server in front of a database which understands some words otherwise: in what is sent to it, each is written over by spaces.
 * @param address of the database
 * @param words that it does not know
 */
export async function lyingProxy(address: string, words: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const { hostname, port } = new URL(address)
  const sockets = new Set<Socket>()
  const server = createServer(client => {
    const database = connect(Number(port), hostname)
    for (const socket of [client, database]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.once('close', () => {
        client.destroy()
        database.destroy()
      })
    }
    client.on('data', sent => {
      const text = sent.toString('latin1').replaceAll(words, ' '.repeat(words.length))
      database.write(Buffer.from(text, 'latin1'))
    })
    database.pipe(client)
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const url = new URL(address)
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.toString(),
    stop: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise(settle => server.close(() => settle()))
    },
  }
}
