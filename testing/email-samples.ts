import type { TemplateName } from '@/lib/platform/mail/templates'
import type { TemplateContents } from '@/lib/platform/mail/templates/content'

/** What people typed, and where links lead. */
interface SampleWords {
  company: string
  /** Who did it, and whose it is. */
  actor: string
  person: string
  message: string
  groups: string[]
  url: string
}

type Samples = { [L in TemplateName]: TemplateContents[L][] }

const ago = '2027-11-29T17:03:00.000Z'
const until = '2027-12-06T17:03:00.000Z'

/** Contents of each kind of email: one for every way in which it reads. */
export function emailSamples({ company, actor, person, message, groups, url }: SampleWords): Samples {
  const device = { browser: 'Firefox', platform: 'Windows' }
  const notice = { company, at: ago, device, ip: '192.0.2.7', profileUrl: url }
  const objection = { url, until }
  const address = 'ana.new@acme.example'
  const requested = { company, address, at: ago, device, ip: null }
  return {
    test: [{ company, sender: actor, settingsUrl: url }],
    invitation: [
      { company, inviter: actor, message, url, expiresAt: until },
      { company, inviter: actor, message: '', url, expiresAt: until },
    ],
    'password-reset': [
      { company, url, expiresAt: until },
      { company, requester: actor, url, expiresAt: until },
    ],
    'password-changed': [
      { company, by: 'link', changedAt: ago, forgotUrl: url },
      { company, by: 'profile', changedAt: ago, forgotUrl: url },
    ],
    'new-device': [
      notice,
      { ...notice, ip: null },
      { ...notice, device: { browser: 'Chrome', platform: 'Linux', headless: true } },
      { ...notice, device: { browser: 'Chrome', headless: true } },
      { ...notice, device: { browser: 'curl' } },
      { ...notice, device: { platform: 'iPhone' } },
      { ...notice, device: {} },
    ],
    'sign-in-code': [{ company, code: '123456', expiresAt: until }],
    'second-factor-added': [
      { ...notice, kind: 'app' },
      { ...notice, kind: 'passkey' },
    ],
    'second-factor-removed': [
      { ...notice, kind: 'app', last: true },
      { ...notice, kind: 'passkey', last: false },
    ],
    'second-factor-reset': [{ ...notice, by: actor }],
    'recovery-code-used': [0, 1, 7].map(left => ({ ...notice, left })),
    'email-change-link': [
      { company, name: person, url, expiresAt: until },
      { company, name: person, requester: actor, url, expiresAt: until },
    ],
    'email-change-requested': [
      { ...requested, objection },
      { ...requested, requester: actor, objection },
      { ...requested },
    ],
    'email-changed': [
      { company, address, at: ago, objection },
      { company, requester: actor, address, at: ago },
    ],
    'email-change-completed': [
      { company, signInUrl: url },
      { company, requester: actor, signInUrl: url },
    ],
    'email-change-stopped': [true, false].map(restored => ({ company, restored, heldUntil: until, forgotUrl: url })),
    'email-change-objected': [true, false].map(restored => ({
      company,
      person,
      restored,
      heldUntil: until,
      personUrl: url,
    })),
    'groups-changed': [
      { company, by: actor, at: ago, added: groups, removed: [], accessUrl: url },
      { company, by: actor, at: ago, added: [], removed: groups, accessUrl: url },
    ],
    'second-factor-reminder': [{ company, until, url }],
  }
}
