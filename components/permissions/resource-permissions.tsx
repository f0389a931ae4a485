import { TextLink } from '@/components/ui/link'
import { paths } from '@/lib/kernel/paths'
import type { OutputOf } from '@/lib/operation/define'
import { permissionKey } from '@/lib/permissions/key'
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
    <section className="grid gap-x-6 gap-y-1 px-4 py-3 sm:px-5 lg:grid-cols-[11rem_minmax(0,1fr)]">
      <h3 className="py-1.5 font-semibold wrap-anywhere">{label}</h3>
      <ul className="min-w-0 divide-y divide-line">
        {permissions.map(permission => (
          <li key={permission.id} className="flex items-baseline gap-4 py-2">
            <div className="grid min-w-0 flex-1 gap-x-6 gap-y-0.5 md:grid-cols-[13rem_minmax(0,1fr)]">
              <TextLink
                href={paths.permission(company, permission.id)}
                className="justify-self-start font-mono text-[0.8125rem]/5 wrap-anywhere"
              >
                {permissionKey(permission)}
              </TextLink>
              <div className="min-w-0">
                <p className="wrap-anywhere whitespace-pre-line">
                  {permission.description || <span className="text-muted">No description</span>}
                </p>
                {permission.builtIn && <Allowed sentences={allowedBy(permissionKey(permission))} />}
              </div>
            </div>
            <p className="shrink-0 text-[0.8125rem] text-muted tabular-nums">{groupsText(permission)}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

const groupsText = ({ groups, onlyThrough }: CataloguePermission): string => {
  if (groups === 0) return onlyThrough.length ? `Only through ${onlyThrough.join(' and ')}` : 'No group'
  return groups === 1 ? '1 group' : `${groups} groups`
}
