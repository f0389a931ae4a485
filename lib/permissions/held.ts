import { formatList } from '@/lib/kernel/format'
import { missingPermissions, type PermissionHolder } from '@/lib/operation/can'
import { builtInResources } from './catalogue'

/**
 * Nobody gives what they do not hold, and nobody takes it. Who *gives* must hold all that changes hands. Who *takes* must
 * hold what of it is Console's own: permissions of the company's other systems do not stop a helper from letting people go.
 * Pure, and safe in a browser: pages explain with what operations refuse with.
 */
type Direction = 'give' | 'take'

/** What can be done to access, and how a refusal calls it, to stand before "permissions you do not have". */
const acts = {
  grant: { direction: 'give', words: 'grant' },
  grantMore: { direction: 'give', words: 'grant more to a group that grants' },
  handOut: { direction: 'give', words: 'grant' },
  editGroup: { direction: 'give', words: 'edit a group that grants' },
  changeGroupSecondFactor: { direction: 'give', words: 'change the two-factor requirement of a group that grants' },
  renamePermission: { direction: 'give', words: 'rename a permission of groups that grant' },
  giveBack: { direction: 'give', words: 'give somebody back' },
  giveTries: { direction: 'give', words: 'unblock the sign-in of somebody who has' },
  weakenSignIn: { direction: 'give', words: 'weaken the sign-in of somebody who has' },
  changeEmail: { direction: 'give', words: 'change the email address of somebody who has' },
  sendPasswordLink: { direction: 'give', words: 'send a password reset link to somebody who has' },
  revoke: { direction: 'take', words: 'revoke permissions from a group that grants' },
  removeFromGroup: { direction: 'take', words: 'remove people from a group that grants' },
  removeSomebody: {
    direction: 'take',
    words: 'remove from a group that requires two-factor authentication somebody who has',
  },
  deleteGroup: { direction: 'take', words: 'delete a group that grants' },
  deleteGroupOf: {
    direction: 'take',
    words: 'delete a group that requires two-factor authentication for somebody who has',
  },
  deletePermission: { direction: 'take', words: 'delete a permission of groups that grant' },
  editPerson: { direction: 'take', words: 'edit somebody who has' },
  deactivate: { direction: 'take', words: 'deactivate somebody who has' },
  deletePerson: { direction: 'take', words: 'delete somebody who has' },
  endSessions: { direction: 'take', words: 'end the sessions of somebody who has' },
  endExemption: { direction: 'take', words: 'end the two-factor exception of somebody who has' },
  limitSignIn: { direction: 'take', words: 'restrict the sign-in of people who have' },
  cancelInvitation: { direction: 'take', words: 'cancel the invitation of somebody who would get' },
  // What a page says of several of these at once.
  resetSignIn: { direction: 'give', words: 'reset the sign-in of somebody who has' },
  changePerson: { direction: 'take', words: 'change somebody who has' },
  addToGroup: { direction: 'give', words: 'edit, or add people to, a group that grants' },
  takeFromGroup: { direction: 'take', words: 'change or delete a group that grants' },
} as const satisfies Record<string, { direction: Direction; words: string }>

export type AccessChange = keyof typeof acts

const directionOf = (act: AccessChange): Direction => acts[act].direction

/** Whether a key opens something in Console itself: one of its own resources, or a wildcard over them. */
export const isBuiltInKey = (key: string): boolean => builtInResources.includes(key.split(':')[0]!)

/** Those of these keys that somebody lacks for an act on whoever has them; sorted, each once. */
export function lackingKeys(act: AccessChange, holder: PermissionHolder, keys: readonly string[]): string[] {
  const counting = directionOf(act) === 'take' ? keys.filter(isBuiltInKey) : keys
  return [...new Set(missingPermissions(holder, counting))].sort()
}

/** Names of groups that grant what lacks, and of people who can do what somebody may not. */
interface WhoCanHelp {
  groups?: readonly string[]
  helpers: readonly string[]
}

/** More would be a wall. */
const SHOWN_KEYS = 8

/** Why an act is refused, and whom to ask. */
export function explainNotHeld(
  act: AccessChange,
  lacking: readonly string[],
  { groups = [], helpers }: WhoCanHelp,
): string {
  const shown = lacking.slice(0, SHOWN_KEYS).join(', ')
  const more = lacking.length > SHOWN_KEYS ? ` and ${lacking.length - SHOWN_KEYS} more` : ''
  const granted = groups.length ? ` It is granted by ${formatList([...groups], 'or')}.` : ''
  const ask = helpers.length ? ` ${formatList([...helpers], 'or')} can help.` : ''
  return `You cannot ${acts[act].words} permissions you do not have: ${shown}${more}.${granted}${ask}`
}

/** The same for a page, before anybody tries; undefined where nothing stands in the way. */
export function whyNotHeld(
  act: AccessChange,
  holder: PermissionHolder,
  keys: readonly string[],
  helpers: readonly string[],
): string | undefined {
  const lacking = lackingKeys(act, holder, keys)
  return lacking.length ? explainNotHeld(act, lacking, { helpers }) : undefined
}
