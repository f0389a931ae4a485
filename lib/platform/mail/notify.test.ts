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
  ['second-factor-added', { kind: 'app' }, 'An authenticator app was set up'],
  ['second-factor-added', { kind: 'passkey' }, 'A passkey was set up'],
  ['second-factor-removed', { kind: 'app', last: true }, 'You sign in without a second factor now'],
  ['second-factor-reset', { by: 'Alice Martin' }, 'Alice Martin reset the second factor'],
  ['new-device', {}, 'on a device that was not used for it before'],
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
