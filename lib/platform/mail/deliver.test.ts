import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { brandingIn } from '@/db/repositories/branding'
import { companiesIn } from '@/db/repositories/companies'
import { mailMessagesIn } from '@/db/repositories/mail-messages'
import { readersIn } from '@/db/repositories/readers'
import { inCompany } from '@/db/scope'
import { forgetEnv } from '@/lib/kernel/env'
import { log } from '@/lib/kernel/log'
import { makeCompany } from '@/testing/factories'
import { startSmtp } from '@/testing/smtp'
import { deliver } from './deliver'
import { enqueueEmail } from './enqueue'
import { closeMailer, mailFolder } from './transport'

/** Undefined: mail is off. */
function useServer(url: string | undefined): void {
  if (url) process.env.SMTP_URL = url
  else delete process.env.SMTP_URL
  forgetEnv()
}

afterEach(() => {
  closeMailer()
  useServer(undefined)
})

const content = { company: 'Acme', sender: 'Alice', settingsUrl: 'http://127.0.0.1:3000/acme/settings' }

async function posted(to = { name: 'Frank', address: 'frank@acme.example' }) {
  const company = await makeCompany()
  const id = await inCompany(company.id, scope => enqueueEmail(scope, { template: 'test', to, content }))
  const state = async () => {
    const [mail] = await inCompany(company.id, async scope => mailMessagesIn(scope).one(id))
    return mail!
  }
  return { company, id, state, deliver: (again?: boolean) => deliver(company.id, id, again) }
}

describe('A mail', () => {
  test('reaches a real server as HTML and text, under one Message-ID, and its content is forgotten', async () => {
    const smtp = await startSmtp()
    useServer(smtp.url)
    const { id, state, deliver } = await posted()
    await deliver()
    expect((await state()).state).toBe('sent')
    const [{ mail, recipients } = undefined as never] = smtp.arrived
    expect(recipients).toEqual(['frank@acme.example'])
    expect([mail.messageId, mail.subject]).toEqual([`<${id}@localhost>`, 'Test email from Acme'])
    expect(mail.text).toContain(content.settingsUrl)
    expect(mail.html).toContain('prefers-color-scheme: dark')
    await deliver()
    expect(smtp.arrived.length).toBe(1)
    await smtp.stop()
  })

  test.each([
    ['the one that its recipient chose', 'America/New_York', /Sunday,? 25 October 2026 at 20:30 (EDT|GMT-4)/],
    ['else that of the company', null, /Monday,? 26 October 2026 at 01:30 (CET|GMT\+1)/],
  ])('tells times by the clock of its recipient, %s', async (_, timeZone, told) => {
    const smtp = await startSmtp()
    useServer(smtp.url)
    const company = await makeCompany()
    const { id: userId, name, email } = await company.user()
    const mailId = await inCompany(company.id, async scope => {
      await companiesIn(scope).changeTimeZone('Europe/Madrid', { by: null })
      await readersIn(scope).choose(userId, { timeZone })
      const changed = {
        company: 'Acme',
        changedAt: '2026-10-26T00:30:00.000Z',
        forgotUrl: 'http://127.0.0.1:3000/acme',
      }
      const to = { name, address: email }
      return enqueueEmail(scope, { template: 'password-changed', to, userId, content: { ...changed, by: 'profile' } })
    })
    await deliver(company.id, mailId)
    expect(smtp.arrived[0]?.mail.text).toMatch(told)
    await smtp.stop()
  })

  test.each([
    ['the one that its recipient chose', 'es', 'pt-BR', 'Se cambió tu contraseña de Acme'],
    ['else that of the company', null, 'pt-BR', 'Sua senha para Acme foi alterada'],
    ['and English where both chose none that this version knows', null, 'tlh', 'Your password for Acme was changed'],
    ['and English where its recipient did so', 'tlh', 'es', 'Your password for Acme was changed'],
  ])('is in the language of its recipient, %s', async (_, own, companys, subject) => {
    const smtp = await startSmtp()
    useServer(smtp.url)
    const company = await makeCompany()
    const { id: userId, name, email } = await company.user()
    const mailId = await inCompany(company.id, async scope => {
      await companiesIn(scope).changeLanguage(companys, { by: null })
      await readersIn(scope).choose(userId, { language: own })
      const changed = {
        company: 'Acme',
        changedAt: '2026-10-26T00:30:00.000Z',
        forgotUrl: 'http://127.0.0.1:3000/acme',
      }
      const to = { name, address: email }
      return enqueueEmail(scope, { template: 'password-changed', to, userId, content: { ...changed, by: 'profile' } })
    })
    await deliver(company.id, mailId)
    const [{ mail } = undefined as never] = smtp.arrived
    expect(mail.subject).toBe(subject)
    expect(mail.html).toContain(`${subject}.`)
    await smtp.stop()
  })

  test('carries the company’s color, and its logo within itself, as they are when it goes out', async () => {
    const smtp = await startSmtp()
    useServer(smtp.url)
    const { company, deliver } = await posted()
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    await inCompany(company.id, async scope => {
      await companiesIn(scope).changeAccentColor('#2f80ed', { by: null })
      await brandingIn(scope).setLogo({ png, width: 480, height: 120 }, 'digest')
    })
    await deliver()
    const [{ mail, raw } = undefined as never] = smtp.arrived
    expect(mail.attachments).toMatchObject([{ cid: 'logo@console', contentType: 'image/png', related: true }])
    expect(mail.attachments[0]!.content.toString('base64')).toBe(png)
    expect(raw).not.toMatch(/<img[^>]+src=3D"http/)
    expect(mail.html).toMatch(/border-top: ?4px solid #2f80ed/)
    expect(mail.html).toMatch(/<img[^>]+width="240"/)
    expect(mail.text).not.toContain('cid:')
    await smtp.stop()
  })

  test('to an international domain goes out with the letters that mail servers understand', async () => {
    const smtp = await startSmtp()
    useServer(smtp.url)
    for (const address of ['lena@grün-bau.example', 'lena@straße.example', 'lena@xn--pple-43d.example']) {
      const { state, deliver } = await posted({ name: 'Lena Grün', address })
      await deliver()
      expect((await state()).state).toBe('sent')
    }
    // The envelope is made of it; the server of the test decodes that.
    expect(smtp.arrived.map(({ raw }) => /^To: .*<(.*)>\r$/m.exec(raw)?.[1])).toEqual([
      'lena@xn--grn-bau-o2a.example',
      'lena@xn--strae-oqa.example',
      'lena@xn--pple-43d.example',
    ])
    await smtp.stop()
  })

  test('that many workers take up at once is sent once', async () => {
    const smtp = await startSmtp()
    useServer(smtp.url)
    const { deliver } = await posted()
    await Promise.all(Array.from({ length: 10 }, () => deliver()))
    expect(smtp.arrived.length).toBe(1)
    await smtp.stop()
  })

  test('waits when nothing listens, and arrives once something does', async () => {
    const smtp = await startSmtp()
    await smtp.stop()
    useServer(smtp.url)
    const { state, deliver } = await posted()
    await deliver()
    expect(await state()).toMatchObject({
      state: 'delayed',
      attempts: 1,
      lastError: 'The mail server could not be reached.',
    })
    closeMailer()
    const back = await startSmtp({ port: smtp.port })
    await deliver()
    expect([(await state()).state, back.arrived.length]).toEqual(['sent', 1])
    await back.stop()
  })

  test.each([
    [450, 'delayed', 'Greylisted, come back later'],
    [550, 'failed', 'No such person here'],
  ])('that the server answers with %i is %s, in the words of the server', async (code, expected, words) => {
    const smtp = await startSmtp({
      onRcptTo: (_address, _session, done) => done(Object.assign(new Error(words), { responseCode: code })),
    })
    useServer(smtp.url)
    const { state, deliver } = await posted()
    await deliver()
    const mail = await state()
    expect([mail.state, mail.lastError]).toEqual([expected, `${code} ${words}`])
    expect(mail.nextAttemptAt === null).toBe(expected === 'failed')
    await smtp.stop()
  })

  test('that cannot be written says so without a path, and the log has the rest under its id', async () => {
    const dataDir = process.env.CONSOLE_DATA_DIR
    const folder = await mkdtemp(join(tmpdir(), 'console-mail-'))
    const file = join(folder, 'no-folder')
    await writeFile(file, '')
    Object.assign(process.env, { CONSOLE_DATA_DIR: file })
    forgetEnv()
    const logged = vi.spyOn(log, 'warn').mockImplementation(() => {})
    const { id, state, deliver } = await posted()
    await deliver()
    expect((await state()).lastError).toBe('The email could not be written or sent.')
    expect(logged).toHaveBeenCalledWith(
      expect.objectContaining({ mailId: id, detail: expect.stringContaining(file) }),
      expect.any(String),
    )
    logged.mockRestore()
    Object.assign(process.env, { CONSOLE_DATA_DIR: dataDir })
    forgetEnv()
    await rm(folder, { recursive: true })
  })

  test('whose connection drops in the middle is delayed', async () => {
    const smtp = await startSmtp({ onData: stream => stream.once('data', () => smtp.drop()) })
    useServer(smtp.url)
    const { state, deliver } = await posted()
    await deliver()
    expect((await state()).state).toBe('delayed')
    await smtp.stop()
  })

  test('to a name with line breaks, quotes or commas has one recipient and no header of theirs', async () => {
    const smtp = await startSmtp()
    useServer(smtp.url)
    const { deliver } = await posted({
      name: 'Eve"\r\nBcc: victim@evil.example\r\nX-Evil: 1, <other@evil.example>',
      address: 'eve@acme.example',
    })
    await deliver()
    const { mail, recipients } = smtp.arrived[0]!
    expect(recipients).toEqual(['eve@acme.example'])
    expect(mail.headers.has('bcc')).toBe(false)
    expect(mail.headers.has('x-evil')).toBe(false)
    await smtp.stop()
  })

  test('without a server becomes a file, whole', async () => {
    const name = `Frank ${randomUUID()}`
    const { state, deliver } = await posted({ name, address: 'frank@acme.example' })
    await deliver()
    expect((await state()).state).toBe('off')
    const files = (await readdir(mailFolder())).filter(file => file.endsWith('.eml'))
    const mails = await Promise.all(files.map(async file => simpleParser(await readFile(join(mailFolder(), file)))))
    const mine = mails.filter(({ to }) => to && !Array.isArray(to) && to.value[0]?.name === name)
    expect(mine.map(mail => mail.subject)).toEqual(['Test email from Acme'])
  })
})
