import { bulkDepartments } from './departments'
import { evenly, oneOf } from './evenly'
import type { BulkGroup } from './groups'
import { addressOfMany, nameOfMany } from './names'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** Since when people join. */
export const YEARS_MS = 6 * 365 * DAY_MS

/** Days until an invitation ends. */
const INVITATION_DAYS = 7

/** Somebody in a group, for a time or until now. */
interface BulkMembership {
  groupId: string
  from: Date
  to?: Date
}

/** One of many people, from joining until now. */
export interface BulkPerson {
  id: string
  name: string
  email: string
  title: string
  status: 'invited' | 'active' | 'inactive'
  createdAt: Date
  /** They were invited then, in place of being made. */
  invitationEnds?: Date
  activatedAt?: Date
  deactivatedAt?: Date
  lastSignInAt?: Date
  memberships: BulkMembership[]
}

/** Large departments have more of the people. */
const weighted = [0, 0, 0, 1, 1, 2, 2, 2, 3, 4, 5, 6, 7, 7, 8, 9]

/** The n-th of many people, the same for the same n but for days that are counted back from now. */
export function bulkPerson(
  n: number,
  { id, stamp, now, groups }: { id: string; stamp: string; now: number; groups: GroupsOf },
): BulkPerson {
  const name = nameOfMany(n)
  // The first of them see to it that no group is empty.
  const first = n < 3 * groups.all.length ? groups.all[n % groups.all.length] : undefined
  const department = first?.department ?? oneOf(weighted, n, 4)
  const own = first ? [first] : groups.byDepartment[department]!
  const base = {
    id,
    name,
    email: addressOfMany(name, n, stamp),
    title: oneOf(bulkDepartments[department]!.titles, n, 5),
  }
  const fate = evenly(n, 6)
  // Some are on the way, and of some the invitation ended before they came.
  if (fate < 0.04) {
    const createdAt = new Date(now - (fate < 0.025 ? evenly(n, 7) * 6 : 8 + evenly(n, 7) * 50) * DAY_MS)
    const invitationEnds = new Date(createdAt.getTime() + INVITATION_DAYS * DAY_MS)
    const memberships = membershipsOf(n, own, groups.all, createdAt)
    return { ...base, status: 'invited', createdAt, invitationEnds, memberships }
  }
  // The company grows: more came lately.
  const age = DAY_MS + evenly(n, 8) ** 1.5 * (YEARS_MS - 60 * DAY_MS)
  const createdAt = atWork(now - age, n)
  const invited = evenly(n, 9) < 0.12
  const activatedAt = invited ? new Date(createdAt.getTime() + (1 + evenly(n, 10) * 15) * HOUR_MS) : createdAt
  const joined = {
    ...base,
    createdAt,
    activatedAt,
    ...(invited && { invitationEnds: new Date(createdAt.getTime() + INVITATION_DAYS * DAY_MS) }),
  }
  if (fate < 0.16 && age > 90 * DAY_MS) {
    const deactivatedAt = atWork(now - age + 60 * DAY_MS + evenly(n, 11) * (age - 61 * DAY_MS), n)
    const lastSignInAt = new Date(deactivatedAt.getTime() - evenly(n, 12) * 5 * HOUR_MS)
    const memberships = membershipsOf(n, own, groups.all, createdAt, deactivatedAt)
    return { ...joined, status: 'inactive', deactivatedAt, lastSignInAt, memberships }
  }
  const lastSignInAt = lastSignIn(n, now, activatedAt)
  return { ...joined, status: 'active', lastSignInAt, memberships: membershipsOf(n, own, groups.all, createdAt) }
}

/** Most were here lately, some not for months, and a few have never come. */
function lastSignIn(n: number, now: number, activatedAt: Date): Date | undefined {
  const habit = evenly(n, 13)
  if (habit < 0.03) return undefined
  const days = habit < 0.1 ? 30 + evenly(n, 14) * 300 : habit < 0.3 ? evenly(n, 14) * 14 : evenly(n, 14) * 3
  return new Date(Math.max(now - days * DAY_MS, activatedAt.getTime()))
}

/** On the day of work before, in its hours (UTC). */
export function atWork(moment: number, n: number): Date {
  const before = Math.floor(moment / DAY_MS - 1) * DAY_MS
  const weekend = { 6: 1, 0: 2 }[new Date(before).getUTCDay()] ?? 0
  return new Date(before - weekend * DAY_MS + (7 + evenly(n, 15) * 10) * HOUR_MS)
}

/** The groups of each department, and all of them. */
export interface GroupsOf {
  all: readonly BulkGroup[]
  byDepartment: readonly (readonly BulkGroup[])[]
}

export const groupsByDepartment = (all: readonly BulkGroup[]): GroupsOf => ({
  all,
  byDepartment: bulkDepartments.map((_, department) => all.filter(group => group.department === department)),
})

/** One of their department; some are in another besides, and some moved there from one that they left. */
function membershipsOf(
  n: number,
  own: readonly BulkGroup[],
  all: readonly BulkGroup[],
  from: Date,
  to?: Date,
): BulkMembership[] {
  if (!all.length) return []
  const { id: groupId } = oneOf(own.length ? own : all, n, 16)
  const { id: otherId } = oneOf(all, n, 17)
  const now = to ? { to } : {}
  if (otherId === groupId || evenly(n, 18) > 0.25) return [{ groupId, from, ...now }]
  if (evenly(n, 18) > 0.12)
    return [
      { groupId, from, ...now },
      { groupId: otherId, from, ...now },
    ]
  const end = to?.getTime() ?? Date.now()
  const moved = new Date(from.getTime() + (end - from.getTime()) * (0.2 + evenly(n, 19) * 0.6))
  return [
    { groupId: otherId, from, to: moved },
    { groupId, from: moved, ...now },
  ]
}
