-- By what way somebody acted. Of rows that are there it stays null: they were written before it was noted, and so are those
-- that instances of the former version write until they are replaced.
ALTER TABLE "audit_events" ADD COLUMN "via" text;
