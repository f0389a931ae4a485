import { createHash } from 'node:crypto'
import type { BulkAct, SkipReason } from '../audit/events'

/** Somebody chosen, with what an act has to know. */
export interface Candidate {
  id: string
  name: string
  status: 'invited' | 'active' | 'inactive'
  inGroup: boolean
  /** By their groups; it counts while they are active. */
  administrator: boolean
  /** Also without the group that this is about. */
  administratorElsewhere: boolean
  /** With an invitation that is neither accepted nor cancelled. */
  invited: boolean
  /** Their groups grant what the actor does not hold. */
  beyond: boolean
}

interface Situation {
  act: BulkAct
  actorId: string
  /** How many active administrators the company has. */
  administrators: number
}

export interface Judgement {
  concerned: Candidate[]
  skipped: Partial<Record<SkipReason, number>>
}

const reasonToSkip: Record<BulkAct, (person: Candidate, actorId: string) => SkipReason | undefined> = {
  add: person => (person.inGroup ? 'already' : undefined),
  remove: person => (person.inGroup ? undefined : 'not_member'),
  deactivate: (person, actorId) => (person.id === actorId ? 'oneself' : person.status === 'active' ? undefined : 'not_active'),
  resend: person => (person.status !== 'invited' || !person.invited ? 'not_invited' : person.beyond ? 'not_held' : undefined),
}

/** Whether the act would take full access away from them. */
const losesFullAccess: Record<BulkAct, (person: Candidate) => boolean> = {
  add: () => false,
  remove: person => person.status === 'active' && person.administrator && !person.administratorElsewhere,
  deactivate: person => person.administrator,
  resend: () => false,
}

/**
 * Whom an act concerns and who is left out, the same for the preview and for the deed. Where it would leave the
 * company without an administrator, the administrators among them are left out, all of them: none is picked.
 */
export function judge(candidates: readonly Candidate[], { act, actorId, administrators }: Situation): Judgement {
  const skipped: Judgement['skipped'] = {}
  const skip = (reason: SkipReason) => (skipped[reason] = (skipped[reason] ?? 0) + 1)
  const possible = candidates.filter(person => {
    const reason = reasonToSkip[act](person, actorId)
    if (reason) skip(reason)
    return !reason
  })
  const losing = possible.filter(losesFullAccess[act]).length
  if (!losing || losing < administrators) return { concerned: possible, skipped }
  const concerned = possible.filter(person => {
    const last = losesFullAccess[act](person)
    if (last) skip('last_administrator')
    return !last
  })
  return { concerned, skipped }
}

/** Tells one set of people from another: what was looked at from what is about to be done. */
export const fingerprintOf = (people: readonly { id: string }[]): string =>
  createHash('sha256').update(people.map(({ id }) => id).sort().join()).digest('base64url')

export const skippedCount = (skipped: Judgement['skipped']): number => Object.values(skipped).reduce((sum, count) => sum + count, 0)
