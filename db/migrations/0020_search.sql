-- Keys are written by the repositories, and no longer by the database: each folded text by its own version and locale. Those that
-- are there stay until db/refold.ts has made them anew, right after the migrations, with the words to search by.
ALTER TABLE "users" ALTER COLUMN "name_key" DROP EXPRESSION;--> statement-breakpoint
ALTER TABLE "users" ALTER COLUMN "email_key" DROP EXPRESSION;--> statement-breakpoint
ALTER TABLE "groups" ALTER COLUMN "name_key" DROP EXPRESSION;--> statement-breakpoint
ALTER TABLE "invitations" ALTER COLUMN "email_key" DROP EXPRESSION;--> statement-breakpoint
-- The order of bytes is the same everywhere.
ALTER TABLE "users"
  ALTER COLUMN "name_key" SET DATA TYPE text COLLATE "C",
  ALTER COLUMN "email_key" SET DATA TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE "groups" ALTER COLUMN "name_key" SET DATA TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE "invitations" ALTER COLUMN "email_key" SET DATA TYPE text COLLATE "C";--> statement-breakpoint
-- A row that comes without its key is an error from here on.
ALTER TABLE "import_rows"
  ADD COLUMN "email_key" text COLLATE "C" DEFAULT '' NOT NULL,
  ADD COLUMN "group_keys" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "import_rows" ALTER COLUMN "email_key" DROP DEFAULT, ALTER COLUMN "group_keys" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "mail_messages" ADD COLUMN "to_key" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "mail_messages" ALTER COLUMN "to_key" DROP DEFAULT;--> statement-breakpoint
CREATE TABLE "search_words" (
	"company_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"word" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	CONSTRAINT "search_words_company_id_kind_word_key_id_pk" PRIMARY KEY("company_id","kind","word","key","id")
);
--> statement-breakpoint
ALTER TABLE "search_words" ADD CONSTRAINT "search_words_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "search_words_of" ON "search_words" USING btree ("company_id","kind","id","word");--> statement-breakpoint
CALL protect_table('search_words', 'SELECT, INSERT, DELETE');
