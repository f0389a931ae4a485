import { and, desc, eq, lt, sql } from 'drizzle-orm'
import { permissionUse } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'

/** Somebody's use of a permission on a day. */
export interface PermissionUse {
  userId: string
  /** `resource:action`. */
  permission: string
  /** UTC, YYYY-MM-DD. */
  day: string
}

const keyOf = ({ userId, permission, day }: PermissionUse): string => `${day} ${userId} ${permission}`

export function permissionUseIn({ companyId, tx }: CompanyScope) {
  return {
    /** Counts further uses, in one statement; what is no permission of the company counts nothing. */
    async add(counted: readonly (PermissionUse & { uses: number })[]): Promise<void> {
      // In one order everywhere, so that two that count the same do not wait for each other.
      const rows = counted
        .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
        .map(({ userId, permission, day, uses }, position) => {
          const [resource, action] = permission.split(':')
          return { user_id: userId, resource, action, day, uses, position }
        })
      await tx.execute(sql`
        insert into permission_use (company_id, user_id, permission_id, day, uses)
        select p.company_id, c.user_id, p.id, c.day, c.uses
        from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as c (
          user_id uuid, resource text, action text, day date, uses int, position int)
        join permissions p on p.company_id = ${companyId} and p.resource = c.resource and p.action = c.action
        order by c.position
        on conflict (company_id, user_id, permission_id, day) do update set uses = permission_use.uses + excluded.uses`)
    },

    /** The latest day on which anybody used it, as a list of one or none; to nest. */
    lastDay: (permissionId: string) =>
      tx
        .select({ day: permissionUse.day })
        .from(permissionUse)
        .where(and(eq(permissionUse.companyId, companyId), eq(permissionUse.permissionId, permissionId)))
        .orderBy(desc(permissionUse.day))
        .limit(1),

    /** Forgets what is older. */
    async forgetBefore(day: string): Promise<void> {
      await tx.delete(permissionUse).where(and(eq(permissionUse.companyId, companyId), lt(permissionUse.day, day)))
    },
  }
}
