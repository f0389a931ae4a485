ALTER TABLE "companies" ADD COLUMN "language" text DEFAULT 'en' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "language" text;--> statement-breakpoint
-- What may be changed with the settings has one thing more. The owner is bound by row-level security too, so it rests meanwhile.
ALTER TABLE "permissions" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "permissions" p
SET "description" = 'Change the company''s name, color, logo, slug, time zone and language, and how long invitations are valid.'
WHERE p.built_in AND p.resource = 'settings' AND p.action = 'update';--> statement-breakpoint
ALTER TABLE "permissions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- People find permissions by the words of these texts, too: they are made anew right after the migrations (db/refold.ts).
COMMENT ON TABLE "search_words" IS 'Keys and words by version 0 of fold()';
