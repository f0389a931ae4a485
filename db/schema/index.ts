export {
  auditEvents,
  auditOutcomes,
  auditTargetTypes,
  eventKinds,
  eventSeverities,
  principalWays,
  type AuditOutcome,
  type AuditTargetType,
  type EventKind,
  type EventSeverity,
  type PrincipalWay,
} from './audit-events'
export { bulkActionPeople, bulkActions } from './bulk-actions'
export { challengePurposes, challenges, type ChallengePurpose } from './challenges'
export { companies } from './companies'
export { companyLogos } from './company-logos'
export { companySlugs } from './company-slugs'
export { groupNames, permissionKeys, userStatusPeriods } from './dated-rows'
export { deactivations } from './deactivations'
export { devices } from './devices'
export { emailChanges } from './email-changes'
export { foldedEvents } from './folded-events'
export { grants } from './grants'
export { groups } from './groups'
export { holdingEnds, holdingSources, type HoldingEnd, type HoldingSource } from './holding-columns'
export { importRows, rowOutcomes, rowVerdicts, type RowOutcome, type RowVerdict } from './import-rows'
export { imports, importStates, type ImportState, type ReviewedGroup } from './imports'
export { invitations } from './invitations'
export { listPreferences, type SavedView } from './list-preferences'
export { mailMessages, mailPriorities, mailStates, type MailPriority, type MailState } from './mail-messages'
export { memberships } from './memberships'
export { passkeys } from './passkeys'
export { passwordHistory } from './password-history'
export { passwordResets } from './password-resets'
export { permissionUse } from './permission-use'
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
