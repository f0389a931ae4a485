-- Permissions that opened too much are split: of `users:invite` importing goes its own way, of `users:update` deactivating, credentials
-- and sessions, of `settings:update` security and mail. Whoever was granted one is granted all that came of it, since the same time,
-- so that nobody can do more or less; wildcards cover them anyway. Whatever remembers what a group granted remembers the same of it.
-- The texts of Console's own permissions are those of lib/permissions/built-in.ts. The owner is bound by row-level security too, so it
-- rests meanwhile; nobody sees it resting, since the tables stay locked until the transaction ends.
ALTER TABLE "companies" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "permissions" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "grants" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "imports" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "invitations" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO "permissions" ("company_id", "id", "resource", "action", "built_in")
SELECT c.id, gen_random_uuid(), s.resource, s.action, true FROM "companies" c CROSS JOIN (VALUES
  ('users', 'import'),
  ('users', 'deactivate'),
  ('users', 'manage-credentials'),
  ('users', 'end-sessions'),
  ('settings', 'manage-security'),
  ('settings', 'manage-mail')
) s (resource, action)
ON CONFLICT ("company_id", "resource", "action") DO UPDATE SET "built_in" = true;--> statement-breakpoint
UPDATE "permissions" p SET "description" = t.description FROM (VALUES
  ('users', 'read', 'See and search people, with their groups, permissions and sessions. Select many people for what other permissions allow, and see what became of it. See what ended when somebody was deactivated.'),
  ('users', 'invite', 'Invite people. See invitations, send them again, cancel them and copy their links.'),
  ('users', 'import', 'Import people from a file: have it reviewed, start, stop, continue and undo the import. See imports, how far they are, and download the rows that failed.'),
  ('users', 'update', 'Change the name and title of people.'),
  ('users', 'deactivate', 'Deactivate people, after seeing what would end, and reactivate them.'),
  ('users', 'manage-credentials', 'Reset people''s second factor, and send them a link to choose a new password. Let people sign in again who have to wait after wrong passwords or codes. Let people do without a required second factor for a while, and end such exceptions.'),
  ('users', 'end-sessions', 'End sessions of people, or sign them out everywhere.'),
  ('users', 'delete', 'Delete people who are inactive.'),
  ('groups', 'read', 'See groups, their members and what they grant.'),
  ('groups', 'create', 'Create groups.'),
  ('groups', 'update', 'Change the name, slug and description of groups. Add people to groups and remove them. Change which permissions groups grant. Require a second factor of the members of groups.'),
  ('groups', 'delete', 'Delete groups, after seeing who would lose what.'),
  ('permissions', 'read', 'See the catalogue of permissions, and which groups grant them.'),
  ('permissions', 'create', 'Add permissions for the company''s other systems.'),
  ('permissions', 'update', 'Change permissions that the company added.'),
  ('permissions', 'delete', 'Delete permissions that the company added.'),
  ('audit', 'read', 'Read the audit log.'),
  ('settings', 'read', 'See the company''s settings. See how people sign in, and who has a second factor. See what became of mail.'),
  ('settings', 'update', 'Change the company''s name and slug, and how long invitations are good.'),
  ('settings', 'manage-security', 'Change how people sign in, after seeing whom it would concern, and keep or take back settings that are on trial. Let people sign in again from an address or network that has to wait.'),
  ('settings', 'manage-mail', 'Send a test mail, and try delayed mail again at once.')
) t (resource, action, description)
WHERE p.built_in AND p.resource = t.resource AND p.action = t.action;--> statement-breakpoint
INSERT INTO "grants" ("company_id", "group_id", "permission_id", "created_at")
SELECT g.company_id, g.group_id, new.id, g.created_at FROM (VALUES
  ('users:invite', 'users:import'),
  ('users:update', 'users:deactivate'),
  ('users:update', 'users:manage-credentials'),
  ('users:update', 'users:end-sessions'),
  ('settings:update', 'settings:manage-security'),
  ('settings:update', 'settings:manage-mail')
) s (was, becomes)
JOIN "permissions" old ON old.resource || ':' || old.action = s.was
JOIN "grants" g ON g.company_id = old.company_id AND g.permission_id = old.id
JOIN "permissions" new ON new.company_id = old.company_id AND new.resource || ':' || new.action = s.becomes
ON CONFLICT DO NOTHING;--> statement-breakpoint
UPDATE "imports" i SET "groups" = (
  SELECT jsonb_agg(jsonb_set(one.of, '{grants}', (
    SELECT coalesce(jsonb_agg(keys.key ORDER BY keys.key COLLATE "C"), '[]') FROM (
      SELECT jsonb_array_elements_text(one.of -> 'grants') UNION SELECT s.becomes FROM (VALUES
        ('users:invite', 'users:import'),
        ('users:update', 'users:deactivate'),
        ('users:update', 'users:manage-credentials'),
        ('users:update', 'users:end-sessions'),
        ('settings:update', 'settings:manage-security'),
        ('settings:update', 'settings:manage-mail')
      ) s (was, becomes) WHERE one.of -> 'grants' @> to_jsonb(s.was)
    ) keys (key)
  )) ORDER BY one.place) FROM jsonb_array_elements(i.groups) WITH ORDINALITY one (of, place)
) WHERE EXISTS (SELECT 1 FROM jsonb_array_elements(i.groups) one (of)
  WHERE one.of -> 'grants' ?| ARRAY['users:invite', 'users:update', 'settings:update']);--> statement-breakpoint
UPDATE "invitations" i SET "granted" = i.granted || ARRAY(SELECT s.becomes FROM (VALUES
  ('users:invite', 'users:import'),
  ('users:update', 'users:deactivate'),
  ('users:update', 'users:manage-credentials'),
  ('users:update', 'users:end-sessions'),
  ('settings:update', 'settings:manage-security'),
  ('settings:update', 'settings:manage-mail')
) s (was, becomes) WHERE s.was = ANY(i.granted) AND s.becomes <> ALL(i.granted))
WHERE i.granted && ARRAY['users:invite', 'users:update', 'settings:update'];--> statement-breakpoint
ALTER TABLE "companies" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "permissions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "grants" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "imports" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "invitations" FORCE ROW LEVEL SECURITY;
