import type { IconName } from '@/components/ui/icon'
import { shield, user, usersIcon, usersRound } from '@/components/ui/icons'
import { wordsOf } from '@/lib/kernel/fold'
import { paths } from '@/lib/kernel/paths'
import { can, covers, type PermissionHolder } from '@/lib/operation/can'
import type { OutputOf } from '@/lib/operation/define'
import type { Permission } from '@/lib/permissions/catalogue'
import { permissionKey } from '@/lib/permissions/key'
import type { searchEverything } from '@/lib/search/queries'
import { actionCommands, pageCommands, type SearchCommand } from './commands'
import { personActs, phraseIn, type Phrase } from './person-acts'
import type { RecentRecord } from './recent'

export type SearchFound = OutputOf<typeof searchEverything>

/** Something to choose: a link, something in the frame that is pressed, or the keys that are shown. */
export interface SearchEntry {
  id: string
  label: string
  detail?: string
  icon: IconName
  href?: string
  press?: string
  keys?: true
}

export interface SearchSection {
  heading: string
  entries: SearchEntry[]
}

export interface SearchReader {
  /** The slug. */
  company: string
  userId: string
  /** What they hold, as far as anything here depends on it. */
  held: readonly string[]
}

/** All that entries depend on. */
const searchPermissions: readonly Permission[] = [
  ...new Set([
    ...[...pageCommands, ...actionCommands].flatMap(({ permission }) => permission ?? []),
    ...personActs.map(({ permission }) => permission),
    'users:read' as const,
    'groups:read' as const,
    'permissions:read' as const,
  ]),
]

/** Of what somebody holds, which may be a lot, the keys that entries depend on. */
export const searchKeys = (holder: PermissionHolder): string[] =>
  holder.permissions.filter(key => searchPermissions.some(wanted => covers(key, wanted)))

const holds = ({ held }: Pick<SearchReader, 'held'>, permission: Permission): boolean =>
  can({ permissions: held }, permission)

/** Whether the server has anything to find for them. */
export const searchesServer = (reader: SearchReader): boolean =>
  (['users:read', 'groups:read', 'permissions:read'] as const).some(permission => holds(reader, permission))

const hasWords = (texts: (string | undefined)[], words: readonly string[]): boolean => {
  const own = wordsOf(...texts)
  return words.every(word => own.some(one => one.startsWith(word)))
}

const icons = { user, group: usersRound, permission: shield } as const

const recordHref = { user: paths.user, group: paths.group, permission: paths.permission } as const

const recordPermission = { user: 'users:read', group: 'groups:read', permission: 'permissions:read' } as const

const recordEntry = (company: string, kind: RecentRecord['kind'], id: string, label: string, detail = '') => ({
  id: `${kind}-${id}`,
  label,
  detail,
  icon: icons[kind],
  href: recordHref[kind](company, id),
})

function commandEntries(commands: readonly SearchCommand[], words: readonly string[], reader: SearchReader) {
  return commands
    .filter(({ permission }) => !permission || holds(reader, permission))
    .filter(({ label, words: more }) => hasWords([label, more], words))
    .map(({ label, icon, href, press, keys }): SearchEntry => ({
      id: label,
      label,
      icon,
      href: href?.(reader.company),
      press,
      keys,
    }))
}

const statusWords = { active: '', invited: 'Invited', inactive: 'Inactive' } as const

const personDetail = ({ status, email, title }: SearchFound['users'][number]): string =>
  [statusWords[status], title, email].filter(Boolean).join(' · ')

const inWay = { active: 'is active', invited: 'has not joined yet', inactive: 'is inactive' } as const

function actEntries(phrase: Phrase, found: SearchFound, { company, userId }: SearchReader): SearchEntry[] {
  if ('permission' in phrase)
    return found.permissions.map(one => ({
      id: `who-${one.id}`,
      label: `Who has ${permissionKey(one)}`,
      detail: one.description,
      icon: usersIcon,
      href: paths.permission(company, one.id),
    }))
  const { act, person, group } = phrase
  if (group !== undefined)
    return found.groups.map(({ id, name, description }) => ({
      id: `act-${id}`,
      label: `Add “${person}” to ${name}`,
      detail: description,
      icon: usersRound,
      href: paths.group(company, id, { add: person }),
    }))
  return found.users.map(one => {
    const refusal =
      act.others && one.id === userId
        ? 'You cannot do this to yourself'
        : act.status && act.status !== one.status && `Not possible: ${one.name} ${inWay[one.status]}`
    return {
      id: `act-${one.id}`,
      label: act.label(one.name),
      detail: refusal || personDetail(one),
      icon: user,
      href: refusal ? paths.user(company, one.id) : act.href(company, one.id),
    }
  })
}

interface Searched {
  typed: string
  /** What the server found by it, once it is there. */
  found?: SearchFound
  /** What it found for the act that was typed. */
  foundForAct?: SearchFound
  recent?: readonly RecentRecord[]
}

/**
 * What there is to choose, in the order that it is offered: first what is known at once, so that nothing moves away under a finger
 * when the server answers.
 */
export function searchSections(searched: Searched, reader: SearchReader): SearchSection[] {
  const { typed, found, foundForAct, recent = [] } = searched
  const { company, held } = reader
  const words = wordsOf(typed)
  // Punctuation alone is no search, and matches nothing.
  const none = typed.trim() !== '' && !words.length
  const phrase = phraseIn(typed, held)
  const known = recent
    .filter(({ kind, label }) => holds(reader, recordPermission[kind]) && hasWords([label], words))
    .map(({ kind, id, label }) => recordEntry(company, kind, id, label))
  const again = new Set(known.map(({ id }) => id))
  const { users = [], groups = [], permissions = [] } = found ?? {}
  // What is called just so comes before everybody whose title has the word.
  const whole = words.join(' ')
  const isNamed = (name: string) => wordsOf(name).join(' ') === whole
  const people = users.map(one => recordEntry(company, 'user', one.id, one.name, personDetail(one)))
  const allPeople: SearchEntry = {
    id: 'all-users',
    label: `All users that match “${typed.trim()}”`,
    icon: usersIcon,
    href: paths.users(company, { q: typed.trim() }),
  }
  const sections: SearchSection[] = [
    { heading: 'Recent', entries: known },
    { heading: 'Pages', entries: commandEntries(pageCommands, words, reader) },
    { heading: 'Actions', entries: commandEntries(actionCommands, words, reader) },
    {
      heading: !phrase ? '' : 'permission' in phrase ? 'People with a permission' : phrase.act.heading,
      entries: phrase && foundForAct ? actEntries(phrase, foundForAct, reader) : [],
    },
    ...[
      { heading: 'Users', entries: users.length === 6 ? [...people, allPeople] : people, named: false },
      {
        heading: 'Groups',
        entries: groups
          .map(one => recordEntry(company, 'group', one.id, one.name, one.description))
          .sort((one, other) => Number(isNamed(other.label)) - Number(isNamed(one.label))),
        named: groups.some(({ name }) => isNamed(name)),
      },
      {
        heading: 'Permissions',
        entries: permissions.map(one =>
          recordEntry(company, 'permission', one.id, permissionKey(one), one.description),
        ),
        named: permissions.some(one => isNamed(permissionKey(one))),
      },
    ].sort((one, other) => Number(other.named) - Number(one.named)),
  ]
  if (none) return []
  return sections
    .map(({ heading, entries }) => ({
      heading,
      entries: heading === 'Recent' ? entries : entries.filter(({ id }) => !again.has(id)),
    }))
    .filter(({ entries }) => entries.length > 0)
}
