import * as auditExport from './audit/export'
import * as auditQueries from './audit/queries'
import * as bulkCommands from './bulk/commands'
import * as bulkQueries from './bulk/queries'
import * as companyBranding from './company/branding'
import * as companyCommands from './company/commands'
import * as companyQueries from './company/queries'
import * as dashboardCommands from './dashboard/commands'
import * as dashboardQueries from './dashboard/queries'
import * as emailChangeCommands from './email-change/commands'
import * as emailChangePublicCommands from './email-change/public-commands'
import * as exemptionCommands from './exemptions/commands'
import * as groupChoices from './groups/choices'
import * as groupCommands from './groups/commands'
import * as groupExport from './groups/export'
import * as groupQueries from './groups/queries'
import * as importCommands from './imports/commands'
import * as importExport from './imports/export'
import * as importInspection from './imports/inspect'
import * as importQueries from './imports/queries'
import * as invitationCommands from './invitations/commands'
import * as invitationCorrection from './invitations/correction'
import * as invitationExport from './invitations/export'
import * as invitationQueries from './invitations/queries'
import * as invitationLinks from './invitations/reveal-links'
import * as mailCommands from './mail/commands'
import * as mailExport from './mail/export'
import * as mailQueries from './mail/queries'
import { covers } from './operation/can'
import type { AnyOperation, PublicOperation } from './operation/define'
import * as passkeyCommands from './passkeys/commands'
import * as passwordResetCommands from './password-reset/commands'
import * as permissionChoices from './permissions/choices'
import * as permissionCommands from './permissions/commands'
import * as permissionExport from './permissions/export'
import * as permissionQueries from './permissions/queries'
import * as profileCommands from './profile/commands'
import * as profileExport from './profile/export'
import * as profileLists from './profile/list-commands'
import * as profileQueries from './profile/queries'
import * as profileReader from './profile/reader-commands'
import * as profileSessionExport from './profile/session-export'
import * as searchQueries from './search/queries'
import * as secondFactorCommands from './second-factor/commands'
import * as secondFactorQueries from './second-factor/queries'
import * as securityCommands from './security/commands'
import * as securityQueries from './security/queries'
import * as sessionCommands from './sessions/commands'
import * as signInCodeCommands from './sign-in-code/commands'
import * as authCommands from './sign-in/commands'
import * as authQueries from './sign-in/queries'
import * as accessQueries from './users/access-queries'
import * as userCommands from './users/commands'
import * as userEmailCommands from './users/email-commands'
import * as userEmailQueries from './users/email-queries'
import * as userExport from './users/export'
import * as offboardingQueries from './users/offboarding-queries'
import * as userQueries from './users/queries'
import * as userSessionExport from './users/session-export'

const everything = [
  auditExport,
  auditQueries,
  authCommands,
  authQueries,
  bulkCommands,
  bulkQueries,
  companyBranding,
  companyCommands,
  companyQueries,
  dashboardCommands,
  dashboardQueries,
  emailChangeCommands,
  emailChangePublicCommands,
  exemptionCommands,
  groupChoices,
  groupCommands,
  groupExport,
  groupQueries,
  importCommands,
  importExport,
  importInspection,
  importQueries,
  invitationCommands,
  invitationCorrection,
  invitationExport,
  invitationQueries,
  invitationLinks,
  mailCommands,
  mailExport,
  mailQueries,
  accessQueries,
  offboardingQueries,
  passkeyCommands,
  passwordResetCommands,
  permissionChoices,
  permissionCommands,
  permissionExport,
  permissionQueries,
  profileCommands,
  profileExport,
  profileLists,
  profileQueries,
  profileSessionExport,
  profileReader,
  searchQueries,
  secondFactorCommands,
  secondFactorQueries,
  securityCommands,
  securityQueries,
  sessionCommands,
  signInCodeCommands,
  userCommands,
  userEmailCommands,
  userEmailQueries,
  userExport,
  userQueries,
  userSessionExport,
].flatMap(domain => Object.values<AnyOperation | PublicOperation>(domain as never))

/** Every operation for people who are signed in. */
export const operations: readonly AnyOperation[] = everything.filter(operation => operation.kind !== 'public')

/** Every operation for people who are not. */
export const publicOperations: readonly PublicOperation[] = everything.filter(operation => operation.kind === 'public')

/** What somebody holding `key` can do in Console, a sentence each; what a page is drawn by says the same as its twin. */
export const allowedBy = (key: string): string[] => [
  ...new Set(
    operations.filter(({ permission }) => permission && covers(key, permission)).map(({ explain }) => explain),
  ),
]

/** What an operation does, by its name; those of people who are not signed in too. */
export const explainOperation = (name: string): string | undefined =>
  everything.find(operation => operation.name === name)?.explain
