-- A former slug leads to its company for 90 days; then it leads nowhere and is anybody's.
ALTER TABLE "company_slugs" ADD COLUMN "free_from" timestamp (3) with time zone;--> statement-breakpoint
-- What is former already gets its 90 days from now on. The owner is bound by row-level security too, so it rests for this one
-- statement; nobody sees it resting, since the tables stay locked until the transaction ends.
ALTER TABLE "company_slugs" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "companies" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "company_slugs" s SET "free_from" = now() + interval '90 days' FROM "companies" c WHERE c.id = s.company_id AND c.slug <> s.slug;--> statement-breakpoint
ALTER TABLE "companies" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "company_slugs" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- Beside the company's own rows there is the one of the slug that was asked for. Before a company is known: as long as it leads
-- somewhere. Within a company: once it leads nowhere, to be cleared away for a claim; what still leads to another is out of reach.
ALTER POLICY company ON "company_slugs" USING (
  company_id = nullif(current_setting('app.company_id', true), '')::uuid
  OR slug = nullif(current_setting('app.company_slug', true), '')
    AND (nullif(current_setting('app.company_id', true), '') IS NULL) = (free_from IS NULL OR free_from > now())
);--> statement-breakpoint
DO $$
BEGIN
  EXECUTE format('GRANT UPDATE, DELETE ON "company_slugs" TO %I', current_database() || '_app');
  -- Reviews that nobody started make room for new ones.
  EXECUTE format('GRANT DELETE ON "imports" TO %I', current_database() || '_app');
END $$;--> statement-breakpoint
-- Errors of mail that are no answer of a mail server, which begins with its number, name files and addresses of this machine.
ALTER TABLE "mail_messages" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "mail_messages" SET "last_error" = 'The mail could not be written or handed over.' WHERE "last_error" ~ '^E[A-Z0-9_]+: ';--> statement-breakpoint
ALTER TABLE "mail_messages" FORCE ROW LEVEL SECURITY;
