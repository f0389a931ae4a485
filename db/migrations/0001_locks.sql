-- The second lock on isolation: who owns the tables, who may use them, and which rows they see.
-- Roles belong to the whole cluster, so they are named after the database: console_owner, console_app.
DO $$
DECLARE
  owner_role text := current_database() || '_owner';
  app_role text := current_database() || '_app';
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = owner_role) THEN
    EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB', owner_role);
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = app_role) THEN
    EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOINHERIT', app_role);
  END IF;
  -- Who creates a role is a member of it since PostgreSQL 16, but not one who may give it a table.
  IF NOT pg_has_role(current_user, owner_role, CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'MEMBER' ELSE 'SET' END) THEN
    EXECUTE format('GRANT %I TO %I', owner_role, current_user);
  END IF;
  EXECUTE format('GRANT USAGE, CREATE ON SCHEMA public TO %I', owner_role);
  EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', app_role);
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
--> statement-breakpoint
-- Every table with company data goes through this, in the migration that makes it.
-- visible and writable are the policy's two texts; both default to the bare equality on company_id.
CREATE PROCEDURE protect_table(
  table_name text,
  privileges text,
  visible text DEFAULT 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid',
  writable text DEFAULT NULL
) LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', table_name);
  EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', table_name);
  EXECUTE format('CREATE POLICY company ON public.%I USING (%s) WITH CHECK (%s)', table_name, visible, coalesce(writable, visible));
  EXECUTE format('REVOKE ALL ON public.%I FROM PUBLIC', table_name);
  EXECUTE format('GRANT %s ON public.%I TO %I', privileges, table_name, current_database() || '_app');
  EXECUTE format('ALTER TABLE public.%I OWNER TO %I', table_name, current_database() || '_owner');
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON PROCEDURE protect_table FROM PUBLIC;
--> statement-breakpoint
CALL protect_table('users', 'SELECT, INSERT, UPDATE, DELETE');
--> statement-breakpoint
CALL protect_table('groups', 'SELECT, INSERT, UPDATE, DELETE');
--> statement-breakpoint
CALL protect_table('memberships', 'SELECT, INSERT, DELETE');
--> statement-breakpoint
CALL protect_table('permissions', 'SELECT, INSERT, UPDATE, DELETE');
--> statement-breakpoint
CALL protect_table('grants', 'SELECT, INSERT, DELETE');
--> statement-breakpoint
CALL protect_table('sessions', 'SELECT, INSERT, UPDATE, DELETE');
--> statement-breakpoint
CALL protect_table('audit_events', 'SELECT, INSERT');
--> statement-breakpoint
CALL protect_table('companies', 'SELECT, INSERT, UPDATE', 'id = nullif(current_setting(''app.company_id'', true), '''')::uuid');
--> statement-breakpoint
-- The one read before a company is known: exactly the row of the slug that was asked for.
CALL protect_table(
  'company_slugs',
  'SELECT, INSERT',
  'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid OR slug = nullif(current_setting(''app.company_slug'', true), '''')',
  'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid'
);
