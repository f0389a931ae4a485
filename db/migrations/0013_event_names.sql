-- Events and operations get the names that the code and its folders have. From here on the names of events are frozen
-- (lib/audit/event-names.test.ts). The owner is bound by row-level security too, so it rests meanwhile; nobody sees it
-- resting, since the tables stay locked until the transaction ends.
ALTER TABLE "audit_events" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "audit_events" SET "event" = CASE "event"
  WHEN 'session.half_started' THEN 'session.second_factor_pending'
  WHEN 'second_factor.shown' THEN 'second_factor.verified'
  WHEN 'second_factor.begun' THEN 'second_factor.enrolment_started'
  WHEN 'passkey.begun' THEN 'passkey.registration_started'
  WHEN 'passkey.asked' THEN 'passkey.verification_started'
  WHEN 'proofs.viewed' THEN 'step_up_methods.viewed'
  WHEN 'recovery_codes.made' THEN 'recovery_codes.generated'
  WHEN 'security.kept' THEN 'security.confirmed'
  WHEN 'users.bulk_done' THEN 'users.bulk_completed'
  ELSE "event" END
WHERE "event" IN ('session.half_started', 'second_factor.shown', 'second_factor.begun', 'passkey.begun', 'passkey.asked', 'proofs.viewed', 'recovery_codes.made', 'security.kept', 'users.bulk_done');--> statement-breakpoint
UPDATE "audit_events" SET "operation" = CASE "operation"
  WHEN 'imports.follow' THEN 'imports.viewProgress'
  WHEN 'imports.template' THEN 'imports.downloadTemplate'
  WHEN 'invitation.accept' THEN 'invitations.accept'
  WHEN 'invitation.open' THEN 'invitations.open'
  WHEN 'invitations.link' THEN 'invitations.revealLink'
  WHEN 'invitations.prepare' THEN 'invitations.new'
  WHEN 'passkey.begin' THEN 'passkeys.beginSignIn'
  WHEN 'passkeys.beginCheck' THEN 'passkeys.beginVerification'
  WHEN 'passkeys.check' THEN 'passkeys.verify'
  WHEN 'password.openReset' THEN 'passwordReset.open'
  WHEN 'password.requestReset' THEN 'passwordReset.request'
  WHEN 'password.reset' THEN 'passwordReset.complete'
  WHEN 'permissions.prepare' THEN 'permissions.new'
  WHEN 'secondFactor.viewProofs' THEN 'secondFactor.viewStepUpMethods'
  WHEN 'session.start' THEN 'signIn.withPassword'
  WHEN 'session.startWithCode' THEN 'signInCode.signIn'
  WHEN 'session.startWithPasskey' THEN 'passkeys.signIn'
  WHEN 'session.requestCode' THEN 'signInCode.request'
  WHEN 'session.viewMethods' THEN 'signIn.viewMethods'
  WHEN 'session.end' THEN 'sessions.end'
  WHEN 'users.receipt' THEN 'users.viewReceipt'
  WHEN 'users.bulkResult' THEN 'users.viewBulkResult'
  ELSE "operation" END
WHERE "operation" IN ('imports.follow', 'imports.template', 'invitation.accept', 'invitation.open', 'invitations.link', 'invitations.prepare', 'passkey.begin', 'passkeys.beginCheck', 'passkeys.check', 'password.openReset', 'password.requestReset', 'password.reset', 'permissions.prepare', 'secondFactor.viewProofs', 'session.start', 'session.startWithCode', 'session.startWithPasskey', 'session.requestCode', 'session.viewMethods', 'session.end', 'users.receipt', 'users.bulkResult');--> statement-breakpoint
ALTER TABLE "audit_events" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "folded_events" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "folded_events" SET "event" = CASE "event"
  WHEN 'session.half_started' THEN 'session.second_factor_pending'
  WHEN 'second_factor.shown' THEN 'second_factor.verified'
  WHEN 'second_factor.begun' THEN 'second_factor.enrolment_started'
  WHEN 'passkey.begun' THEN 'passkey.registration_started'
  WHEN 'passkey.asked' THEN 'passkey.verification_started'
  WHEN 'proofs.viewed' THEN 'step_up_methods.viewed'
  WHEN 'recovery_codes.made' THEN 'recovery_codes.generated'
  WHEN 'security.kept' THEN 'security.confirmed'
  WHEN 'users.bulk_done' THEN 'users.bulk_completed'
  ELSE "event" END
WHERE "event" IN ('session.half_started', 'second_factor.shown', 'second_factor.begun', 'passkey.begun', 'passkey.asked', 'proofs.viewed', 'recovery_codes.made', 'security.kept', 'users.bulk_done');--> statement-breakpoint
UPDATE "folded_events" SET "operation" = CASE "operation"
  WHEN 'imports.follow' THEN 'imports.viewProgress'
  WHEN 'imports.template' THEN 'imports.downloadTemplate'
  WHEN 'invitation.accept' THEN 'invitations.accept'
  WHEN 'invitation.open' THEN 'invitations.open'
  WHEN 'invitations.link' THEN 'invitations.revealLink'
  WHEN 'invitations.prepare' THEN 'invitations.new'
  WHEN 'passkey.begin' THEN 'passkeys.beginSignIn'
  WHEN 'passkeys.beginCheck' THEN 'passkeys.beginVerification'
  WHEN 'passkeys.check' THEN 'passkeys.verify'
  WHEN 'password.openReset' THEN 'passwordReset.open'
  WHEN 'password.requestReset' THEN 'passwordReset.request'
  WHEN 'password.reset' THEN 'passwordReset.complete'
  WHEN 'permissions.prepare' THEN 'permissions.new'
  WHEN 'secondFactor.viewProofs' THEN 'secondFactor.viewStepUpMethods'
  WHEN 'session.start' THEN 'signIn.withPassword'
  WHEN 'session.startWithCode' THEN 'signInCode.signIn'
  WHEN 'session.startWithPasskey' THEN 'passkeys.signIn'
  WHEN 'session.requestCode' THEN 'signInCode.request'
  WHEN 'session.viewMethods' THEN 'signIn.viewMethods'
  WHEN 'session.end' THEN 'sessions.end'
  WHEN 'users.receipt' THEN 'users.viewReceipt'
  WHEN 'users.bulkResult' THEN 'users.viewBulkResult'
  ELSE "operation" END
WHERE "operation" IN ('imports.follow', 'imports.template', 'invitation.accept', 'invitation.open', 'invitations.link', 'invitations.prepare', 'passkey.begin', 'passkeys.beginCheck', 'passkeys.check', 'password.openReset', 'password.requestReset', 'password.reset', 'permissions.prepare', 'secondFactor.viewProofs', 'session.start', 'session.startWithCode', 'session.startWithPasskey', 'session.requestCode', 'session.viewMethods', 'session.end', 'users.receipt', 'users.bulkResult');--> statement-breakpoint
ALTER TABLE "folded_events" FORCE ROW LEVEL SECURITY;
