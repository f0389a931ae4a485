ALTER TABLE "mail_messages" ALTER COLUMN "next_attempt_at" SET DEFAULT now();--> statement-breakpoint
ALTER TABLE "mail_messages" ADD COLUMN "priority" text DEFAULT 'normal' NOT NULL;--> statement-breakpoint
CREATE INDEX "mail_messages_waiting" ON "mail_messages" USING btree ("company_id","priority","next_attempt_at","id") WHERE state in ('queued', 'delayed') and claimed_at is null;--> statement-breakpoint
CREATE INDEX "mail_messages_in_hand" ON "mail_messages" USING btree ("company_id","priority") WHERE claimed_at is not null;--> statement-breakpoint
ALTER TABLE "mail_messages" ADD CONSTRAINT "mail_messages_priority_known" CHECK (priority in ('urgent', 'normal', 'bulk'));
--> statement-breakpoint
-- The queue takes jobs by rank, lower ones first, and those of one rank by their time.
DO $$
BEGIN
  EXECUTE format('SET LOCAL ROLE %I', current_database() || '_worker');
END $$;
--> statement-breakpoint
DROP FUNCTION jobs.add(text, uuid, timestamptz, text);
--> statement-breakpoint
CREATE FUNCTION jobs.add(task text, record_id uuid, run_at timestamptz, key text, rank integer DEFAULT 0) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  company uuid := nullif(current_setting('app.company_id', true), '')::uuid;
BEGIN
  IF company IS NULL THEN
    RAISE EXCEPTION 'A job belongs to a company.' USING ERRCODE = '42501';
  END IF;
  PERFORM graphile_worker.add_job(
    task,
    json_build_object('companyId', company, 'id', record_id),
    run_at => run_at,
    job_key => company || ' ' || task || ' ' || key,
    priority => rank
  );
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION jobs.add FROM PUBLIC;
--> statement-breakpoint
DO $$
BEGIN
  EXECUTE format('GRANT EXECUTE ON FUNCTION jobs.add TO %I', current_database() || '_app');
END $$;
--> statement-breakpoint
RESET ROLE;
--> statement-breakpoint
-- Mail that waits at this moment takes its place in line. The owner may look across companies for as long as this lasts.
ALTER TABLE mail_messages NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
DO $$
BEGIN
  EXECUTE format('SET LOCAL ROLE %I', current_database() || '_owner');
  UPDATE mail_messages SET
    next_attempt_at = coalesce(next_attempt_at, created_at),
    priority = CASE
      WHEN template IN ('sign-in-code', 'password-reset') THEN 'urgent'
      WHEN template IN ('invitation', 'second-factor-reminder') THEN 'bulk'
      ELSE 'normal'
    END
    WHERE state IN ('queued', 'delayed', 'sending');
  RESET ROLE;
END $$;
--> statement-breakpoint
ALTER TABLE mail_messages FORCE ROW LEVEL SECURITY;
