import { formatList } from '@/lib/kernel/format'
import { lookup } from '@/lib/kernel/lookup'
import { eventKinds, type BulkAct, type FactorKind, type FactorProof } from './events'
import { eventLabel } from './labels'

/** Enough to recognise a description by; the details have all of it. */
const MAX_QUOTED = 100

export const quoted = (text: string): string => {
  const letters = [...text]
  if (!letters.length) return 'nothing'
  return `“${letters.length > MAX_QUOTED ? `${letters.slice(0, MAX_QUOTED).join('').trimEnd()}…` : text}”`
}

export const inGroups = (groups: string[]): string =>
  `the ${groups.length === 1 ? 'group' : 'groups'} ${formatList(groups)}`

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** What a list was narrowed to, in words; ids of people and groups say nothing to a reader. */
const filterWords: Record<string, (value: string) => string> = {
  q: value => `search ${quoted(value)}`,
  status: value => value,
  group: value => (value === 'none' ? 'without a group' : 'in one group'),
  signedIn: () => 'never signed in',
  factor: value => (value === 'none' ? 'without a second factor' : 'second factor missing'),
  person: value => (isId(value) ? 'one person' : `person ${quoted(value)}`),
  kind: value => (lookup(eventKinds, value) ?? value).toLowerCase(),
  event: value => quoted(eventLabel(value)),
  target: () => 'about one thing',
  outcome: value => value,
  from: value => `from ${value}`,
  to: value => `until ${value}`,
}

export const filtered = (filters: Record<string, string>): string => {
  const parts = Object.entries(filters).map(
    ([name, value]) => lookup(filterWords, name)?.(value) ?? `${name} ${quoted(value)}`,
  )
  return parts.length ? ` (${parts.join(', ')})` : ''
}

export const refusedBecause: Record<string, string> = {
  unknown_person: 'nobody here has this email address',
  wrong_password: 'the password was wrong',
  inactive: 'the person is inactive',
  throttled: 'there were too many failures before',
  invited: 'the person has not accepted the invitation yet',
  method_off: 'the company does not sign in this way',
  unknown_passkey: 'nobody here has this passkey',
  wrong_passkey: 'the passkey did not answer what it was asked',
  cloned_passkey: 'the counter of the passkey went back, as that of a copy does',
  no_code: 'there was no code to enter, or it was over',
  wrong_code: 'the code was wrong',
}

export const signedInWith: Record<string, string> = {
  password: 'with a password',
  invitation: 'by accepting an invitation',
  email_code: 'with a code sent by mail',
  passkey: 'with a passkey',
}

const factorWords: Record<FactorKind, string> = { app: 'an authenticator app', passkey: 'a passkey' }

const proofWords: Record<FactorProof | 'password', string> = {
  password: 'their password',
  app: 'a code of their app',
  passkey: 'a passkey',
  recovery_code: 'a recovery code',
}

/** Facts of a newer version may name what this one does not know. */
export const factorWord = (kind: FactorKind): string => lookup(factorWords, kind) ?? 'a second factor'
export const proofWord = (by: FactorProof | 'password'): string => lookup(proofWords, by) ?? 'their second factor'

export const because: Record<string, string> = {
  wrong_passkey: 'the passkey was not the right one, or did not answer what it was asked',
  wrong_code: 'the code was wrong or used before, or there were too many tries',
  still_required: 'a second factor is required of them',
  second_factor_required: 'the second factor had not been shown yet',
  enrolment_required: 'a second factor is required, and there is none yet',
  password_expired: 'the password has expired',
  network_not_allowed: 'the network is not one that the company allows',
  company_suspended: 'the company is suspended',
  not_found: 'there is nothing with this id',
  not_held: 'nobody can give or take permissions they do not have',
  group_grown: 'a group granted more than when it was looked at',
  last_administrator: 'no active administrator would have been left',
  own_account: 'it was about their own account',
  wrong_status: 'the status did not allow it',
  wrong_credentials: 'the password was wrong',
  conflict: 'somebody else changed the same thing',
  nobody_new: 'everybody was a member or invited already',
  too_often: 'it was done too often already',
}

/** To follow "could not accept the invitation of somebody". */
export const invitationRefusedBecause = {
  copied: 'its link was copied by somebody who does not have all permissions it grants by now',
  grown: 'its groups grant more than when it was sent, and more than whoever sent it has',
}

export const changed = (changes: Record<string, { from: string; to: string }>): string =>
  formatList(Object.entries(changes).map(([field, { from, to }]) => `${field} from ${quoted(from)} to ${quoted(to)}`))

/** What a bulk act did to how many. */
export const bulkActionPhrases: Record<BulkAct, (people: string, group: string) => string> = {
  add: (people, group) => `added ${people} to the group ${group}`,
  remove: (people, group) => `removed ${people} from the group ${group}`,
  deactivate: people => `deactivated ${people}`,
  resend: people => `sent the invitations of ${people} again`,
}

export const bulkWords: Record<BulkAct, string> = {
  add: 'adding people to a group',
  remove: 'removing people from a group',
  deactivate: 'deactivating people',
  resend: 'sending invitations again',
}
export const stoppedBecause = (actor: string, missing: string[]) => ({
  not_active: `${actor}, who started it, is no longer active`,
  not_allowed: `${actor}, who started it, may no longer invite people`,
  grown: `groups grant more by now than at its review: ${formatList(missing)}; upload the file again to have it reviewed as it is now`,
  not_held: `${actor}, who started it, no longer holds what its groups grant: ${formatList(missing)}`,
})
