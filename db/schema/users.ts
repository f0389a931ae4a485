import { sql } from 'drizzle-orm'
import { boolean, check, foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { companyIdColumn, createdAtColumn, idColumn, instantColumn, keyColumn, versionColumns } from './columns'
import { companies } from './companies'

export const userStatuses = ['invited', 'active', 'inactive'] as const
export type UserStatus = (typeof userStatuses)[number]

export const users = pgTable(
  'users',
  {
    companyId: companyIdColumn(),
    id: idColumn(),
    name: text('name').notNull(),
    email: text('email').notNull(),
    /** What the person does there, such as "Tech Lead". */
    title: text('title'),
    /** By whose clock they read times, where they chose one: a name of the IANA database. */
    timeZone: text('time_zone'),
    /** In which language they read, where they chose one: a tag of lib/kernel/language.ts. */
    language: text('language'),
    status: text('status', { enum: userStatuses }).notNull(),
    passwordHash: text('password_hash'),
    passwordChangedAt: instantColumn('password_changed_at'),
    createdAt: createdAtColumn(),
    ...versionColumns(),
    activatedAt: instantColumn('activated_at'),
    deactivatedAt: instantColumn('deactivated_at'),
    /** Why, in an administrator's words; gone again with the reactivation. */
    deactivationReason: text('deactivation_reason'),
    lastSignInAt: instantColumn('last_sign_in_at'),
    /** Stored, because what makes it is not leakproof and row-level security would then forbid the index. */
    nameKey: keyColumn('name_key').notNull(),
    /** Never signed in sorts as the beginning of time: a cursor cannot stand on a null. */
    signedInKey: instantColumn('signed_in_key')
      .notNull()
      .generatedAlwaysAs(sql`coalesce(last_sign_in_at, '1970-01-01T00:00:00Z'::timestamptz)`),
    emailKey: keyColumn('email_key').notNull(),
    /** Which mails they want that they may do without (lib/platform/mail/notify.ts). */
    notifyNewDevice: boolean('notify_new_device').notNull().default(true),
    notifyGroupChanges: boolean('notify_group_changes').notNull().default(false),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.id] }),
    foreignKey({ columns: [table.companyId], foreignColumns: [companies.id] }),
    uniqueIndex('users_email').on(table.companyId, table.emailKey),
    index('users_name').on(table.companyId, table.nameKey, table.id),
    index('users_status').on(table.companyId, table.status, table.nameKey, table.id),
    index('users_created').on(table.companyId, table.createdAt, table.id),
    index('users_last_sign_in').on(table.companyId, table.signedInKey, table.id),
    check('users_status_known', sql`status in ('invited', 'active', 'inactive')`),
  ],
)
