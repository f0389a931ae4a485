import type { z } from 'zod'
import type { UserFilter } from '@/db/user-filter'
import { beginningOf, daysAgo, endOf } from '@/lib/kernel/day-field'
import { redactEmail } from '@/lib/kernel/redact'
import { userFilterFields, type listUsersInput } from './input'

export type UserFilterInput = Pick<z.output<typeof listUsersInput>, keyof typeof userFilterFields>

const notWithin = { 'not-30-days': 30, 'not-90-days': 90 } as const

const signedInOf = (signedIn: UserFilterInput['signedIn']): UserFilter['signedIn'] =>
  signedIn && signedIn !== 'never' ? { before: daysAgo(notWithin[signedIn]) } : signedIn

/** Whom an input means: what a list shows and what an act on all who match takes are the same. */
export function userFilterOf(input: UserFilterInput): UserFilter {
  const { q, title, status, group, factor, permission, signedIn, signedInSince, createdFrom, createdTo } = input
  return {
    q,
    title,
    status,
    group,
    factor,
    permission,
    signedIn: signedInOf(signedIn),
    signedInSince: signedInSince ? beginningOf(signedInSince) : undefined,
    createdFrom: createdFrom ? beginningOf(createdFrom) : undefined,
    createdUntil: createdTo ? endOf(createdTo) : undefined,
  }
}

/** What the log keeps of it. */
export function userFilterFacts(input: UserFilterInput): Record<string, string> {
  const names = Object.keys(userFilterFields) as (keyof typeof userFilterFields)[]
  const asked = names.map(name => {
    const value = input[name]
    return [name, value && (name === 'q' || name === 'title') ? redactEmail(value) : value]
  })
  return Object.fromEntries(asked.filter((entry): entry is [string, string] => Boolean(entry[1])))
}
