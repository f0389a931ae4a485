import { Code } from '@/components/ui/badge'
import { cx } from '@/components/ui/cx'
import { Link } from '@/components/ui/link'
import { permissionKey } from '@/lib/permissions/key'
import { byResource, explainPermission } from '@/lib/permissions/labels'

interface ListedPermission {
  id: string
  resource: string
  action: string
  description: string
  /** Those that grant it, where that is of interest. */
  groups?: { id: string; name: string }[]
}

interface PermissionListProps {
  permissions: readonly ListedPermission[]
  /** Where a granting group leads; left out, it is plain text. */
  groupHref?: (groupId: string) => string
}

/** What somebody may do, by resource, each with what it means and where it comes from. */
export function PermissionList({ permissions, groupHref }: PermissionListProps) {
  return (
    <div className="divide-y divide-line">
      {byResource(permissions).map(({ resource, label, permissions }) => (
        <section
          key={resource}
          className="grid gap-x-6 gap-y-2 py-4 first:pt-0 last:pb-0 md:grid-cols-[8.5rem_minmax(0,1fr)]"
        >
          <h3 className="font-medium wrap-anywhere">{label}</h3>
          <ul className="flex min-w-0 flex-col gap-3">
            {permissions.map(permission => (
              <li
                key={permission.id}
                className={cx(
                  'grid gap-x-6 gap-y-1',
                  permission.groups && 'sm:grid-cols-[minmax(0,1fr)_minmax(0,12rem)]',
                )}
              >
                <div className="min-w-0">
                  <p className="wrap-anywhere">{explainPermission(permission)}</p>
                  <Code>{permissionKey(permission)}</Code>
                </div>
                {permission.groups && <Source groups={permission.groups} groupHref={groupHref} />}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function Source({
  groups,
  groupHref,
}: {
  groups: { id: string; name: string }[]
  groupHref?: (groupId: string) => string
}) {
  return (
    <p className="text-[0.8125rem] text-muted wrap-anywhere">
      from{' '}
      {groups.map(({ id, name }, index) => (
        <span key={id}>
          {index > 0 && (index === groups.length - 1 ? ' and ' : ', ')}
          {groupHref ? (
            <Link href={groupHref(id)} className="name-link font-medium text-ink">
              {name}
            </Link>
          ) : (
            <b className="font-medium text-ink">{name}</b>
          )}
        </span>
      ))}
    </p>
  )
}
