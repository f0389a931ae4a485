import type postgres from 'postgres'
import { FOLD_VERSION } from '@/lib/kernel/fold'

/** The comment on the table of words: it is no company's, changes with a transaction and is part of every dump. */
export const madeBy = `Keys and words by version ${FOLD_VERSION} of fold()`

/**
 * Whether all keys and words are what this version makes of the texts; also of a database whose migrations are of an
 * earlier version, which has no words.
 * @param sql the administrator's connection
 */
export async function isFolded(sql: postgres.Sql): Promise<boolean> {
  const [table] = await sql<{ known: boolean; comment: string | null }[]>`
    select to_regclass('public.search_words') is not null as known,
      obj_description(to_regclass('public.search_words'), 'pg_class') as comment`
  return !table?.known || table.comment === madeBy
}
