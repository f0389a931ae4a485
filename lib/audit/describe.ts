import type { EventData, EventName } from './events'

/** An event as it is read back, with the names its people have today. */
export interface ReadEvent {
  event: string
  outcome: string
  actorKind: string
  actorId: string | null
  actorName: string | null
  targetType: string | null
  targetId: string | null
  targetName: string | null
  data: Record<string, unknown>
  operation: string
}

/** Names in the sentence: who did it and, where it was done to a person, to whom. */
interface Names {
  actor: string
  target: string
  /** What the refused operation does, for people. */
  explain: string
}

type Sentences = { [E in EventName]: (data: EventData[E], names: Names) => string }

const list = (items: string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`

const quoted = (text: string): string => `“${text}”`

const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

const filtered = (filters: Record<string, string>): string => {
  const parts = Object.entries(filters).map(([name, value]) => `${name}: ${value}`)
  return parts.length ? ` (${parts.join(', ')})` : ''
}

const refusedBecause: Record<EventData['session.refused']['reason'], string> = {
  unknown_person: 'nobody here has this email address',
  wrong_password: 'the password was wrong',
  inactive: 'the person is inactive',
  invited: 'the person has not accepted the invitation yet',
}

const because: Record<string, string> = {
  not_found: 'what it was about does not exist',
  not_held: 'nobody can give away what they do not have',
  last_administrator: 'no active administrator would have been left',
  own_account: 'it was about their own account',
  wrong_status: 'the status did not allow it',
  wrong_credentials: 'the password was wrong',
  conflict: 'somebody else changed the same thing',
}

const changed = (changes: Record<string, { from: string; to: string }>): string =>
  list(Object.entries(changes).map(([field, { from, to }]) => `${field} from ${quoted(from)} to ${quoted(to)}`))

const sentences: Sentences = {
  'session.started': (_, { actor }) => `${actor} signed in with a password.`,
  'session.refused': ({ reason, email }, { target }) =>
    `A sign-in as ${email ?? target} was refused: ${refusedBecause[reason]}.`,
  'session.ended': ({ own }, { actor, target }) => {
    if (own) return `${actor} ended one of their own sessions.`
    return target ? `${actor} ended a session of ${target}.` : `${actor} signed out.`
  },
  'sessions.ended': ({ count }, { actor, target }) =>
    target && target !== actor
      ? `${actor} signed ${target} out everywhere (${plural(count, 'session')}).`
      : `${actor} signed out everywhere else (${plural(count, 'session')}).`,
  'company.created': ({ name, slug }) => `The company ${quoted(name)} was created with the slug ${slug}.`,
  'company.renamed': ({ from, to }, { actor }) => `${actor} renamed the company from ${quoted(from)} to ${quoted(to)}.`,
  'company.slug_changed': ({ from, to }, { actor }) => `${actor} changed the company's slug from ${from} to ${to}.`,
  'settings.viewed': (_, { actor }) => `${actor} looked at the settings.`,
  'dashboard.viewed': (_, { actor }) => `${actor} opened the dashboard.`,
  'access.viewed': (_, { actor }) => `${actor} looked at their own access.`,
  'profile.viewed': (_, { actor }) => `${actor} looked at their profile.`,
  'profile.renamed': ({ from, to }, { actor }) => `${actor} changed their name from ${quoted(from)} to ${quoted(to)}.`,
  'password.changed': ({ sessionsEnded }, { actor }) =>
    `${actor} changed their password; ${plural(sessionsEnded, 'other session')} ended.`,
  'users.listed': ({ filters, shown }, { actor }) =>
    `${actor} looked at the list of users${filtered(filters)}, ${plural(shown, 'person', 'people')} shown.`,
  'user.viewed': (_, { actor, target }) => `${actor} looked at ${actor === target ? 'their own page' : `the page of ${target}`}.`,
  'user.created': ({ groups }, { actor, target }) =>
    `${actor} added ${target}${groups.length ? ` to ${list(groups)}` : ' without a group'}.`,
  'user.deactivated': ({ sessionsEnded }, { actor, target }) =>
    `${actor} deactivated ${target}; ${plural(sessionsEnded, 'session')} ended.`,
  'user.reactivated': ({ groups }, { actor, target }) =>
    `${actor} reactivated ${target}${groups.length ? `, who is in ${list(groups)} again` : ''}.`,
  'user.deleted': ({ groups }, { actor, target }) =>
    `${actor} deleted ${target}${groups.length ? `, who was in ${list(groups)}` : ''}.`,
  'groups.listed': ({ shown }, { actor }) => `${actor} looked at the list of groups, ${shown} shown.`,
  'group.viewed': ({ group }, { actor }) => `${actor} looked at the group ${group.name}.`,
  'group_form.viewed': (_, { actor }) => `${actor} opened the form for a new group.`,
  'group.created': ({ group }, { actor }) => `${actor} created the group ${group.name}.`,
  'group.updated': ({ group, changes }, { actor }) =>
    Object.keys(changes).length
      ? `${actor} changed the group ${group.name}: ${changed(changes)}.`
      : `${actor} saved the group ${group.name} without changes.`,
  'group.deleted': ({ group, members, permissions }, { actor }) =>
    `${actor} deleted the group ${group.name} with ${plural(members, 'member')}${permissions.length ? `, which granted ${list(permissions)}` : ''}.`,
  'group.member_added': ({ group, already }, { actor, target }) =>
    already ? `${actor} added ${target} to ${group.name}, where they were already.` : `${actor} added ${target} to ${group.name}.`,
  'group.member_removed': ({ group, already }, { actor, target }) =>
    already ? `${actor} removed ${target} from ${group.name}, where they no longer were.` : `${actor} removed ${target} from ${group.name}.`,
  'group.permissions_changed': ({ group, granted, revoked }, { actor }) => {
    const parts = [granted.length && `granted ${list(granted)} to`, revoked.length && `revoked ${list(revoked)} from`].filter(Boolean)
    return parts.length
      ? `${actor} ${parts.join(' and ')} the group ${group.name}.`
      : `${actor} saved the permissions of the group ${group.name} without changes.`
  },
  'permissions.listed': ({ shown }, { actor }) => `${actor} looked at the catalogue of permissions, ${shown} shown.`,
  'permission.viewed': ({ permission }, { actor }) => `${actor} looked at the permission ${permission}.`,
  'permission.created': ({ permission }, { actor }) => `${actor} added the permission ${permission}.`,
  'permission.updated': ({ permission, changes }, { actor }) =>
    Object.keys(changes).length
      ? `${actor} changed the permission ${permission}: ${changed(changes)}.`
      : `${actor} saved the permission ${permission} without changes.`,
  'permission.deleted': ({ permission, groups, people }, { actor }) =>
    `${actor} deleted the permission ${permission}${groups.length ? `, which ${list(groups)} granted to ${plural(people, 'person', 'people')}` : ''}.`,
  'audit.viewed': ({ filters, shown }, { actor }) =>
    `${actor} read the audit log${filtered(filters)}, ${plural(shown, 'event')} shown.`,
  'operation.refused': ({ code, permission }, { actor, explain }) =>
    permission
      ? `${actor} was refused: “${explain}” needs the permission ${permission}.`
      : `${actor} was refused: “${explain}” was not possible, because ${because[code] ?? 'a rule forbids it'}.`,
}

const actorOf = ({ actorKind, actorName }: ReadEvent): string =>
  actorName ?? { user: 'A deleted user', operator: 'The operator', anonymous: 'Somebody' }[actorKind] ?? 'Somebody'

const targetOf = (event: ReadEvent): string =>
  event.targetType === 'user' ? (event.targetName ?? (event.targetId === event.actorId ? actorOf(event) : 'a deleted user')) : ''

/**
 * The sentence of an event, made when it is read, so that it uses today's names and tomorrow's words.
 * @param explainOperation what an operation does, for refusals
 */
export function describe(event: ReadEvent, explainOperation: (name: string) => string | undefined): string {
  const sentence = sentences[event.event as EventName] as ((data: unknown, names: Names) => string) | undefined
  if (!sentence) return `${actorOf(event)}: ${event.event}.`
  const explain = (explainOperation(event.operation) ?? event.operation).replace(/[.]$/, '')
  return sentence(event.data, { actor: actorOf(event), target: targetOf(event), explain })
}
