import type { DeviceFacts } from '@/lib/kernel/device-name'

/**
 * Every mail that Console writes, and what it is filled with: facts and what people typed, never a sentence, for the language is
 * its reader's when it goes out. Dates are ISO strings: content is stored as JSON.
 */
export interface TemplateContents {
  test: { company: string; sender: string; settingsUrl: string }
  invitation: { company: string; inviter: string; message: string; url: string; expiresAt: string }
  /** `requester`: the administrator who had it sent. */
  'password-reset': { company: string; requester?: string; url: string; expiresAt: string }
  'password-changed': { company: string; by: 'link' | 'profile'; changedAt: string; forgotUrl: string }
  'new-device': SignInNotice
  'sign-in-code': { company: string; code: string; expiresAt: string }
  'second-factor-added': SignInNotice & { kind: 'app' | 'passkey' }
  /** `last`: none is left. */
  'second-factor-removed': SignInNotice & { kind: 'app' | 'passkey'; last: boolean }
  /** `by`: the administrator. */
  'second-factor-reset': SignInNotice & { by: string }
  'recovery-code-used': SignInNotice & { left: number }
  /** `requester` in these: the administrator who asked for it. `name`: whose address it is to be. */
  'email-change-link': { company: string; name: string; requester?: string; url: string; expiresAt: string }
  /** `address`: the new one. */
  'email-change-requested': Omit<SignInNotice, 'profileUrl'> & {
    requester?: string
    address: string
    objection?: Objectable
  }
  'email-changed': { company: string; requester?: string; address: string; at: string; objection?: Objectable }
  'email-change-completed': { company: string; requester?: string; signInUrl: string }
  /** `restored`: the change had been in effect. */
  'email-change-stopped': { company: string; restored: boolean; heldUntil: string; forgotUrl: string }
  'email-change-objected': { company: string; person: string; restored: boolean; heldUntil: string; personUrl: string }
  /** `by`: who changed it. The names of groups. */
  'groups-changed': {
    company: string
    by: string
    at: string
    added: string[]
    removed: string[]
    accessUrl: string
  }
  'second-factor-reminder': { company: string; until: string; url: string }
}

/** What every notice about how somebody signs in says: when, from where, and where to look. */
export interface SignInNotice {
  company: string
  at: string
  /** A text in emails of the version before. */
  device: DeviceFacts | string
  ip: string | null
  profileUrl: string
}

/** By which link, and until when, somebody can object; left out where an objection was decided already. */
interface Objectable {
  url: string
  until: string
}
