ALTER TABLE "imports" ADD COLUMN "groups" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "granted" text[];--> statement-breakpoint
-- An import that is not at its end goes on by the groups that its rows name, as they are at this moment: it finds groups by this
-- list alone from now on. The owner may look across companies for as long as this lasts.
ALTER TABLE "imports" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "import_rows" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "groups" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "grants" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "permissions" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "imports" i SET "groups" = (
  SELECT coalesce(jsonb_agg(jsonb_build_object('name', g.name, 'id', g.id, 'grants', (
    SELECT coalesce(jsonb_agg(p.resource || ':' || p.action ORDER BY p.resource, p.action), '[]') FROM grants r
      JOIN permissions p ON p.company_id = r.company_id AND p.id = r.permission_id
      WHERE r.company_id = g.company_id AND r.group_id = g.id
  )) ORDER BY g.id), '[]')
  FROM groups g WHERE g.company_id = i.company_id AND g.name_key IN (
    SELECT lower(named) FROM import_rows r, jsonb_array_elements_text(r.group_names) named
      WHERE r.company_id = i.company_id AND r.import_id = i.id
  )
) WHERE i.state IN ('reviewed', 'queued', 'running', 'stopped');--> statement-breakpoint
ALTER TABLE "imports" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "import_rows" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "groups" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "grants" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "permissions" FORCE ROW LEVEL SECURITY;
