import type { EventKind } from '@/db/schema'
import { bulkEvents } from '@/lib/bulk/events'
import { companyEvents } from '@/lib/company/events'
import { dashboardEvents } from '@/lib/dashboard/events'
import { deviceEvents } from '@/lib/devices/events'
import { emailChangeEvents } from '@/lib/email-change/events'
import { exemptionEvents } from '@/lib/exemptions/events'
import { groupEvents } from '@/lib/groups/events'
import { importEvents } from '@/lib/imports/events'
import { invitationEvents } from '@/lib/invitations/events'
import { mailEvents } from '@/lib/mail/events'
import type { EventDefinition } from '@/lib/operation/event'
import { operationEvents } from '@/lib/operation/events'
import type { EventName } from '@/lib/operation/register'
import { passkeyEvents } from '@/lib/passkeys/events'
import { passwordResetEvents } from '@/lib/password-reset/events'
import { permissionEvents } from '@/lib/permissions/events'
import { profileEvents } from '@/lib/profile/events'
import { searchEvents } from '@/lib/search/events'
import { secondFactorEvents } from '@/lib/second-factor/events'
import { securityEvents } from '@/lib/security/events'
import { sessionEvents } from '@/lib/sessions/events'
import { signInCodeEvents } from '@/lib/sign-in-code/events'
import { throttlingEvents } from '@/lib/throttling/events'
import { userEvents } from '@/lib/users/events'
import { auditEventDefinitions } from './events'

/** Every event there is, by its name; the one list of the domains that have some. */
export const eventCatalogue: { readonly [Name in EventName]: EventDefinition } = {
  ...sessionEvents,
  ...companyEvents,
  ...dashboardEvents,
  ...profileEvents,
  ...passwordResetEvents,
  ...emailChangeEvents,
  ...mailEvents,
  ...secondFactorEvents,
  ...deviceEvents,
  ...passkeyEvents,
  ...signInCodeEvents,
  ...groupEvents,
  ...userEvents,
  ...invitationEvents,
  ...bulkEvents,
  ...permissionEvents,
  ...importEvents,
  ...securityEvents,
  ...exemptionEvents,
  ...throttlingEvents,
  ...searchEvents,
  ...auditEventDefinitions,
  ...operationEvents,
}

export const eventNames = Object.keys(eventCatalogue) as [EventName, ...EventName[]]

export const eventNamesOfKind = (kind: EventKind): EventName[] =>
  eventNames.filter(name => eventCatalogue[name].kind === kind)
