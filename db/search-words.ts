import { and, eq, inArray, sql, type SQL } from 'drizzle-orm'
import { spellingsOf, wordsOf } from '@/lib/kernel/fold'
import { searchWords, type SearchKind } from './schema'
import type { CompanyScope } from './scope'

/** Words are written by whoever writes the row, in the same transaction. */
type Writer = Pick<CompanyScope, 'companyId' | 'tx'>

interface Found {
  id: string
  /** What lists of its kind are sorted by; empty where they are sorted otherwise. */
  key: string
  words: string[]
}

/** By what groups, permissions and invitations are found; people have words of several kinds (db/user-words.ts). */
export const wordsOfGroup = (group: { name: string; slug: string; description?: string }): string[] =>
  wordsOf(group.name, group.slug, group.description)
export const wordsOfPermission = (permission: { resource: string; action: string; description?: string }): string[] =>
  wordsOf(permission.resource, permission.action, permission.description)
export const wordsOfInvitation = (invitation: { email: string }): string[] => wordsOf(...spellingsOf(invitation.email))

/** Where the rows are whose words these are. */
const tables: Record<SearchKind, SQL> = {
  user: sql.raw('users'),
  user_name: sql.raw('users'),
  user_title: sql.raw('users'),
  former_user: sql.raw('users'),
  group: sql.raw('groups'),
  permission: sql.raw('permissions'),
  invitation: sql.raw('invitations'),
}

/** Of rows that are new, or that have more words than they had, and are there already; in one statement, however many. */
export async function addWords({ companyId, tx }: Writer, kind: SearchKind, rows: readonly Found[]): Promise<void> {
  const found = rows.flatMap(({ id, key, words }) => words.map(word => ({ id, key, word })))
  if (!found.length) return
  const column = (name: 'word' | 'key' | 'id'): SQL => sql`${sql.param(found.map(row => row[name]))}::text[]`
  await tx.execute(sql`
    insert into search_words (company_id, kind, word, key, id)
    select row.company_id, ${kind}::text, found.word, found.key, found.id
    from ${tables[kind]} row
    join unnest(${column('word')}, ${column('key')}, ${column('id')}::uuid[]) as found (word, key, id) on found.id = row.id
    where row.company_id = ${companyId}
    on conflict do nothing`)
}

/** Of rows that go, or are changed. */
export async function removeWords(
  { companyId, tx }: Writer,
  kinds: readonly SearchKind[],
  ids: readonly string[],
): Promise<void> {
  if (!ids.length) return
  await tx
    .delete(searchWords)
    .where(
      and(
        eq(searchWords.companyId, companyId),
        inArray(searchWords.kind, [...kinds]),
        inArray(searchWords.id, [...ids]),
      ),
    )
}

/** In place of those that a row had. */
export async function replaceWords(writer: Writer, kind: SearchKind, row: Found): Promise<void> {
  await removeWords(writer, [kind], [row.id])
  await addWords(writer, kind, [row])
}
