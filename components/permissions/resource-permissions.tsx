import { createElement } from 'react'
import { Link } from '@/components/ui/link'
import type { ColumnOf } from '@/lib/kernel/list-columns'
import { paths } from '@/lib/kernel/paths'
import type { OutputOf } from '@/lib/operation/define'
import { permissionKey } from '@/lib/permissions/key'
import { firstSentence } from '@/lib/permissions/labels'
import type { listPermissionsPage } from '@/lib/permissions/queries'
import { allowedBy } from '@/lib/registry'
import { Allowed } from './allowed'

interface ResourcePermissionsProps {
  company: string
  /** What the resource is called. */
  label: string
  permissions: CataloguePermission[]
  /** What is said of each beside what it is called. */
  columns: readonly ColumnOf<'permissions'>[]
}

export type CataloguePermission = OutputOf<typeof listPermissionsPage>['permissions'][number] & {
  /** The granted wildcards that allow the same, where no group grants it by its own name. */
  onlyThrough: string[]
}

/** The permissions on one resource, each with what it is for and how many groups grant it. */
export function ResourcePermissions({ company, label, permissions, columns }: ResourcePermissionsProps) {
  const rows = permissions.map(permission => row(company, permission, columns))
  return (
    <section className="permissions">
      <h3>{label}</h3>
      {createElement('ul', { className: 'lines' }, ...rows)}
    </section>
  )
}

/** Spread into the list: a key would be sent with each. */
function row(company: string, permission: CataloguePermission, columns: readonly ColumnOf<'permissions'>[]) {
  const key = permissionKey(permission)
  const href = paths.permission(company, permission.id)
  const { words, rest } = firstSentence(permission)
  const shows = (column: ColumnOf<'permissions'>) => columns.includes(column)
  return (
    <li>
      {/* Where nobody described it, its key is its name. */}
      <Link href={href}>
        {words} {(shows('key') || !words) && <code>{key}</code>}
      </Link>
      {shows('groups') && <span>{groupsText(permission)}</span>}
      {shows('description') && rest && <p>{rest}</p>}
      {shows('allows') && permission.builtIn && <Allowed sentences={allowedBy(key)} href={href} />}
    </li>
  )
}

const groupsText = ({ groups, onlyThrough }: CataloguePermission): string => {
  if (groups === 0) return onlyThrough.length ? `Only through ${onlyThrough.join(' and ')}` : 'No group'
  return groups === 1 ? '1 group' : `${groups} groups`
}
