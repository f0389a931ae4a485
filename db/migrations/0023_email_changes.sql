-- The addresses that people had and have asked for; they go with the person.
CREATE TABLE "email_changes" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"from_email" text NOT NULL,
	"from_key" text collate "C" NOT NULL,
	"to_email" text NOT NULL,
	"requested_by" uuid,
	"token_hash" text,
	"objection_seed" text,
	"objection_hash" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"effective_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"objectable_until" timestamp (3) with time zone NOT NULL,
	"objected_at" timestamp (3) with time zone,
	"held_until" timestamp (3) with time zone,
	CONSTRAINT "email_changes_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "email_changes" ADD CONSTRAINT "email_changes_company_id_user_id_users_company_id_id_fk" FOREIGN KEY ("company_id","user_id") REFERENCES "public"."users"("company_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "email_changes_token" ON "email_changes" USING btree ("company_id","token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "email_changes_objection" ON "email_changes" USING btree ("company_id","objection_hash");--> statement-breakpoint
CREATE INDEX "email_changes_user" ON "email_changes" USING btree ("company_id","user_id","created_at");--> statement-breakpoint
CREATE INDEX "email_changes_from" ON "email_changes" USING btree ("company_id","from_key");--> statement-breakpoint
CALL protect_table('email_changes', 'SELECT, INSERT, UPDATE');--> statement-breakpoint
-- The texts of Console's own permissions say all that they open. The owner is bound by row-level security too, so it rests meanwhile;
-- nobody sees it resting, since the table stays locked until the transaction ends.
ALTER TABLE "permissions" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "permissions" SET "description" = 'Invite people. See invitations, correct them, send them again, cancel them and copy their links.'
  WHERE "built_in" AND "resource" = 'users' AND "action" = 'invite';--> statement-breakpoint
UPDATE "permissions" SET "description" = 'Change the name, title and email address of people, also after an objection.'
  WHERE "built_in" AND "resource" = 'users' AND "action" = 'update';--> statement-breakpoint
ALTER TABLE "permissions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- People find permissions by the words of these texts, too: they are made anew right after the migrations (db/refold.ts).
COMMENT ON TABLE "search_words" IS 'Keys and words by version 0 of fold()';
