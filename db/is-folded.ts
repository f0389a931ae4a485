import type postgres from 'postgres'
import { FOLD_VERSION } from '@/lib/kernel/fold'

/** The comment on the table of words: it is no company's, changes with a transaction and is part of every dump. */
export const madeBy = `Keys and words by version ${FOLD_VERSION} of fold()`

/** By which version of fold() keys and words were made; undefined where there are none, or nothing says so. */
export async function foldVersion(sql: postgres.ISql): Promise<number | undefined> {
  const [table] = await sql<{ comment: string | null }[]>`
    select obj_description(to_regclass('public.search_words'), 'pg_class') as comment`
  const version = table?.comment?.match(/ version (\d+) of fold\(\)$/)?.[1]
  return version === undefined ? undefined : Number(version)
}

/**
 * Whether all keys and words are what this version makes of the texts; also of a database whose migrations are of an
 * earlier version, which has no words.
 * @param sql the administrator's connection
 */
export async function isFolded(sql: postgres.Sql): Promise<boolean> {
  const [table] = await sql<{ known: boolean }[]>`select to_regclass('public.search_words') is not null as known`
  return !table?.known || (await foldVersion(sql)) === FOLD_VERSION
}
