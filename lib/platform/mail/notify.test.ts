import { expect, test } from 'vitest'
import { renderMail } from './render'

const notice = {
  company: 'Acme Corp',
  at: '2026-11-24T10:00:00.000Z',
  device: 'Firefox on Windows',
  ip: '192.0.2.7',
  profileUrl: 'https://console.example.com/acme-corp/profile',
}

test.each([
  ['second-factor-added', { kind: 'app' }, 'An authenticator app was added'],
  ['second-factor-added', { kind: 'passkey' }, 'A passkey was added'],
  ['second-factor-removed', { kind: 'app', last: true }, 'Two-factor authentication is now off'],
  ['second-factor-reset', { by: 'Alice Martin' }, 'Alice Martin reset your two-factor authentication'],
  ['new-device', {}, 'on a new device'],
  ['recovery-code-used', { left: 1 }, '1 is left'],
  ['recovery-code-used', { left: 0 }, 'It was the last one'],
])('The mail %s %j says what happened at which company, and where to look', async (template, facts, sentence) => {
  for (const ip of [notice.ip, null]) {
    const { subject, text } = await renderMail(template, { ...notice, ip, ...facts })
    const flat = text.replace(/\s+/g, ' ')
    expect(subject).toContain('Acme Corp')
    expect(flat).toContain(sentence)
    expect(flat).toContain(notice.profileUrl)
    expect(flat).toContain('24 November 2026')
    expect(flat).not.toMatch(/undefined|null|\[object/)
  }
})

test.each([
  ['invitation', { inviter: 'Ada', message: 'Look here.', expiresAt: notice.at }],
  ['password-reset', { expiresAt: notice.at }],
  ['password-changed', { by: 'link', changedAt: notice.at }],
  ['second-factor-reminder', { until: notice.at }],
  ['test', { sender: 'Ada' }],
  ['new-device', {}],
])(
  'In the mail %s addresses stand by themselves, so that programs take nothing else into them',
  async (template, facts) => {
    const url = 'https://console.example.com/acme-corp/invitation/x_-'
    const links = { url, forgotUrl: url, settingsUrl: url, profileUrl: url }
    const { html, text } = await renderMail(template, { ...notice, ...links, ...facts })
    expect(text.split('\n').filter(line => line.includes('://'))).toEqual([url])
    for (const [, before, after] of html.matchAll(/(.)https:\/\/console\.example\.com\/acme-corp\/invitation\/x_-(.)/g))
      expect(['""', '><']).toContain(`${before}${after}`)
  },
)

test.each([
  [{ added: ['Developers', 'Marketing'], removed: [] }, 'You were added to Developers and Marketing.'],
  [{ added: [], removed: ['Developers'] }, 'You were removed from Developers.'],
])('The mail about groups names them: %j', async (groups, sentence) => {
  const accessUrl = 'https://console.example.com/acme-corp/access'
  const { text } = await renderMail('groups-changed', { ...notice, by: 'Alice Martin', accessUrl, ...groups })
  const flat = text.replace(/\s+/g, ' ')
  for (const part of ['Alice Martin changed your groups', sentence, accessUrl]) expect(flat).toContain(part)
  expect(flat).not.toMatch(/undefined|null|\[object|to \.|from \./)
})
