import { connect } from 'node:net'

export interface RawAnswer {
  status: number
  /** In lower case. */
  headers: Map<string, string>
  body: string
}

/**
 * Sends bytes as they are, which no HTTP client would, and reads one answer.
 * @throws Error when there is none within the deadline, or the connection ends without one.
 */
export function sendRaw(
  port: number,
  bytes: string | Buffer,
  { deadlineMs = 15_000, half = false, headOnly = false } = {},
): Promise<RawAnswer> {
  return new Promise((settle, reject) => {
    const socket = connect(port, '127.0.0.1')
    let received = Buffer.alloc(0)
    const late = setTimeout(
      () =>
        finish(
          new Error(
            `There was no whole answer within ${deadlineMs} ms; it began: ${received.toString('latin1').slice(0, 300)}`,
          ),
        ),
      deadlineMs,
    )
    const finish = (outcome: RawAnswer | Error) => {
      clearTimeout(late)
      socket.destroy()
      if (outcome instanceof Error) reject(outcome)
      else settle(outcome)
    }
    socket.on('connect', () => (half ? socket.end(bytes) : socket.write(bytes)))
    socket.on('data', chunk => {
      received = Buffer.concat([received, chunk])
      const answer = parse(received, headOnly)
      if (answer) finish(answer)
    })
    // A server that refuses what it has not read to the end may reset the connection after its answer.
    const over = () =>
      finish(
        parse(received, true) ??
          new Error(`The connection ended without an answer; it said: ${received.toString('latin1').slice(0, 300)}`),
      )
    socket.on('error', over)
    socket.on('close', over)
  })
}

/** The first answer that is not provisional; undefined as long as it is not whole; its head is all of it where no body follows. */
function parse(received: Buffer, withoutBody: boolean): RawAnswer | undefined {
  const text = received.toString('latin1')
  const end = text.indexOf('\r\n\r\n')
  if (end === -1) return undefined
  const [first = '', ...lines] = text.slice(0, end).split('\r\n')
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1])
  if (status < 200) return parse(received.subarray(end + 4), withoutBody)
  const headers = new Map(
    lines.map(line => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
  const body = text.slice(end + 4)
  const length = headers.get('content-length')
  const whole =
    withoutBody ||
    status === 204 ||
    status === 304 ||
    (length !== undefined ? body.length >= Number(length) : body.endsWith('0\r\n\r\n'))
  return whole ? { status, headers, body } : undefined
}
