import type { Socket } from 'node:net'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export interface TestSmtp {
  url: string
  port: number
  /** What arrived, with the envelope's recipients. */
  arrived: { mail: ParsedMail; recipients: string[]; raw: string }[]
  /** Settles as soon as `count` mails are there. */
  arrives: (count: number) => Promise<void>
  /** Takes no more mails, and leaves who brings one waiting, until what it returns is called. */
  hold: () => () => void
  /** Breaks every connection off. */
  drop: () => void
  stop: () => Promise<void>
}

interface TestSmtpOptions extends SMTPServerOptions {
  /** One that a server had which went away; any free one where left out. */
  port?: number
  /** How long it thinks before it takes a mail. */
  delayMs?: number
  /** Whether it says that it has taken a mail; always where left out. */
  answers?: () => boolean
}

/** A real mail server on a port of its own. */
export async function startSmtp({
  port = 0,
  delayMs = 0,
  answers = () => true,
  ...options
}: TestSmtpOptions = {}): Promise<TestSmtp> {
  const arrived: TestSmtp['arrived'] = []
  let held: Promise<void> | undefined
  const waiting: { count: number; settle: () => void }[] = []
  const keep = async (raw: string, to: { address: string }[]) => {
    arrived.push({ mail: await simpleParser(raw), raw, recipients: to.map(({ address }) => address) })
    for (const one of waiting) if (arrived.length >= one.count) one.settle()
  }
  const server = new SMTPServer({
    authOptional: true,
    // Our mailer keeps its connections for the next mail; they must not keep a test.
    closeTimeout: 50,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        setTimeout(async () => {
          await held
          const answer = answers()
          void keep(Buffer.concat(chunks).toString('utf8'), session.envelope.rcptTo).finally(() => answer && done())
        }, delayMs)
      })
    },
    ...options,
  })
  server.on('error', () => {})
  const sockets = new Set<Socket>()
  server.server.on('connection', (socket: Socket) => sockets.add(socket))
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', () => resolve()))
  const address = server.server.address()
  const actual = typeof address === 'object' && address ? address.port : port
  return {
    url: `smtp://127.0.0.1:${actual}`,
    port: actual,
    arrived,
    arrives: count => new Promise(settle => (arrived.length >= count ? settle() : waiting.push({ count, settle }))),
    hold: () => {
      let release!: () => void
      held = new Promise(settle => (release = settle))
      return release
    },
    drop: () => {
      for (const socket of sockets) socket.destroy()
    },
    stop: () => new Promise(resolve => server.close(() => resolve())),
  }
}
