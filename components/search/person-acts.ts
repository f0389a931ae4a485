import { fold } from '@/lib/kernel/fold'
import { paths } from '@/lib/kernel/paths'
import { can } from '@/lib/operation/can'
import type { Permission } from '@/lib/permissions/catalogue'

export type FoundStatus = 'invited' | 'active' | 'inactive'

/** Something that is done to a person, on a page of its own or on theirs. */
export interface PersonAct {
  heading: string
  /** What it is called by, in small letters. Of a single word, three letters are enough. */
  verbs: readonly string[]
  permission: Permission
  /** Of whom it can be done. */
  status?: FoundStatus
  /** Not to oneself. */
  others?: true
  label: (name: string) => string
  href: (company: string, userId: string) => string
}

export const personActs: readonly PersonAct[] = [
  {
    heading: 'Deactivate',
    verbs: ['deactivate', 'disable', 'offboard', 'suspend'],
    permission: 'users:deactivate',
    status: 'active',
    others: true,
    label: name => `Deactivate ${name}`,
    href: paths.deactivateUser,
  },
  {
    heading: 'Reactivate',
    verbs: ['reactivate', 'enable'],
    permission: 'users:deactivate',
    status: 'inactive',
    label: name => `Reactivate ${name}`,
    href: paths.user,
  },
  {
    heading: 'Edit',
    verbs: ['edit', 'rename'],
    permission: 'users:update',
    status: 'active',
    label: name => `Edit ${name}`,
    href: paths.editUser,
  },
  {
    heading: 'Change the email address',
    verbs: ['email', 'change email', 'change email address'],
    permission: 'users:update',
    status: 'active',
    label: name => `Change the email address of ${name}`,
    href: paths.userEmail,
  },
  {
    heading: 'Send a password reset link',
    verbs: ['reset password', 'password reset', 'password'],
    permission: 'users:manage-credentials',
    status: 'active',
    others: true,
    label: name => `Send ${name} a password reset link`,
    href: paths.user,
  },
  {
    heading: 'Reset two-factor authentication',
    verbs: [
      'reset 2fa',
      'reset two-factor',
      'reset two-factor authentication',
      'reset second factor',
      'reset mfa',
      '2fa',
    ],
    permission: 'users:manage-credentials',
    status: 'active',
    others: true,
    label: name => `Reset two-factor authentication for ${name}`,
    href: paths.user,
  },
  {
    heading: 'Sign out everywhere',
    verbs: ['sign out', 'log out', 'logout', 'end sessions'],
    permission: 'users:end-sessions',
    status: 'active',
    others: true,
    label: name => `Sign ${name} out everywhere`,
    href: paths.user,
  },
  {
    heading: 'Delete',
    verbs: ['delete'],
    permission: 'users:delete',
    status: 'inactive',
    others: true,
    label: name => `Delete ${name}`,
    href: paths.user,
  },
  {
    heading: 'Check access',
    verbs: ['check access'],
    permission: 'users:read',
    status: 'active',
    label: name => `Check the access of ${name}`,
    href: paths.userAccess,
  },
  {
    heading: 'Change groups',
    verbs: ['add', 'change groups'],
    permission: 'groups:update',
    label: name => `Change the groups of ${name}`,
    href: paths.user,
  },
]

/** What is asked for by a phrase such as "deactivate bob", "add bob to sales" or "who can deploy". */
export type Phrase =
  | {
      act: PersonAct
      person: string
      /** Of whom the act is one thing to do in a group. */
      group?: string
    }
  | {
      /** Words of the permission whose holders are asked for. */
      permission: string
    }

const ENOUGH = 3

/** What comes after a verb that the words begin with; undefined where they do not. */
function afterVerb(words: readonly string[], verb: string): string | undefined {
  const parts = verb.split(' ')
  const whole = parts.every((part, at) => part === fold(words[at] ?? ''))
  const first = fold(words[0] ?? '')
  const begun = parts.length === 1 && first.length >= ENOUGH && verb.startsWith(first)
  return whole || begun ? words.slice(parts.length).join(' ') : undefined
}

/** An act and whom it is about, or whose holders are asked for, for who may do it; undefined for words that are none. */
export function phraseIn(typed: string, held: readonly string[]): Phrase | undefined {
  const holds = (permission: Permission): boolean => can({ permissions: held }, permission)
  if (!holds('users:read')) return undefined
  const words = typed.trim().split(/\s+/)
  const permission = ['who can', 'who may', 'who has'].map(verb => afterVerb(words, verb)).find(Boolean)
  if (permission) return holds('permissions:read') ? { permission: withoutSmallWords(permission) } : undefined
  const [found] = personActs
    .flatMap(act => act.verbs.map(verb => ({ act, verb, rest: afterVerb(words, verb) })))
    .filter(({ act, rest }) => rest && holds(act.permission))
    .sort((one, other) => other.verb.split(' ').length - one.verb.split(' ').length)
  if (!found?.rest) return undefined
  const { act } = found
  const person = found.rest.replace(/^(?:of|for)\s+(?=\S)/i, '')
  const [, whom = '', group = ''] = /^(\S.*?)\s+to\s+(\S.*)$/i.exec(person) ?? []
  if (act.permission !== 'groups:update' || !group || !holds('groups:read')) return { act, person }
  return { act, person: whom, group }
}

/** "deploy to the staging" is found by the words that a permission may have. */
const withoutSmallWords = (text: string): string => {
  const words = text.split(' ').filter(word => !/^(?:to|the|a|an|in|on|of|for)$/i.test(word))
  return words.length ? words.join(' ') : text
}
