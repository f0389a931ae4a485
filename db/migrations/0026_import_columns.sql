-- What people do, from files that say so; and what somebody said the columns of a file are, for the next one with this header.
ALTER TABLE "import_rows" ADD COLUMN "title" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "header_key" text;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "columns" jsonb;--> statement-breakpoint
CREATE INDEX "imports_header" ON "imports" USING btree ("company_id","header_key","created_at" DESC NULLS LAST);