import { and, eq, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'

/** The mails that somebody may do without. */
const choices = { newDevice: users.notifyNewDevice, groupChanges: users.notifyGroupChanges }

export type NotificationChoice = keyof typeof choices

/** Which of the mails that people may do without they want. */
export function notificationChoicesIn({ companyId, tx }: CompanyScope) {
  const ours = eq(users.companyId, companyId)
  return {
    /** As a list of one or none, to nest. */
    of: (userId: string) =>
      tx
        .select(choices)
        .from(users)
        .where(and(ours, eq(users.id, userId))),

    /** Those of these people who are active and want it, in the order of their ids. */
    takers: (choice: NotificationChoice, userIds: string[]) =>
      tx
        .select({ id: users.id, name: users.name, email: users.email })
        .from(users)
        .where(
          and(
            ours,
            sql`${users.id} = any(${sql.param(userIds)}::uuid[])`,
            eq(users.status, 'active'),
            eq(choices[choice], true),
          ),
        )
        .orderBy(users.id),

    async choose(userId: string, { newDevice, groupChanges }: Record<NotificationChoice, boolean>): Promise<void> {
      await tx
        .update(users)
        .set({ notifyNewDevice: newDevice, notifyGroupChanges: groupChanges })
        .where(and(ours, eq(users.id, userId)))
    },
  }
}
