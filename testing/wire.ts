import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** What stands between an application and its database, and counts. */
export interface Wire {
  /** The address of the database as it is reached by this way. */
  url: string
  /** How many times the client has spoken after the server since the last `restart`: journeys to the database and back. */
  journeys: () => number
  restart: () => void
  /** What the client has said since, cut at each zero byte: the texts of statements, with a byte or two before them. */
  said: () => string[]
  /** Closes the connection in place of passing on a text that holds this, once. */
  cutAt: (text: string) => void
  close: () => Promise<void>
}

/** Passes everything on to the server of a database. */
export async function wireTo(databaseUrl: string): Promise<Wire> {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let journeys = 0
  let said = ''
  let cut: string | undefined
  const server = createServer(client => {
    const database = connect(Number(target.port), target.hostname)
    let answered = true
    const end = () => {
      client.destroy()
      database.destroy()
    }
    for (const socket of [client, database]) {
      sockets.add(socket)
      socket.setNoDelay(true).on('error', end).on('close', end)
    }
    client.on('data', bytes => {
      if (cut !== undefined && bytes.includes(cut)) {
        cut = undefined
        return end()
      }
      if (answered) journeys++
      answered = false
      said += bytes.toString('latin1')
      database.write(bytes)
    })
    database.on('data', bytes => {
      answered = true
      client.write(bytes)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(databaseUrl)
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: url.toString(),
    journeys: () => journeys,
    restart: () => {
      journeys = 0
      said = ''
    },
    said: () => said.split('\0'),
    cutAt: text => (cut = text),
    async close() {
      sockets.forEach(socket => socket.destroy())
      await new Promise(resolve => server.close(resolve))
    },
  }
}
