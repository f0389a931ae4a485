import { Tabs } from '@/components/ui/tabs'
import { paths } from '@/lib/kernel/paths'
import { can, type PermissionHolder } from '@/lib/operation/can'

interface PeopleTabsProps {
  actor: PermissionHolder
  company: string
  current: 'people' | 'invitations'
}

/** Who is here, and who is on the way; for those who may see both. */
export function PeopleTabs({ actor, company, current }: PeopleTabsProps) {
  if (!can(actor, 'users:read') || !can(actor, 'users:invite')) return null
  const tabs = [
    { label: 'People', href: paths.users(company) },
    { label: 'Invitations', href: paths.invitations(company) },
  ]
  return (
    <Tabs
      label="People and invitations"
      tabs={tabs}
      current={paths[current === 'people' ? 'users' : 'invitations'](company)}
    />
  )
}
