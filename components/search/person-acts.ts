import { fold } from '@/lib/kernel/fold'
import { paths } from '@/lib/kernel/paths'
import { can } from '@/lib/operation/can'
import type { Permission } from '@/lib/permissions/catalogue'

export type FoundStatus = 'invited' | 'active' | 'inactive'

/** Something that is done to a person, on a page of its own. */
export interface PersonAct {
  heading: string
  /** What it is called by; of these, four letters are enough. */
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
    verbs: ['deactivate', 'disable', 'offboard'],
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
    label: name => `Edit ${name}`,
    href: paths.editUser,
  },
  {
    heading: 'Change the email address',
    verbs: ['email'],
    permission: 'users:update',
    status: 'active',
    label: name => `Change the email address of ${name}`,
    href: paths.userEmail,
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
    heading: 'Add to groups',
    verbs: ['add'],
    permission: 'groups:update',
    label: name => `Add ${name} to groups`,
    href: paths.user,
  },
]

/** What a phrase such as "deactivate bob" or "add bob to sales" asks for. */
export interface Phrase {
  act: PersonAct
  person: string
  /** Of whom the act is one thing to do in a group. */
  group?: string
}

const ENOUGH = 4

const isVerb = (word: string, verb: string): boolean =>
  word === verb || (word.length >= ENOUGH && verb.startsWith(word))

/** An act and whom it is about, for who may do it; undefined for words that are none. */
export function phraseIn(typed: string, held: readonly string[]): Phrase | undefined {
  const [, first = '', person = ''] = /^\s*(\S+)\s+(\S.*?)\s*$/.exec(typed) ?? []
  const act = personActs.find(({ verbs }) => verbs.some(verb => isVerb(fold(first), verb)))
  const holds = (permission: Permission): boolean => can({ permissions: held }, permission)
  if (!act || !person || !holds(act.permission) || !holds('users:read')) return undefined
  const [, whom = '', group = ''] = /^(\S.*?)\s+to\s+(\S.*)$/i.exec(person) ?? []
  if (act.permission !== 'groups:update' || !group || !holds('groups:read')) return { act, person }
  return { act, person: whom, group }
}
