-- A company's colour and logo. The logo is the picture that was drawn of what was uploaded, base64 of a PNG, apart from the row that every request reads.
ALTER TABLE "companies" ADD COLUMN "accent_color" text;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "logo_digest" text;--> statement-breakpoint
ALTER TABLE "companies" ADD CONSTRAINT "companies_accent_color_written" CHECK (accent_color ~ '^#[0-9a-f]{6}$');--> statement-breakpoint
CREATE TABLE "company_logos" (
	"company_id" uuid PRIMARY KEY NOT NULL,
	"png" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "company_logos" ADD CONSTRAINT "company_logos_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CALL protect_table('company_logos', 'SELECT, INSERT, UPDATE, DELETE');--> statement-breakpoint
-- The text of Console's own permission says all that it opens. The owner is bound by row-level security too, so it rests meanwhile;
-- nobody sees it resting, since the table stays locked until the transaction ends.
ALTER TABLE "permissions" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "permissions" SET "description" = 'Change the company''s name, color, logo and slug, and how long invitations are good.'
  WHERE "built_in" AND "resource" = 'settings' AND "action" = 'update';--> statement-breakpoint
ALTER TABLE "permissions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- People find permissions by the words of these texts, too: they are made anew right after the migrations (db/refold.ts).
COMMENT ON TABLE "search_words" IS 'Keys and words by version 0 of fold()';
