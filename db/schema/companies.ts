import { sql } from 'drizzle-orm'
import { check, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAtColumn, instantColumn, versionColumns } from './columns'

export const companies = pgTable(
  'companies',
  {
    id: uuid('id').primaryKey(),
    /** The current slug; it and those that still lead here are in company_slugs. */
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    /** How long an invitation can be accepted when nobody says otherwise, 1 to 30. */
    invitationDays: integer('invitation_days').notNull().default(7),
    /** How people sign in, as lib/kernel/security-settings.ts completes it. Read by way of `effectiveSecurity` only. */
    security: jsonb('security').notNull().default({}),
    /** While `security` is on trial: what holds again from `securityRevertsAt` on, whether or not anybody writes it back. */
    securityBefore: jsonb('security_before'),
    securityRevertsAt: instantColumn('security_reverts_at'),
    securityTrialSince: instantColumn('security_trial_since'),
    securityTrialBy: uuid('security_trial_by'),
    /** As `version`, of the security settings alone. A trial whose time is over counts as one more, before anybody writes it back. */
    securityVersion: integer('security_version').notNull().default(1),
    securityUpdatedBy: uuid('security_updated_by'),
    securityUpdatedAt: instantColumn('security_updated_at'),
    /** Since when the operator lets nobody in and no job run; null is the rule. */
    suspendedAt: instantColumn('suspended_at'),
    /** What its people are told about it. */
    suspendedBecause: text('suspended_because'),
    /** Where its days begin and end: of deadlines, reports, and of people whose own is not known. A name of the IANA database. */
    timeZone: text('time_zone').notNull().default('UTC'),
    /** In which language people read who chose none: a tag of lib/kernel/language.ts. */
    language: text('language').notNull().default('en'),
    /** `#rrggbb`, as companies want to be known by; null is Console's own. */
    accentColor: text('accent_color'),
    /** Changes with the logo (company_logos), so that browsers keep what they have as long as it is the same. Null: none. */
    logoDigest: text('logo_digest'),
    createdAt: createdAtColumn(),
    ...versionColumns(),
  },
  () => [check('companies_accent_color_written', sql`accent_color ~ '^#[0-9a-f]{6}$'`)],
)
