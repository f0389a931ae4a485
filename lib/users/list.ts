import type { z } from 'zod'
import { jsonList, type Batch } from '@/db/json'
import { decodeCursor, pageOf } from '@/db/keyset'
import { userListIn, type UserSortKey } from '@/db/repositories/user-list'
import type { Context } from '@/lib/operation/define'
import { userFilterOf } from './filter'
import type { listUsersInput, UserSort } from './input'

/** Of a page. */
const PAGE = 25

const orderOf = (sort: UserSort = 'name') => ({
  by: sort.replace('-', sort.startsWith('-') ? '' : '-') as UserSortKey,
  descending: sort.startsWith('-'),
})

export type UserListInput = z.output<typeof listUsersInput>

/** How many rows a page has that was asked for like this. */
const sizeOf = ({ limit = PAGE }: UserListInput): number => limit

/** What everybody reads who reads the list: pages, programs and files. */
export const userListReads = (
  { scope, actor }: Pick<Context, 'scope' | 'actor'>,
  input: UserListInput,
  limit = sizeOf(input),
) => ({
  found: jsonList(
    userListIn(scope).page(
      userFilterOf(input, actor),
      { ...orderOf(input.sort), cursor: decodeCursor(input.cursor) },
      limit,
    ),
  ),
})

export type FoundUser = Batch<ReturnType<typeof userListReads>>['found'][number]

const keyOf: Record<UserSortKey, (user: FoundUser) => string> = {
  name: user => user.nameKey,
  email: user => user.emailKey,
  created: user => user.createdAt.toISOString(),
  'signed-in': user => (user.lastSignInAt ?? new Date(0)).toISOString(),
}

/** Of what was found a page, and where its neighbours begin. */
export function userListPage(found: FoundUser[], input: UserListInput, limit = sizeOf(input)) {
  const { rows, ...neighbours } = pageOf(found, limit, decodeCursor(input.cursor), keyOf[orderOf(input.sort).by])
  return { users: rows.map(({ nameKey: _, emailKey: __, ...user }) => user), ...neighbours }
}
