import { randomUUID } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createTransport, type SendMailOptions } from 'nodemailer'
import type { MailPriority } from '@/db/schema'
import { env } from '@/lib/kernel/env'
import { mailWorkers } from './priorities'
import type { RenderedMail } from './render'

interface Envelope {
  /** The same for every try, so that a mail that arrives twice is known as one. */
  messageId: string
  to: { name: string; address: string }
}

/** Whether mail goes out, or is written to files. */
export const mailIsOn = (): boolean => env().SMTP_URL !== undefined

/** Where mail goes, without its user and password; undefined when mail is off. */
export function mailServer(): string | undefined {
  const { SMTP_URL } = env()
  if (!SMTP_URL) return undefined
  const { protocol, host, port } = new URL(SMTP_URL)
  // RFC 8314 section 3.3 and RFC 6409 section 3.1: what nodemailer takes where no port is given.
  return port ? host : `${host}:${protocol === 'smtps:' ? 465 : 587}`
}

/** Whom mail is from. */
export const senderAddress = (): string => env().MAIL_FROM

export const mailFolder = (): string => join(resolve(env().CONSOLE_DATA_DIR), 'mail')

/** A try must end before another worker may take the mail up (two minutes, db/repositories/mail-messages.ts). */
const SECONDS = 1000
const timeouts = {
  connectionTimeout: 10 * SECONDS,
  greetingTimeout: 10 * SECONDS,
  socketTimeout: 30 * SECONDS,
  dnsTimeout: 10 * SECONDS,
}

/** Urgent mail has connections of its own: the others may all be held up by a slow server. */
type Line = keyof typeof mailWorkers

const shared = globalThis as typeof globalThis & { consoleMailers?: Partial<Record<Line, ReturnType<typeof connect>>> }

const connect = (url: string, maxConnections: number) =>
  createTransport({ url, pool: true, maxConnections, ...timeouts, disableFileAccess: true, disableUrlAccess: true })

/** Addresses are given as objects and never as text, so that no name becomes a second recipient. */
const asMessage = ({ messageId, to }: Envelope, { subject, html, text, picture }: RenderedMail): SendMailOptions => ({
  messageId,
  from: env().MAIL_FROM,
  to: { name: to.name.replace(/[\r\n]+/g, ' '), address: to.address },
  subject,
  html,
  text,
  ...(picture && {
    attachments: [
      {
        filename: 'logo.png',
        content: picture.png,
        contentType: 'image/png',
        cid: picture.cid,
        contentDisposition: 'inline',
      },
    ],
  }),
  // Nobody should answer a mail like this with an out-of-office note [RFC 3834].
  headers: { 'Auto-Submitted': 'auto-generated' },
  disableFileAccess: true,
  disableUrlAccess: true,
})

/** Hands a mail to the server. @throws what the server or the network said. */
export async function sendBySmtp(envelope: Envelope, mail: RenderedMail, priority: MailPriority): Promise<void> {
  const line: Line = priority === 'urgent' ? 'urgent' : 'others'
  shared.consoleMailers ??= {}
  const mailer = (shared.consoleMailers[line] ??= connect(env().SMTP_URL!, mailWorkers[line]))
  await mailer.sendMail(asMessage(envelope, mail))
}

/** Connects to the server and signs in there, without sending anything. @throws what the server or the network said. */
export async function greetServer(): Promise<void> {
  const mailer = connect(env().SMTP_URL!, 1)
  try {
    await mailer.verify()
  } finally {
    mailer.close()
  }
}

/** Writes a mail to a file of the mail folder, whole or not at all. */
export async function writeToFile(envelope: Envelope, mail: RenderedMail): Promise<void> {
  const writer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  const { message } = await writer.sendMail(asMessage(envelope, mail))
  const folder = mailFolder()
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const name = `${new Date().toISOString().replaceAll(':', '-')}-${randomUUID().slice(0, 8)}.eml`
  await writeFile(join(folder, `.${name}`), message as Buffer, { mode: 0o600 })
  await rename(join(folder, `.${name}`), join(folder, name))
}

/** Ends the connections to the mail server, for command lines and tests. */
export function closeMailer(): void {
  for (const mailer of Object.values(shared.consoleMailers ?? {})) mailer.close()
  shared.consoleMailers = undefined
}
