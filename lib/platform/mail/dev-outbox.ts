import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { headers } from 'next/headers'
import { env } from '@/lib/kernel/env'
import { isLoopbackName, parseHost } from '@/lib/platform/http/own-origin'
import { requestContext } from '@/lib/platform/http/request-context'
import { mailFolder, mailIsOn } from './transport'

/** A list is for the mail of a moment ago. */
const SHOWN = 100

export interface OutboxEmail {
  /** Of the file. */
  name: string
  from: string
  to: string
  subject: string
  date: Date | undefined
  text: string
  html: string
  headers: { name: string; line: string }[]
}

/**
 * Whether the mail that was written to files may be read over HTTP. Links in it open accounts, so only by
 * somebody at this machine: APP_URL is one of its own names, so that no company is run from here; the connection comes
 * from it, nobody passed it on, and the browser asked for this machine by its own name, which keeps out a page whose
 * name was made to lead here (DNS rebinding).
 */
export async function mayReadOutbox(): Promise<boolean> {
  const { ip, forwarded } = requestContext()
  const asked = parseHost((await headers()).get('host'))
  const local = [new URL(env().APP_URL), asked].every(url => url !== undefined && isLoopbackName(url.hostname))
  return !mailIsOn() && !forwarded && isLoopback(ip) && local
}

const isLoopback = (ip: string | null): boolean => ip !== null && (ip === '::1' || /^127\.\d+\.\d+\.\d+$/.test(ip))

/** As `writeToFile` names them; nothing else is ever opened. */
const isName = (name: string): boolean => /^[\dTZ.-]+-[0-9a-f]{8}\.eml$/.test(name)

/** The newest first, and how many there are. */
export async function listOutbox(): Promise<{ mails: OutboxEmail[]; total: number }> {
  const files = await readdir(mailFolder()).catch((): string[] => [])
  const names = files.filter(isName).sort().toReversed()
  const mails = await Promise.all(names.slice(0, SHOWN).map(readOutboxEmail))
  return { mails: mails.filter(mail => mail !== undefined), total: names.length }
}

/** Undefined when there is no such file. */
export async function readOutboxEmail(name: string): Promise<OutboxEmail | undefined> {
  const file = isName(name) && (await readFile(join(mailFolder(), name)).catch(() => undefined))
  if (!file) return undefined
  const mail = await simpleParser(file, { skipImageLinks: true, skipTextToHtml: true, skipHtmlToText: true })
  const to = [mail.to ?? []].flat()
  return {
    name,
    from: mail.from?.text ?? '',
    to: to.map(({ text }) => text).join(', '),
    subject: mail.subject ?? '',
    date: mail.date,
    text: mail.text ?? '',
    html: mail.html || '',
    headers: mail.headerLines.map(({ key, line }) => ({
      name: line.slice(0, key.length),
      line: line.slice(key.length + 1).trim(),
    })),
  }
}
