CREATE TABLE "folded_events" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"event" text NOT NULL,
	"operation" text NOT NULL,
	"outcome" text NOT NULL,
	"data" jsonb NOT NULL,
	"target_id" uuid,
	"ip" text,
	"count" integer DEFAULT 1 NOT NULL,
	"first_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "folded_events_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "folded_events" ADD CONSTRAINT "folded_events_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "folded_events_key" ON "folded_events" USING btree ("company_id","key");--> statement-breakpoint
CALL protect_table('folded_events', 'SELECT, INSERT, UPDATE, DELETE');
