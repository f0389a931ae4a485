import { foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { companyIdColumn, keyColumn } from './columns'
import { companies } from './companies'

/**
 * What a word belongs to. `user_name`: a person, by their name alone; it finds them for who may not see people. `user_title`: a
 * person, by their title alone. `former_user`: a person whose name it was; it finds them in the audit log.
 */
export const searchKinds = [
  'user',
  'user_name',
  'user_title',
  'former_user',
  'group',
  'permission',
  'invitation',
] as const
export type SearchKind = (typeof searchKinds)[number]

/**
 * The words by which people, groups, permissions and invitations are found, as lib/kernel/fold.ts makes them; written with the
 * row, and deleted with it. Its comment in the database says by which version of that file all keys and words were made.
 */
export const searchWords = pgTable(
  'search_words',
  {
    companyId: companyIdColumn(),
    kind: text('kind', { enum: searchKinds }).notNull(),
    word: keyColumn('word').notNull(),
    /** What lists of its kind are sorted by: rows that are found need not be looked up for it. */
    key: keyColumn('key').notNull(),
    id: uuid('id').notNull(),
  },
  table => [
    // By word first, for all that have it; by whom, to ask of one whether it has it.
    primaryKey({ columns: [table.companyId, table.kind, table.word, table.key, table.id] }),
    foreignKey({ columns: [table.companyId], foreignColumns: [companies.id] }),
    index('search_words_of').on(table.companyId, table.kind, table.id, table.word),
  ],
)
