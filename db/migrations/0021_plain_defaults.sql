-- The same number by another way: a distributed database evaluates defaults on the coordinator and sends values on, and a row of
-- several columns has no text that it could send.
ALTER TABLE "audit_events" ALTER COLUMN "cluster_id" SET DEFAULT (to_jsonb(pg_control_system()) ->> 'system_identifier')::bigint;