import { Code } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { TextLink } from '@/components/ui/link'
import { paths } from '@/lib/kernel/paths'
import { totalPeople } from '@/lib/kernel/totals'
import type { OutputOf } from '@/lib/operation/define'
import { permissionKey } from '@/lib/permissions/key'
import type { viewPermissionPage } from '@/lib/permissions/queries'

type View = OutputOf<typeof viewPermissionPage>

interface GrantingGroupsCardProps {
  company: string
  view: Pick<View, 'permission' | 'groups' | 'people'>
  mayReadGroups: boolean
}

/** More would push what stands below off the screen. */
const FIRST = 10

/** Which groups grant a permission, by its own name or by a wildcard. */
export function GrantingGroupsCard({
  company,
  view: { permission, groups, people },
  mayReadGroups,
}: GrantingGroupsCardProps) {
  const key = permissionKey(permission)
  const rows = groups.map(group => (
    <li
      key={group.id}
      className="flex flex-wrap items-baseline justify-between gap-x-4 px-4 py-2.5 wrap-anywhere sm:px-5"
    >
      {mayReadGroups ? <TextLink href={paths.group(company, group.id)}>{group.name}</TextLink> : group.name}
      {!group.keys.includes(key) && (
        <span className="text-[0.8125rem] text-muted">
          through <Code>{group.keys[0]}</Code>
        </span>
      )}
    </li>
  ))
  return (
    <Card flush>
      <CardHeader flush title="Granted by" description={whoHasIt(groups.length, people)} />
      <ul className="divide-y divide-line">{rows.slice(0, FIRST)}</ul>
      {rows.length > FIRST && (
        <details className="group/others border-t border-line">
          <summary className="block px-4 py-2.5 font-medium text-accent -outline-offset-2 hover:underline sm:px-5">
            <span className="group-open/others:hidden">Show all {rows.length} groups</span>
            <span className="hidden group-open/others:inline">Show the first {FIRST} only</span>
          </summary>
          <ul className="divide-y divide-line border-t border-line">{rows.slice(FIRST)}</ul>
        </details>
      )}
    </Card>
  )
}

function whoHasIt(groups: number, people: number): string {
  if (!groups) return 'No group grants it, so nobody has it.'
  const who = people === 0 ? 'Nobody has' : `${totalPeople(people)} ${people === 1 ? 'has' : 'have'}`
  return `${who} it through ${groups === 1 ? 'this group' : 'these groups'}.`
}
