import { notificationChoicesIn, type NotificationChoice } from '@/db/repositories/notification-choices'
import type { CompanyScope } from '@/db/scope'
import { deviceFacts } from '@/lib/kernel/device-name'
import { paths } from '@/lib/kernel/paths'
import { absoluteUrl } from './absolute-url'
import { enqueueEmail, enqueueEmails, toMailRow } from './enqueue'
import type { TemplateContents } from './templates/content'

type Notice =
  | 'new-device'
  | 'second-factor-added'
  | 'second-factor-removed'
  | 'second-factor-reset'
  | 'recovery-code-used'

/**
 * The notices that a person may do without, and what they choose. What is not named here matters to security and always goes: who
 * took an account over must not be able to keep its owner from hearing of it.
 */
const optional: Partial<Record<Notice | 'groups-changed', NotificationChoice>> = {
  'new-device': 'newDevice',
  'groups-changed': 'groupChanges',
}

/** Those of these people who want a notice. */
const takersOf = async (scope: CompanyScope, notice: keyof typeof optional, userIds: string[]) =>
  notificationChoicesIn(scope).takers(optional[notice]!, userIds)

interface Told {
  scope: CompanyScope
  actor: { company: { name: string; slug: string } }
  request: { userAgent: string | null; ip: string | null }
}

/** Tells a person by mail what happened to how they sign in, when, and on which device: never a code or a key. */
export async function notify<N extends Notice>(
  { scope, actor: { company }, request }: Told,
  person: { id: string; name: string; email: string },
  {
    template,
    facts,
  }: { template: N; facts: Omit<TemplateContents[N], 'company' | 'at' | 'device' | 'ip' | 'profileUrl'> },
): Promise<void> {
  if (optional[template] && !(await takersOf(scope, template, [person.id])).length) return
  const content = {
    company: company.name,
    at: new Date().toISOString(),
    device: deviceFacts(request.userAgent),
    ip: request.ip,
    profileUrl: absoluteUrl(paths.profile(company.slug)),
    ...facts,
  } as unknown as TemplateContents[N]
  await enqueueEmail(scope, { template, to: { name: person.name, address: person.email }, userId: person.id, content })
}

/** What became of somebody's groups. */
export interface GroupsChange {
  userId: string
  group: { name: string }
  kind: 'added' | 'removed'
}

/** Tells those who want it by mail which groups they came into and left, each in one mail; but not who did it themselves. */
export async function notifyGroupsChanged(
  scope: CompanyScope,
  actor: { userId: string; name: string; company: { name: string; slug: string } },
  changes: GroupsChange[],
): Promise<void> {
  const groupsOf = new Map<string, Record<GroupsChange['kind'], string[]>>()
  for (const { userId, group, kind } of changes) {
    const groups = groupsOf.get(userId) ?? { added: [], removed: [] }
    groups[kind].push(group.name)
    groupsOf.set(userId, groups)
  }
  groupsOf.delete(actor.userId)
  if (!groupsOf.size) return
  const rows = (await takersOf(scope, 'groups-changed', [...groupsOf.keys()])).map(({ id, name, email }) =>
    toMailRow(scope, {
      template: 'groups-changed',
      to: { name, address: email },
      userId: id,
      content: {
        company: actor.company.name,
        by: actor.name,
        at: new Date().toISOString(),
        ...groupsOf.get(id)!,
        accessUrl: absoluteUrl(paths.access(actor.company.slug)),
      },
    }),
  )
  if (rows.length) await enqueueEmails(scope, rows)
}
