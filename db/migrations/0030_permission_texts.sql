-- The texts of Console's own permissions say in plain words all that they open. The owner is bound by row-level security too, so it
-- rests meanwhile; nobody sees it resting, since the table stays locked until the transaction ends.
ALTER TABLE "permissions" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "permissions" p SET "description" = t.description FROM (VALUES
  ('*', '*', 'Full access: everything in this company, including future permissions.'),
  ('users', '*', 'Every action on users, including future ones.'),
  ('users', 'read', 'See and search people, with their groups, permissions and sessions. Use bulk actions that other permissions allow, and see their results. See offboarding receipts.'),
  ('users', 'invite', 'Invite people. See, edit, resend and cancel invitations, and copy their links.'),
  ('users', 'import', 'Import people from a file: review, start, stop, continue and undo imports. See imports and their progress, and download failed rows.'),
  ('users', 'update', 'Change the name, title and email address of people, and unlock reported changes.'),
  ('users', 'deactivate', 'Deactivate people, with a preview of what ends, and reactivate them.'),
  ('users', 'manage-credentials', 'Reset people''s two-factor authentication, and send them password reset links. Unblock people after too many wrong passwords or codes. Add and end temporary exceptions from required two-factor authentication.'),
  ('users', 'end-sessions', 'End people''s sessions, or sign them out everywhere.'),
  ('users', 'delete', 'Permanently delete inactive people.'),
  ('groups', '*', 'Every action on groups, including future ones.'),
  ('groups', 'read', 'See groups, their members and what they grant.'),
  ('groups', 'create', 'Create groups.'),
  ('groups', 'update', 'Change the name, slug and description of groups. Add people to groups and remove them. Change which permissions groups grant. Require two-factor authentication for members of groups.'),
  ('groups', 'delete', 'Delete groups, with a preview of who loses which permissions.'),
  ('permissions', '*', 'Every action on permissions, including future ones.'),
  ('permissions', 'read', 'See the list of permissions, and which groups grant them.'),
  ('permissions', 'create', 'Add custom permissions for the company''s other systems.'),
  ('permissions', 'update', 'Change custom permissions.'),
  ('permissions', 'delete', 'Delete custom permissions.'),
  ('audit', '*', 'Every action on the audit log, including future ones.'),
  ('audit', 'read', 'Read the audit log.'),
  ('settings', '*', 'Every action on settings, including future ones.'),
  ('settings', 'read', 'See the company''s settings. See how people sign in, and who uses two-factor authentication. See email delivery.'),
  ('settings', 'update', 'Change the company''s name, color, logo and slug, and how long invitations are valid.'),
  ('settings', 'manage-security', 'Change how people sign in, with a preview of who is affected, and keep or revert settings on trial. Unblock addresses and networks after too many failed sign-ins.'),
  ('settings', 'manage-mail', 'Send test emails, and retry delayed emails.')
) t (resource, action, description)
WHERE p.built_in AND p.resource = t.resource AND p.action = t.action AND p.description <> t.description;--> statement-breakpoint
ALTER TABLE "permissions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- People find permissions by the words of these texts, too: they are made anew right after the migrations (db/refold.ts).
COMMENT ON TABLE "search_words" IS 'Keys and words by version 0 of fold()';
