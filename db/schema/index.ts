export {
  auditEvents,
  auditOutcomes,
  auditTargetTypes,
  eventKinds,
  eventSeverities,
  type AuditOutcome,
  type AuditTargetType,
  type EventKind,
  type EventSeverity,
} from './audit-events'
export { challengePurposes, challenges, type ChallengePurpose } from './challenges'
export { companies } from './companies'
export { companySlugs } from './company-slugs'
export { devices } from './devices'
export { foldedEvents } from './folded-events'
export { grants } from './grants'
export { groups } from './groups'
export { importRows, rowOutcomes, rowVerdicts, type RowOutcome, type RowVerdict } from './import-rows'
export { imports, importStates, type ImportState, type ReviewedGroup } from './imports'
export { invitations } from './invitations'
export { mailMessages, mailPriorities, mailStates, type MailPriority, type MailState } from './mail-messages'
export { memberships } from './memberships'
export { passkeys } from './passkeys'
export { passwordHistory } from './password-history'
export { passwordResets } from './password-resets'
export { permissions } from './permissions'
export { recoveryCodes } from './recovery-codes'
export { searchKinds, searchWords, type SearchKind } from './search-words'
export { secondFactorExemptions } from './second-factor-exemptions'
export {
  SESSION_HOURS,
  SESSION_IDLE_MINUTES,
  SESSION_MAX_HOURS,
  sessionMethods,
  sessions,
  type SessionMethod,
} from './sessions'
export { throttles } from './throttles'
export { totpFactors } from './totp-factors'
export { users, userStatuses, type UserStatus } from './users'
