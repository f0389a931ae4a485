import { createElement } from 'react'
import { Link } from '@/components/ui/link'
import { paths } from '@/lib/kernel/paths'
import type { OutputOf } from '@/lib/operation/define'
import { permissionKey } from '@/lib/permissions/key'
import { firstSentence } from '@/lib/permissions/labels'
import type { listPermissions } from '@/lib/permissions/queries'
import { allowedBy } from '@/lib/registry'
import { Allowed } from './allowed'

interface ResourcePermissionsProps {
  company: string
  /** What the resource is called. */
  label: string
  permissions: CataloguePermission[]
}

export type CataloguePermission = OutputOf<typeof listPermissions>['permissions'][number] & {
  /** The granted wildcards that allow the same, where no group grants it by its own name. */
  onlyThrough: string[]
}

/** The permissions on one resource, each with what it is for and how many groups grant it. */
export function ResourcePermissions({ company, label, permissions }: ResourcePermissionsProps) {
  return (
    <section className="permissions">
      <h3>{label}</h3>
      {createElement('ul', { className: 'lines' }, ...permissions.map(permission => row(company, permission)))}
    </section>
  )
}

/** Spread into the list: a key would be sent with each. */
const row = (company: string, permission: CataloguePermission) => {
  const key = permissionKey(permission)
  const href = paths.permission(company, permission.id)
  const { words, rest } = firstSentence(permission)
  return (
    <li>
      <Link href={href}>
        {words} <code>{key}</code>
      </Link>
      <span>{groupsText(permission)}</span>
      {rest && <p>{rest}</p>}
      {permission.builtIn && <Allowed sentences={allowedBy(key)} href={href} />}
    </li>
  )
}

const groupsText = ({ groups, onlyThrough }: CataloguePermission): string => {
  if (groups === 0) return onlyThrough.length ? `Only through ${onlyThrough.join(' and ')}` : 'No group'
  return groups === 1 ? '1 group' : `${groups} groups`
}
