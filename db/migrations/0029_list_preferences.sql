CREATE TABLE "list_preferences" (
	"company_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"list" text NOT NULL,
	"columns" jsonb,
	"views" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "list_preferences_company_id_user_id_list_pk" PRIMARY KEY("company_id","user_id","list")
);
--> statement-breakpoint
ALTER TABLE "list_preferences" ADD CONSTRAINT "list_preferences_company_id_user_id_users_company_id_id_fk" FOREIGN KEY ("company_id","user_id") REFERENCES "public"."users"("company_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- How people like to see lists. Rows go with their person.
CALL protect_table('list_preferences', 'SELECT, INSERT, UPDATE');
