-- A company's colour and logo. The logo is the picture that was drawn of what was uploaded, base64 of a PNG, apart from the row that every request reads.
ALTER TABLE "companies" ADD COLUMN "accent_color" text;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "logo_digest" text;--> statement-breakpoint
ALTER TABLE "companies" ADD CONSTRAINT "companies_accent_color_written" CHECK (accent_color ~ '^#[0-9a-f]{6}$');--> statement-breakpoint
CREATE TABLE "company_logos" (
	"company_id" uuid PRIMARY KEY NOT NULL,
	"png" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "company_logos" ADD CONSTRAINT "company_logos_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CALL protect_table('company_logos', 'SELECT, INSERT, UPDATE, DELETE');
