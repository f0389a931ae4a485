import { Remembered } from '@/lib/kernel/remembered'

/** Groups with fewer members are counted anew for everybody who looks. */
const LARGE = 1000

/** How many members the large groups of a company have, as old as a minute: a page of fifty of them would count 500,000. */
const members = new Remembered<Map<string, number>>({ ms: 60_000, most: 500 })

export const rememberedMembers = (companyId: string): ReadonlyMap<string, number> => members.get(companyId) ?? new Map()

/** Notes those that were counted just now. What is remembered stays as old as it is. */
export function rememberMembers(companyId: string, counted: readonly { id: string; members: number }[]): void {
  const known = members.get(companyId)
  const large = counted.filter(group => group.members >= LARGE && !known?.has(group.id))
  if (!large.length) return
  const all = known ?? new Map<string, number>()
  for (const { id, members: count } of large) all.set(id, count)
  if (!known) members.set(companyId, all)
}
