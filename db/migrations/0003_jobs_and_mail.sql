CALL protect_table('mail_messages', 'SELECT, INSERT, UPDATE, DELETE');
--> statement-breakpoint
CALL protect_table('imports', 'SELECT, INSERT, UPDATE');
--> statement-breakpoint
CALL protect_table('import_rows', 'SELECT, INSERT, UPDATE, DELETE');
--> statement-breakpoint
CALL protect_table('invitations', 'SELECT, INSERT, UPDATE, DELETE');
--> statement-breakpoint
CALL protect_table('password_resets', 'SELECT, INSERT, UPDATE, DELETE');
--> statement-breakpoint
-- The queue of jobs (graphile_worker) knows ids and no data. It belongs to a role of its own: who runs jobs sees
-- all of the queue and none of the tables; the application sees nothing of the queue and adds to it by one function.
DO $$
DECLARE
  worker_role text := current_database() || '_worker';
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = worker_role) THEN
    EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOINHERIT', worker_role);
  END IF;
  -- Who creates a role is a member of it since PostgreSQL 16, but not one who may give it a table.
  IF NOT pg_has_role(current_user, worker_role, CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'MEMBER' ELSE 'SET' END) THEN
    EXECUTE format('GRANT %I TO %I', worker_role, current_user);
  END IF;
  EXECUTE format('CREATE SCHEMA IF NOT EXISTS graphile_worker AUTHORIZATION %I', worker_role);
  EXECUTE format('CREATE SCHEMA IF NOT EXISTS jobs AUTHORIZATION %I', worker_role);
  EXECUTE format('GRANT USAGE ON SCHEMA jobs TO %I', current_database() || '_app');
END $$;
--> statement-breakpoint
-- Adds a job of the transaction's company. A job with the key of one that waits takes its place.
CREATE FUNCTION jobs.add(task text, record_id uuid, run_at timestamptz, key text) RETURNS void
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
    job_key => company || ' ' || task || ' ' || key
  );
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION jobs.add FROM PUBLIC;
--> statement-breakpoint
DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION jobs.add OWNER TO %I', current_database() || '_worker');
  EXECUTE format('GRANT EXECUTE ON FUNCTION jobs.add TO %I', current_database() || '_app');
END $$;
--> statement-breakpoint
-- A permission that Console brings along since this version, for the companies that are there already. The owner may
-- look across companies for as long as this migration lasts.
ALTER TABLE permissions NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE companies NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
DO $$
BEGIN
  EXECUTE format('SET LOCAL ROLE %I', current_database() || '_owner');
  INSERT INTO permissions (company_id, id, resource, action, description, built_in)
    SELECT id, gen_random_uuid(), 'users', 'invite', 'Invite people, alone or as an import, and resend or cancel invitations.', true FROM companies
    ON CONFLICT DO NOTHING;
  RESET ROLE;
END $$;
--> statement-breakpoint
ALTER TABLE permissions FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE companies FORCE ROW LEVEL SECURITY;
