-- What whoever starts an import chose for people who are here already; by default nothing changes for them, as before.
ALTER TABLE "imports" ADD COLUMN "add_groups" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "reactivate" boolean DEFAULT false NOT NULL;
