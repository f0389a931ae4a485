import { auditEventsIn } from '@/db/repositories/audit-events'
import type { CompanyScope } from '@/db/scope'

/** The event of a person's last deactivation, as a list of one or none; to nest. */
export const lastDeactivation = (scope: CompanyScope, userId: string) =>
  auditEventsIn(scope).list({ events: ['user.deactivated'], targetId: userId }, 0)
