import { and, eq, inArray } from 'drizzle-orm'
import { nameKey, spellingsOf, wordsOf } from '@/lib/kernel/fold'
import { invitations, searchWords, type SearchKind } from './schema'
import type { CompanyScope } from './scope'
import { addWords, removeWords, replaceWords } from './search-words'

interface NamedUser {
  id: string
  name: string
  email: string
  title?: string | null
}

/**
 * The words of a person, by kind: all that is found by who may see people; and those of the name alone, for searches whose answer
 * shows no more of them; and those of the title, to narrow a list down by it. Whoever finds somebody by a word knows that they have it.
 */
export const userWords = {
  user: ({ name, email, title }) => wordsOf(name, ...spellingsOf(email), title),
  user_name: ({ name }) => wordsOf(name),
  user_title: ({ title }) => wordsOf(title),
} satisfies Partial<Record<SearchKind, (user: Omit<NamedUser, 'id'>) => string[]>>

const kinds = Object.keys(userWords) as (keyof typeof userWords)[]

/** Of names that a person had: who renames themselves again and again is found by the first of these. */
const MOST_FORMER_WORDS = 200

/** Of people who are new. */
export async function addUserWords(scope: CompanyScope, people: readonly NamedUser[]): Promise<void> {
  for (const kind of kinds) {
    const rows = people.map(user => ({ id: user.id, key: nameKey(user.name), words: userWords[kind](user) }))
    await addWords(scope, kind, rows)
  }
}

/** Of somebody who is called differently now: in the audit log they are found by their former names too. */
export async function replaceUserWords(scope: CompanyScope, before: { name: string }, now: NamedUser): Promise<void> {
  const { companyId, tx } = scope
  const [id, key] = [now.id, nameKey(now.name)]
  for (const kind of kinds) await replaceWords(scope, kind, { id, key, words: userWords[kind](now) })
  if (now.name === before.name) return
  const former = await tx
    .select({ word: searchWords.word })
    .from(searchWords)
    .where(and(eq(searchWords.companyId, companyId), eq(searchWords.kind, 'former_user'), eq(searchWords.id, id)))
  const words = [...new Set([...former.map(({ word }) => word), ...wordsOf(before.name)])]
  await replaceWords(scope, 'former_user', { id, key, words: words.slice(0, MOST_FORMER_WORDS) })
}

/** Of people who go, with the words of their invitations, which go with them. */
export async function removeUserWords(scope: CompanyScope, ids: string[]): Promise<void> {
  const theirs = await scope.tx
    .select({ id: invitations.id })
    .from(invitations)
    .where(and(eq(invitations.companyId, scope.companyId), inArray(invitations.userId, ids)))
  await removeWords(scope, [...kinds, 'former_user'], ids)
  await removeWords(
    scope,
    ['invitation'],
    theirs.map(({ id }) => id),
  )
}
