CALL protect_table('totp_factors', 'SELECT, INSERT, UPDATE, DELETE');
--> statement-breakpoint
CALL protect_table('recovery_codes', 'SELECT, INSERT, UPDATE, DELETE');
--> statement-breakpoint
CALL protect_table('passkeys', 'SELECT, INSERT, UPDATE, DELETE');
--> statement-breakpoint
CALL protect_table('challenges', 'SELECT, INSERT, UPDATE, DELETE');
--> statement-breakpoint
CALL protect_table('devices', 'SELECT, INSERT, UPDATE, DELETE');
--> statement-breakpoint
CALL protect_table('throttles', 'SELECT, INSERT, UPDATE, DELETE');
--> statement-breakpoint
CALL protect_table('password_history', 'SELECT, INSERT, DELETE');
--> statement-breakpoint
CALL protect_table('second_factor_exemptions', 'SELECT, INSERT, UPDATE, DELETE');
