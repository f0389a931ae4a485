import { describe, expect, test } from 'vitest'
import { mailMessagesIn } from '@/db/repositories/mail-messages'
import { inCompany } from '@/db/scope'
import { forgetEnv } from '@/lib/kernel/env'
import { deliver } from '@/lib/platform/mail/deliver'
import { toMailRow, enqueueEmails } from '@/lib/platform/mail/enqueue'
import { mailServer } from '@/lib/platform/mail/transport'
import { scheduleWaiting } from '@/lib/platform/mail/turns'
import { makeCompany } from '@/testing/factories'
import { refusal, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { retryMail, sendTestMail } from './commands'
import { viewMail } from './queries'

const boss = async () => {
  const company = await makeCompany()
  const user = await company.user({ name: 'Ada', groups: [company.administrators] })
  return { company, user, ada: await signedIn(company, user) }
}

describe('Mail in the settings', () => {
  test('a test mail goes to the own address, and the page shows what became of it', async () => {
    const { company, user, ada } = await boss()
    await ada.does(sendTestMail)
    const queued = await ada.does(viewMail)
    expect(queued.test).toMatchObject({ toAddress: user.email, state: 'queued' })
    await deliver(company.id, queued.test!.id)
    const written = await ada.does(viewMail)
    expect(written).toMatchObject({
      mailIsOn: false,
      counts: { off: 1 },
      test: { state: 'off' },
      mails: [{ template: 'test' }],
    })
    expect(written.test!.createdAt).toBeInstanceOf(Date)
  })

  test('says that mail goes out, and of the server nothing; who runs the installation reads its name, not its user and password', async () => {
    const { ada } = await boss()
    for (const [url, server] of [
      ['smtp://mailer:secret@mail.example.com', 'mail.example.com:587'],
      ['smtps://mailer:secret@mail.example.com', 'mail.example.com:465'],
      ['smtp://mailer:secret@127.0.0.1:2525', '127.0.0.1:2525'],
    ] as const) {
      process.env.SMTP_URL = url
      forgetEnv()
      const view = await ada.does(viewMail)
      expect([view.mailIsOn, mailServer()]).toEqual([true, server])
      expect(JSON.stringify(view)).not.toMatch(/mailer|secret|mail\.example\.com|127\.0\.0\.1/)
    }
    delete process.env.SMTP_URL
    forgetEnv()
  })

  test('lists by state and page by page, with the counts of all', async () => {
    const { company, user, ada } = await boss()
    for (let n = 0; n < 30; n++) await ada.does(sendTestMail)
    const { id } = await company.delayedMail(user)
    const first = await ada.does(viewMail)
    expect([first.mails.length, first.previous]).toEqual([25, undefined])
    const second = await ada.does(viewMail, { cursor: first.next })
    expect([second.mails.length, second.next]).toEqual([6, undefined])
    expect(new Set([...first.mails, ...second.mails].map(mail => mail.id)).size).toBe(31)
    const delayed = await ada.does(viewMail, { state: 'delayed' })
    expect(delayed.mails.map(mail => mail.id)).toEqual([id])
    expect(delayed).toMatchObject({
      counts: { queued: 30, delayed: 1 },
      trouble: { id, lastError: '450 Greylisted, come back later' },
    })
    // @ts-expect-error: the compiler knows that there is no such state, too.
    const lost = await refusal(ada.does(viewMail, { state: 'lost' }))
    expect(lost.fields).toHaveProperty('state')
  })

  test('what waits is told by what goes first, with how many of the own go before each, and nothing of other companies', async () => {
    const { company, ada } = await boss()
    const elsewhere = await boss()
    const content = { company: 'Acme', sender: 'Ada', settingsUrl: 'http://127.0.0.1:3000/' }
    const post = ({ id }: { id: string }, count: number, priority: 'normal' | 'bulk') =>
      inCompany(id, async scope => {
        const rows = Array.from({ length: count }, (_, n) =>
          toMailRow(scope, { template: 'test', to: { name: '', address: `p${n}@acme.example` }, content, priority }),
        )
        await enqueueEmails(scope, rows)
        return rows.map(row => row.id)
      })
    await post(elsewhere.company, 50, 'bulk')
    const ids = await post(company, 9, 'bulk')
    await post(company, 2, 'normal')
    const places = async () => {
      const { mails } = await ada.does(viewMail)
      return ids.map(id => mails.find(mail => mail.id === id)!.ahead)
    }
    expect(await places()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    await scheduleWaiting('bulk')(company.id)
    expect(await places()).toEqual([undefined, undefined, undefined, undefined, 4, 5, 6, 7, 8])
    for (const id of ids.slice(0, 3)) await deliver(company.id, id)
    expect(await places()).toEqual([undefined, undefined, undefined, undefined, undefined, undefined, undefined, 4, 5])
    const { line, lastLeftAt } = await ada.does(viewMail)
    expect(line).toEqual([
      { priority: 'urgent', waiting: 0, sending: 0, everyS: null },
      { priority: 'normal', waiting: 2, sending: 0, everyS: null },
      { priority: 'bulk', waiting: 6, sending: 0, everyS: expect.any(Number) },
    ])
    expect(lastLeftAt).toBeInstanceOf(Date)
  })

  test('a delayed mail is tried again at once', async () => {
    const { company, user, ada } = await boss()
    const { id } = await company.delayedMail(user)
    const next = async () =>
      (await inCompany(company.id, scope => mailMessagesIn(scope).findForUpdate(id))).nextAttemptAt!.getTime()
    expect(await next()).toBeGreaterThan(Date.now() + 1_000_000)
    await ada.does(retryMail, { mailId: id })
    expect(await next()).toBeLessThan(Date.now() + 5_000)
    expect((await auditTrail(company.id)).at(-1)).toMatchObject({
      event: 'mail.retried',
      target_id: user.id,
      data: { mail: 'Test email' },
    })
  })

  test('one that was given up, sent, or waits already is not, and the refusal says why', async () => {
    const { company, user, ada } = await boss()
    for (const [state, words] of [
      ['failed', 'deleted'],
      ['sent', 'accepted'],
      ['off', 'file'],
    ] as const) {
      const { id } = await company.delayedMail(user)
      await inCompany(company.id, scope => mailMessagesIn(scope).settle(id, state, null))
      const before = await snapshot(company.id)
      const error = await refusal(ada.does(retryMail, { mailId: id }))
      expect([error.code, error.message]).toEqual(['wrong_status', expect.stringContaining(words)])
      expect(await snapshot(company.id)).toEqual(before)
    }
  })
})
