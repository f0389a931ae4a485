-- Which mails somebody wants that they may do without. Both defaults are what was before: a new device was told, groups were not.
ALTER TABLE "users" ADD COLUMN "notify_new_device" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "notify_group_changes" boolean DEFAULT false NOT NULL;
