import { expect } from '@playwright/test'
import type { ParsedMail } from 'mailparser'
import { closeDatabase } from '@/db/client'
import { forgetEnv } from '@/lib/kernel/env'
import { startConsole } from '@/testing/console-server'
import { startSmtp, type TestSmtp } from '@/testing/smtp'
import { test as base } from './test'

/** Tests at a Console of their own, whose mail goes out by SMTP to a server of theirs. */
export const testWithSmtp = base.extend<object, { smtp: TestSmtp }>({
  smtp: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, provide) => {
      const smtp = await startSmtp()
      const { env, stop } = await startConsole({ SMTP_URL: smtp.url })
      Object.assign(process.env, env)
      forgetEnv()
      await provide(smtp)
      await closeDatabase()
      await stop()
      await smtp.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ smtp: _ }, provide) => {
    await provide(process.env.APP_URL)
  },
})

/** The mail with this subject to an address; waits for it. */
export async function arrivedMail({ arrived }: TestSmtp, to: string, subject: string): Promise<ParsedMail> {
  const found = () => arrived.filter(({ mail, recipients }) => recipients.includes(to) && mail.subject === subject)
  await expect.poll(() => found().length, { timeout: 15_000, message: `${subject} to ${to}` }).toBeGreaterThan(0)
  return found().at(-1)!.mail
}
