-- Memberships and grants have identity, source and time, and are closed instead of deleted; names of groups, keys of permissions and
-- statuses of people have dated rows, which stay when these are gone (docs/decisions/0023-holdings.md). What is there holds since it
-- was made; who made it and how is what the audit log says of the same moment: what one action writes carries its transaction's time.
-- The owner is bound by row-level security too, so it rests meanwhile; the tables stay locked until the transaction ends.
ALTER TABLE "companies" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "users" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "groups" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "permissions" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "memberships" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "grants" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "invitations" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "import_rows" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_events" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "group_names" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"name" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "group_names_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "permission_keys" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"permission_id" uuid NOT NULL,
	"resource" text NOT NULL,
	"action" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "permission_keys_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "user_statuses" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"status" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "user_statuses_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
INSERT INTO "group_names" ("company_id", "id", "group_id", "name", "valid_from")
SELECT g.company_id, gen_random_uuid(), g.id, g.name, g.created_at FROM "groups" g;--> statement-breakpoint
INSERT INTO "permission_keys" ("company_id", "id", "permission_id", "resource", "action", "valid_from")
SELECT p.company_id, gen_random_uuid(), p.id, p.resource, p.action, p.created_at FROM "permissions" p;--> statement-breakpoint
-- Each person has been invited, active and inactive as far as the row tells: since when, and until the next of these.
INSERT INTO "user_statuses" ("company_id", "id", "user_id", "status", "valid_from", "ended_at")
SELECT u.company_id, gen_random_uuid(), u.id, s.status, s.since, CASE WHEN s.status <> u.status THEN s.until END
FROM (
  SELECT *, greatest(created_at, coalesce(activated_at, created_at)) AS active_since,
    greatest(created_at, coalesce(activated_at, created_at), coalesce(deactivated_at, created_at)) AS inactive_since
  FROM "users"
) u
CROSS JOIN LATERAL (VALUES
  ('invited', u.created_at, u.active_since),
  ('active', u.active_since, u.inactive_since),
  ('inactive', u.inactive_since, NULL)
) s (status, since, until)
WHERE s.status = u.status
  OR s.since < s.until AND (s.status = 'invited' OR s.status = 'active' AND u.status = 'inactive');--> statement-breakpoint
ALTER TABLE "group_names" ADD CONSTRAINT "group_names_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "permission_keys" ADD CONSTRAINT "permission_keys_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_statuses" ADD CONSTRAINT "user_statuses_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "group_names_open" ON "group_names" USING btree ("company_id","group_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "group_names_group" ON "group_names" USING btree ("company_id","group_id","valid_from" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "permission_keys_open" ON "permission_keys" USING btree ("company_id","permission_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "permission_keys_permission" ON "permission_keys" USING btree ("company_id","permission_id","valid_from" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "user_statuses_open" ON "user_statuses" USING btree ("company_id","user_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "user_statuses_user" ON "user_statuses" USING btree ("company_id","user_id","valid_from" DESC NULLS LAST);--> statement-breakpoint
CALL protect_table('group_names', 'SELECT, INSERT, UPDATE');--> statement-breakpoint
CALL protect_table('permission_keys', 'SELECT, INSERT, UPDATE');--> statement-breakpoint
CALL protect_table('user_statuses', 'SELECT, INSERT, UPDATE');--> statement-breakpoint
ALTER TABLE "grants" DROP CONSTRAINT "grants_company_id_group_id_groups_company_id_id_fk";--> statement-breakpoint
ALTER TABLE "grants" DROP CONSTRAINT "grants_company_id_permission_id_permissions_company_id_id_fk";--> statement-breakpoint
ALTER TABLE "memberships" DROP CONSTRAINT "memberships_company_id_group_id_groups_company_id_id_fk";--> statement-breakpoint
ALTER TABLE "memberships" DROP CONSTRAINT "memberships_company_id_user_id_users_company_id_id_fk";--> statement-breakpoint
DROP INDEX "grants_permission";--> statement-breakpoint
DROP INDEX "memberships_user";--> statement-breakpoint
ALTER TABLE "grants" DROP CONSTRAINT "grants_company_id_group_id_permission_id_pk";--> statement-breakpoint
ALTER TABLE "memberships" DROP CONSTRAINT "memberships_company_id_group_id_user_id_pk";--> statement-breakpoint
-- In one statement each, which writes the table once; the default makes an id for each row there is.
ALTER TABLE "grants"
  ADD COLUMN "id" uuid NOT NULL DEFAULT gen_random_uuid(),
  ADD COLUMN "added_by" uuid,
  ADD COLUMN "added_via" text NOT NULL DEFAULT 'unknown',
  ADD COLUMN "source_id" uuid,
  ADD COLUMN "source_line" integer,
  ADD COLUMN "reason" text,
  ADD COLUMN "valid_from" timestamp (3) with time zone,
  ADD COLUMN "valid_to" timestamp (3) with time zone DEFAULT 'infinity' NOT NULL,
  ADD COLUMN "ended_at" timestamp (3) with time zone,
  ADD COLUMN "ended_by" uuid,
  ADD COLUMN "ended_via" text,
  ADD COLUMN "open_group_id" uuid GENERATED ALWAYS AS (case when ended_at is null then group_id end) STORED,
  ADD COLUMN "open_permission_id" uuid GENERATED ALWAYS AS (case when ended_at is null then permission_id end) STORED;--> statement-breakpoint
ALTER TABLE "memberships"
  ADD COLUMN "id" uuid NOT NULL DEFAULT gen_random_uuid(),
  ADD COLUMN "added_by" uuid,
  ADD COLUMN "added_via" text NOT NULL DEFAULT 'unknown',
  ADD COLUMN "source_id" uuid,
  ADD COLUMN "source_line" integer,
  ADD COLUMN "reason" text,
  ADD COLUMN "valid_from" timestamp (3) with time zone,
  ADD COLUMN "valid_to" timestamp (3) with time zone DEFAULT 'infinity' NOT NULL,
  ADD COLUMN "ended_at" timestamp (3) with time zone,
  ADD COLUMN "ended_by" uuid,
  ADD COLUMN "ended_via" text,
  ADD COLUMN "open_group_id" uuid GENERATED ALWAYS AS (case when ended_at is null then group_id end) STORED,
  ADD COLUMN "open_user_id" uuid GENERATED ALWAYS AS (case when ended_at is null then user_id end) STORED;--> statement-breakpoint
UPDATE "memberships" m SET
  "valid_from" = m.created_at,
  "added_via" = CASE
    WHEN s.event = 'group.member_added' THEN CASE WHEN s.bulk IS NULL THEN 'by_hand' ELSE 'bulk' END
    WHEN s.import_id IS NOT NULL THEN 'import'
    WHEN s.invitation_id IS NOT NULL OR s.event = 'invitation.sent' THEN 'invitation'
    WHEN s.operation = 'company.create' THEN 'setup'
    WHEN s.event = 'user.created' THEN 'by_hand'
    ELSE 'unknown'
  END,
  "added_by" = coalesce(s.actor_id, s.invited_by),
  "source_id" = CASE WHEN s.event = 'group.member_added' THEN s.bulk::uuid ELSE coalesce(s.import_id, s.invitation_id) END,
  "source_line" = s.line
FROM (
  SELECT DISTINCT ON (m.company_id, m.id) m.company_id, m.id, e.event, e.operation, e.actor_id, e.data ->> 'bulk' AS bulk,
    i.id AS invitation_id, i.import_id, r.line,
    -- Who sends an invitation again stands there instead.
    CASE WHEN i.sent_at = i.created_at THEN i.invited_by END AS invited_by
  FROM "memberships" m
  LEFT JOIN "audit_events" e ON e.company_id = m.company_id AND e.target_id = m.user_id AND e.at = m.created_at
    AND e.outcome = 'succeeded' AND (e.event IN ('invitation.sent', 'user.created')
      OR e.event = 'group.member_added' AND e.data #>> '{group,id}' = m.group_id::text AND e.data -> 'already' IS NULL)
  LEFT JOIN "invitations" i ON i.company_id = m.company_id AND i.user_id = m.user_id AND i.created_at = m.created_at
  LEFT JOIN "import_rows" r ON r.company_id = i.company_id AND r.import_id = i.import_id AND r.invitation_id = i.id
  ORDER BY m.company_id, m.id, (e.event = 'group.member_added') DESC NULLS LAST, e.id, i.id, r.line
) s
WHERE s.company_id = m.company_id AND s.id = m.id;--> statement-breakpoint
UPDATE "grants" g SET
  "valid_from" = g.created_at,
  "added_via" = CASE
    WHEN s.event = 'company.created' THEN 'setup'
    WHEN s.named THEN 'by_hand'
    -- Migration 15 granted, since the same time, what came of a permission that was split.
    WHEN s.event IS NOT NULL THEN 'upgrade'
    ELSE 'unknown'
  END,
  "added_by" = CASE WHEN s.named THEN s.actor_id END
FROM (
  SELECT DISTINCT ON (g.company_id, g.id) g.company_id, g.id, e.event, e.actor_id,
    coalesce(e.data -> 'granted' ? (p.resource || ':' || p.action), false) AS named
  FROM "grants" g
  JOIN "permissions" p ON p.company_id = g.company_id AND p.id = g.permission_id
  LEFT JOIN "audit_events" e ON e.company_id = g.company_id AND e.at = g.created_at AND e.outcome = 'succeeded'
    AND (e.event = 'company.created' OR e.event = 'group.permissions_changed' AND e.target_id = g.group_id)
  ORDER BY g.company_id, g.id, 5 DESC, e.id
) s
WHERE s.company_id = g.company_id AND s.id = g.id;--> statement-breakpoint
ALTER TABLE "grants" ALTER COLUMN "valid_from" SET NOT NULL, ALTER COLUMN "id" DROP DEFAULT, ALTER COLUMN "added_via" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "memberships" ALTER COLUMN "valid_from" SET NOT NULL, ALTER COLUMN "id" DROP DEFAULT, ALTER COLUMN "added_via" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_company_id_id_pk" PRIMARY KEY("company_id","id");--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_company_id_id_pk" PRIMARY KEY("company_id","id");--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_open_group_fk" FOREIGN KEY ("company_id","open_group_id") REFERENCES "public"."groups"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_open_permission_fk" FOREIGN KEY ("company_id","open_permission_id") REFERENCES "public"."permissions"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_open_group_fk" FOREIGN KEY ("company_id","open_group_id") REFERENCES "public"."groups"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_open_user_fk" FOREIGN KEY ("company_id","open_user_id") REFERENCES "public"."users"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "grants_open" ON "grants" USING btree ("company_id","open_group_id","open_permission_id") WHERE open_group_id is not null;--> statement-breakpoint
CREATE INDEX "grants_open_permission" ON "grants" USING btree ("company_id","open_permission_id","open_group_id") WHERE open_permission_id is not null;--> statement-breakpoint
CREATE INDEX "grants_group" ON "grants" USING btree ("company_id","group_id","valid_from" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "grants_permission" ON "grants" USING btree ("company_id","permission_id","valid_from" DESC NULLS LAST);--> statement-breakpoint
-- The generator knows no INCLUDE.
CREATE UNIQUE INDEX "memberships_open" ON "memberships" USING btree ("company_id","open_group_id","open_user_id") INCLUDE ("id","valid_from","valid_to") WHERE open_group_id is not null;--> statement-breakpoint
CREATE INDEX "memberships_open_user" ON "memberships" USING btree ("company_id","open_user_id","open_group_id") WHERE open_user_id is not null;--> statement-breakpoint
CREATE INDEX "memberships_group" ON "memberships" USING btree ("company_id","group_id","valid_from" DESC NULLS LAST,"ended_at","valid_to","user_id","id");--> statement-breakpoint
CREATE INDEX "memberships_user" ON "memberships" USING btree ("company_id","user_id","valid_from" DESC NULLS LAST);--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_source_known" CHECK (added_via in ('by_hand', 'invitation', 'import', 'bulk', 'setup', 'seed', 'upgrade', 'unknown'));--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_end_known" CHECK ((ended_at is null) = (ended_via is null) and (ended_via is null or ended_via in ('by_hand', 'bulk', 'invitation_cancelled', 'person_deleted', 'group_deleted', 'permission_deleted', 'expired', 'seed')));--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_source_known" CHECK (added_via in ('by_hand', 'invitation', 'import', 'bulk', 'setup', 'seed', 'upgrade', 'unknown'));--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_end_known" CHECK ((ended_at is null) = (ended_via is null) and (ended_via is null or ended_via in ('by_hand', 'bulk', 'invitation_cancelled', 'person_deleted', 'group_deleted', 'permission_deleted', 'expired', 'seed')));--> statement-breakpoint
-- What is over stays as it was: rows are closed, and nobody deletes them.
DO $$
BEGIN
  EXECUTE format('REVOKE DELETE ON "memberships", "grants" FROM %I', current_database() || '_app');
  EXECUTE format('GRANT UPDATE ON "memberships", "grants" TO %I', current_database() || '_app');
END $$;--> statement-breakpoint
ALTER TABLE "companies" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "users" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "groups" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "permissions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "memberships" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "grants" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "invitations" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "import_rows" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_events" FORCE ROW LEVEL SECURITY;
