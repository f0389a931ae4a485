-- What is needed again stands in tables of its own, and the audit log is only read as a log: bulk acts with their people, what
-- ended with a deactivation, and on which days permissions were used. What the log knows of the first two is brought over. The
-- log is read by its ids, which are made in the order of time, so its indexes need no time besides. Of rows that are there, the
-- transaction and the cluster stay null: the columns come first and their defaults after, so that no row is written anew. The
-- owner is bound by row-level security too, so it rests meanwhile; the log stays locked until the transaction ends.
CREATE TABLE "bulk_action_people" (
	"company_id" uuid NOT NULL,
	"bulk_action_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "bulk_action_people_company_id_bulk_action_id_user_id_pk" PRIMARY KEY("company_id","bulk_action_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "bulk_actions" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"actor_id" uuid,
	"act" text NOT NULL,
	"group_id" uuid,
	"group_name" text,
	"done" integer NOT NULL,
	"skipped" jsonb NOT NULL,
	CONSTRAINT "bulk_actions_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "deactivations" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"actor_id" uuid,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended" jsonb NOT NULL,
	"invitations_cancelled" integer,
	"reason_given" boolean NOT NULL,
	"last_held" text[] NOT NULL,
	"took_ms" integer,
	"bulk_action_id" uuid,
	CONSTRAINT "deactivations_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "permission_use" (
	"company_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"permission_id" uuid NOT NULL,
	"day" date NOT NULL,
	"uses" integer NOT NULL,
	CONSTRAINT "permission_use_company_id_user_id_permission_id_day_pk" PRIMARY KEY("company_id","user_id","permission_id","day")
);
--> statement-breakpoint
DROP INDEX "audit_events_newest";--> statement-breakpoint
DROP INDEX "audit_events_event";--> statement-breakpoint
DROP INDEX "audit_events_kind";--> statement-breakpoint
DROP INDEX "audit_events_actor";--> statement-breakpoint
DROP INDEX "audit_events_target";--> statement-breakpoint
DROP INDEX "audit_events_outcome";--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "transaction_id" "xid8";--> statement-breakpoint
ALTER TABLE "audit_events" ALTER COLUMN "transaction_id" SET DEFAULT pg_current_xact_id();--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "cluster_id" bigint;--> statement-breakpoint
ALTER TABLE "audit_events" ALTER COLUMN "cluster_id" SET DEFAULT (pg_control_system()).system_identifier;--> statement-breakpoint
ALTER TABLE "bulk_action_people" ADD CONSTRAINT "bulk_action_people_company_id_bulk_action_id_bulk_actions_company_id_id_fk" FOREIGN KEY ("company_id","bulk_action_id") REFERENCES "public"."bulk_actions"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_actions" ADD CONSTRAINT "bulk_actions_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deactivations" ADD CONSTRAINT "deactivations_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "permission_use" ADD CONSTRAINT "permission_use_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deactivations_user" ON "deactivations" USING btree ("company_id","user_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "permission_use_permission" ON "permission_use" USING btree ("company_id","permission_id","day" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "permission_use_day" ON "permission_use" USING btree ("company_id","day");--> statement-breakpoint
CREATE INDEX "audit_events_event" ON "audit_events" USING btree ("company_id","event","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_events_kind" ON "audit_events" USING btree ("company_id","kind","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_events_actor" ON "audit_events" USING btree ("company_id","actor_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_events_target" ON "audit_events" USING btree ("company_id","target_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_events_outcome" ON "audit_events" USING btree ("company_id","outcome","id" DESC NULLS LAST);--> statement-breakpoint
ALTER TABLE "audit_events" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO "bulk_actions" ("company_id", "id", "at", "actor_id", "act", "group_id", "group_name", "done", "skipped")
SELECT e.company_id, e.target_id, e.at, e.actor_id, e.data ->> 'act', (e.data -> 'group' ->> 'id')::uuid, e.data -> 'group' ->> 'name',
  coalesce((e.data ->> 'done')::int, 0), coalesce(e.data -> 'skipped', '{}')
FROM "audit_events" e WHERE e.event = 'users.bulk_completed' AND e.target_id IS NOT NULL
ON CONFLICT DO NOTHING;--> statement-breakpoint
INSERT INTO "bulk_action_people" ("company_id", "bulk_action_id", "user_id")
SELECT DISTINCT e.company_id, b.id, e.target_id FROM "audit_events" e
JOIN "bulk_actions" b ON b.company_id = e.company_id AND b.id::text = e.data ->> 'bulk'
WHERE e.target_type = 'user' AND e.target_id IS NOT NULL AND e.event <> 'users.bulk_completed'
ON CONFLICT DO NOTHING;--> statement-breakpoint
INSERT INTO "deactivations" ("company_id", "id", "user_id", "actor_id", "at", "ended", "invitations_cancelled", "reason_given", "last_held", "took_ms", "bulk_action_id")
SELECT e.company_id, e.id, e.target_id, e.actor_id, e.at,
  jsonb_build_object('sessions', coalesce(e.data -> 'sessionsEnded', '0'), 'passwordResets', 0, 'signInCodes', 0) || coalesce(e.data -> 'ended', '{}'),
  (e.data ->> 'invitationsCancelled')::int, coalesce((e.data ->> 'reasonGiven')::boolean, false),
  ARRAY(SELECT jsonb_array_elements_text(CASE jsonb_typeof(e.data -> 'lastHeld') WHEN 'array' THEN e.data -> 'lastHeld' ELSE '[]' END)), (e.data ->> 'tookMs')::int, (e.data ->> 'bulk')::uuid
FROM "audit_events" e WHERE e.event = 'user.deactivated' AND e.outcome = 'succeeded' AND e.target_id IS NOT NULL
ON CONFLICT DO NOTHING;--> statement-breakpoint
ALTER TABLE "audit_events" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CALL protect_table('bulk_actions', 'SELECT, INSERT');--> statement-breakpoint
CALL protect_table('bulk_action_people', 'SELECT, INSERT');--> statement-breakpoint
CALL protect_table('deactivations', 'SELECT, INSERT');--> statement-breakpoint
CALL protect_table('permission_use', 'SELECT, INSERT, UPDATE, DELETE');
