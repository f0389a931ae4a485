import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { simpleParser, type ParsedMail } from 'mailparser'
import { expect } from '@playwright/test'

const folder = () => join(resolve(process.env.CONSOLE_DATA_DIR!), 'mail')

async function mailsTo(address: string): Promise<ParsedMail[]> {
  const names = (await readdir(folder()).catch(() => [])).filter(name => name.endsWith('.eml')).sort()
  const mails = await Promise.all(names.map(async name => simpleParser(await readFile(join(folder(), name)))))
  return mails.filter(({ to }) => [to].flat().some(one => one?.value.some(recipient => recipient.address === address)))
}

/** The n-th mail to somebody with such a subject, as soon as it is there. */
export async function mailTo(address: string, subject: RegExp, nth = 1): Promise<ParsedMail> {
  const fitting = async () => (await mailsTo(address)).filter(mail => subject.test(mail.subject ?? ''))
  await expect.poll(async () => (await fitting()).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(nth)
  return (await fitting())[nth - 1]!
}
