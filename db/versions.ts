import { eq, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'

/** An edit of something that counts its versions. */
export interface Edit {
  /** Who makes it; null for the operator, and for what time does. */
  by: string | null
  /** The version that it was made from; left out, it is made to whatever there is. */
  version?: number
}

/** What there is when an edit comes, and who made it so. */
export interface PresentVersion {
  version: number
  updatedBy: string | null
  updatedAt: Date | null
}

type Versioned = Record<keyof PresentVersion, PgColumn>

/** Which version there is and who made it: to be selected beside what is edited. */
export const versionOf = ({ version, updatedBy, updatedAt }: Versioned) => ({ version, updatedBy, updatedAt })

/** What every UPDATE by people sets besides. */
export const nextVersion = ({ version }: Versioned, { by }: Edit) => ({
  version: sql`${version} + 1`,
  updatedBy: by,
  updatedAt: sql`now()`,
})

/** Belongs into the WHERE of the same UPDATE: of two who began with one version, only the first finds its row. */
export const isVersion = ({ version }: Pick<Versioned, 'version'>, edit: Edit): SQL | undefined =>
  edit.version === undefined ? undefined : eq(version, edit.version)
