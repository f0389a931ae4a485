import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { simpleParser, type ParsedMail } from 'mailparser'

const folder = (): string => join(process.env.CONSOLE_DATA_DIR!, 'mail')

async function mailsTo(address: string): Promise<ParsedMail[]> {
  const files = await readdir(folder()).catch((): string[] => [])
  const mails = await Promise.all(
    files
      .filter(file => /^\d.*\.eml$/.test(file))
      .sort()
      .map(async file => simpleParser(await readFile(join(folder(), file)))),
  )
  return mails.filter(({ to }) => [to ?? []].flat().some(({ value }) => value.some(one => one.address === address)))
}

/** The latest mail to somebody, as the server wrote it to its folder; waits for the `count`-th. */
export async function mailTo(address: string, count = 1): Promise<ParsedMail> {
  await expect.poll(async () => (await mailsTo(address)).length, { timeout: 15_000 }).toBeGreaterThanOrEqual(count)
  return (await mailsTo(address)).at(-1)!
}

/** The first address of ours in a mail's text. */
export const linkIn = ({ text }: ParsedMail): string => /https?:\/\/\S+/.exec(text ?? '')![0]
