import { createHash } from 'node:crypto'
import type { BulkAct, SkippedCounts, SkipReason } from '@/lib/kernel/bulk-acts'

/** Somebody chosen, with what an act has to know. */
export interface Candidate {
  id: string
  name: string
  email: string
  title: string | null
  status: 'invited' | 'active' | 'inactive'
  inGroup: boolean
  /** Added to the group, or of another status, by somebody after the act that is undone: that is not taken back. */
  changedSince: boolean
  /** By their groups; it counts while they are active. */
  administrator: boolean
  /** Also without the group that this is about. */
  administratorElsewhere: boolean
  /** With an invitation that is neither accepted nor cancelled. */
  invited: boolean
  /** Their groups grant what the actor does not hold; of Console's own, where something is taken. */
  beyond: boolean
  /** Their invitation was sent again as often within the last hour as it may be. */
  resentOften: boolean
}

interface Situation {
  act: BulkAct
  /** The group that people are removed from asks a second factor of them. */
  groupRequiresFactor?: boolean
  actorId: string
  /** How many active administrators the company has. */
  administrators: number
  /** How many of those chosen do not exist (any more). */
  gone?: number
}

interface SkippedPerson {
  person: Candidate
  reason: SkipReason
}

interface Eligibility {
  concerned: Candidate[]
  leftOut: SkippedPerson[]
  /** How many were left out, by reason. */
  skipped: SkippedCounts
}

const reasonToSkip: Record<BulkAct, (person: Candidate, situation: Situation) => SkipReason | undefined> = {
  add: person => (person.inGroup ? 'already' : person.changedSince ? 'changed_since' : undefined),
  remove: (person, { groupRequiresFactor }) =>
    !person.inGroup
      ? 'not_member'
      : person.changedSince
        ? 'changed_since'
        : groupRequiresFactor && person.beyond
          ? 'not_held'
          : undefined,
  deactivate: (person, { actorId }) =>
    person.id === actorId
      ? 'oneself'
      : person.status !== 'active'
        ? 'not_active'
        : person.changedSince
          ? 'changed_since'
          : person.beyond
            ? 'not_held'
            : undefined,
  reactivate: person =>
    person.status !== 'inactive'
      ? 'not_inactive'
      : person.changedSince
        ? 'changed_since'
        : person.beyond
          ? 'not_held'
          : undefined,
  resend: person =>
    person.status !== 'invited' || !person.invited
      ? 'not_invited'
      : person.beyond
        ? 'not_held'
        : person.resentOften
          ? 'too_often'
          : undefined,
}

/** Whether the act would take full access away from them. */
const losesFullAccess: Record<BulkAct, (person: Candidate) => boolean> = {
  add: () => false,
  remove: person => person.status === 'active' && person.administrator && !person.administratorElsewhere,
  deactivate: person => person.administrator,
  reactivate: () => false,
  resend: () => false,
}

/**
 * Whom an act concerns and who is left out, the same for the preview and for the action. Where it would leave the
 * company without an administrator, the administrators among them are left out, all of them: none is picked.
 */
export function checkEligibility(candidates: readonly Candidate[], situation: Situation): Eligibility {
  const { act, administrators, gone = 0 } = situation
  const leftOut: SkippedPerson[] = []
  const skip = (person: Candidate, reason: SkipReason | undefined): boolean => {
    if (reason) leftOut.push({ person, reason })
    return reason !== undefined
  }
  const possible = candidates.filter(person => !skip(person, reasonToSkip[act](person, situation)))
  const losing = possible.filter(losesFullAccess[act]).length
  const tooMany = losing > 0 && losing >= administrators
  const concerned = tooMany
    ? possible.filter(person => !skip(person, losesFullAccess[act](person) ? 'last_administrator' : undefined))
    : possible
  const skipped: SkippedCounts = gone ? { not_found: gone } : {}
  for (const { reason } of leftOut) skipped[reason] = (skipped[reason] ?? 0) + 1
  return { concerned, leftOut, skipped }
}

/** Tells one set of people from another: what was looked at from what is about to be done. */
export const fingerprintOf = (people: readonly { id: string }[]): string =>
  createHash('sha256')
    .update(
      people
        .map(({ id }) => id)
        .sort()
        .join(),
    )
    .digest('base64url')

export const skippedCount = (skipped: SkippedCounts): number =>
  Object.values(skipped).reduce((sum, count) => sum + count, 0)

/** How many of those left out a list can show. */
export const listedSkippedCount = ({ not_found: _, ...listed }: SkippedCounts): number => skippedCount(listed)
