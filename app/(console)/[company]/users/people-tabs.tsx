import { Tabs } from '@/components/ui/tabs'
import { listInvitationsPage } from '@/lib/invitations/queries'
import { paths } from '@/lib/kernel/paths'
import type { PermissionHolder } from '@/lib/operation/can'
import { mayRun } from '@/lib/permissions/may-run'
import { listUsersPage } from '@/lib/users/queries'

interface PeopleTabsProps {
  actor: PermissionHolder
  company: string
  current: 'people' | 'invitations'
}

/** Who is here, and who is on the way; for those who may see both. */
export function PeopleTabs({ actor, company, current }: PeopleTabsProps) {
  if (!mayRun(actor, listUsersPage) || !mayRun(actor, listInvitationsPage)) return null
  const tabs = [
    { label: 'Users', href: paths.users(company) },
    { label: 'Invitations', href: paths.invitations(company) },
  ]
  return (
    <Tabs
      label="Users and invitations"
      tabs={tabs}
      current={paths[current === 'people' ? 'users' : 'invitations'](company)}
    />
  )
}
