CREATE INDEX "invitations_user" ON "invitations" USING btree ("company_id","user_id");--> statement-breakpoint
CREATE INDEX "invitations_mail" ON "invitations" USING btree ("company_id","mail_id");