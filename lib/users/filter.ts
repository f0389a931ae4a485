import type { z } from 'zod'
import type { UserFilter } from '@/db/user-filter'
import { beginningOf, daysAgo, daysMeant, endOf } from '@/lib/kernel/days'
import type { Actor } from '@/lib/operation/actor'
import { filtersAsked } from '@/lib/operation/filters-asked'
import { userFilterFields, type listUsersInput } from './input'

export type UserFilterInput = Pick<z.output<typeof listUsersInput>, keyof typeof userFilterFields>

const notWithin = { 'not-30-days': 30, 'not-90-days': 90 } as const

const signedInOf = (signedIn: UserFilterInput['signedIn']): UserFilter['signedIn'] =>
  signedIn && signedIn !== 'never' ? { before: daysAgo(notWithin[signedIn]) } : signedIn

/**
 * Whom an input means: what a list shows and what an act on all who match takes are the same.
 * Days are those of who asks.
 */
export function userFilterOf(input: UserFilterInput, { timeZone }: Actor): UserFilter {
  const { q, title, status, group, factor, permission, signedIn, signedInSince, createdFrom, createdTo } = input
  return {
    q,
    title,
    status,
    group,
    factor,
    permission,
    signedIn: signedInOf(signedIn),
    signedInSince: signedInSince ? beginningOf(signedInSince, timeZone) : undefined,
    createdFrom: createdFrom ? beginningOf(createdFrom, timeZone) : undefined,
    createdUntil: createdTo ? endOf(createdTo, timeZone) : undefined,
  }
}

/** What the log keeps of it. */
export function userFilterFacts(input: UserFilterInput, { timeZone }: Actor): Record<string, string> {
  const { signedInSince, createdFrom, createdTo } = input
  return {
    ...filtersAsked(userFilterFields, input, ['q', 'title']),
    ...daysMeant(signedInSince ?? createdFrom ?? createdTo, timeZone),
  }
}
