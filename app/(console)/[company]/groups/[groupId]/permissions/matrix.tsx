import { useId } from 'react'
import { Card } from '@/components/ui/card'
import { cx } from '@/components/ui/cx'
import { Icon } from '@/components/ui/icon'
import { lock } from '@/components/ui/icons'
import type { editGroupPermissions } from '@/lib/groups/queries'
import type { OutputOf } from '@/lib/operation/define'
import { permissionKey } from '@/lib/permissions/key'
import { byResource, explainPermission, type ResourceGroup } from '@/lib/permissions/labels'

export type MatrixPermission = OutputOf<typeof editGroupPermissions>['permissions'][number] & {
  /** The reader does not hold it, so cannot grant it. */
  locked: boolean
}

const usual = ['*', 'read', 'create', 'update', 'delete']

/** Every action that these rows have, once: the usual ones first. */
const actionsOf = (rows: ResourceGroup<MatrixPermission>[]): string[] => {
  const actions = new Set(rows.flatMap(row => row.permissions.map(permission => permission.action)))
  return [
    ...usual.filter(action => actions.has(action)),
    ...[...actions].filter(action => !usual.includes(action)).sort(),
  ]
}

const LOCKED = 'locked-permissions'

/**
 * Resources down, actions across; one table for Console and one for the company's other systems, which have actions
 * of their own. A ticked wildcard shows what it includes as ticked and locked by CSS alone, so the tables need no script.
 */
export function Matrix({ permissions, companyName }: { permissions: MatrixPermission[]; companyName: string }) {
  const rows = byResource(permissions)
  const isOwn = (row: ResourceGroup<MatrixPermission>) => row.permissions.some(permission => permission.builtIn)
  const sections = [
    { title: 'Console', rows: rows.filter(isOwn) },
    { title: `Other systems of ${companyName}`, rows: rows.filter(row => !isOwn(row)) },
  ].filter(section => section.rows.length)
  return (
    <>
      <div className="matrix group/all flex flex-col gap-6">
        {sections.map(section => (
          <Section key={section.title} {...section} />
        ))}
      </div>
      {permissions.some(permission => permission.locked) && (
        <p id={LOCKED} className="mt-3 flex items-start gap-2 text-[0.8125rem] text-muted">
          <Icon of={lock} className="mt-0.5 size-3.5" />
          You can only grant permissions you have. Ask an administrator about the locked ones.
        </p>
      )}
    </>
  )
}

function Section({ title, rows }: { title: string; rows: ResourceGroup<MatrixPermission>[] }) {
  const id = useId()
  const actions = actionsOf(rows)
  return (
    <section className="min-w-0">
      <h2 id={id} className="mb-2 font-semibold wrap-anywhere">
        {title}
      </h2>
      <Card flush>
        {/* Focusable, so that the keyboard can scroll it where it is wider than the page. */}
        <div
          role="region"
          aria-labelledby={id}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          className="fade-end relative scroll-ps-44 overflow-x-auto -outline-offset-2"
        >
          <table className="w-full border-separate border-spacing-0 text-start">
            <caption className="sr-only">{title}: resources in rows, actions in columns</caption>
            <thead>
              <tr>
                <th
                  scope="col"
                  className={cx(sticky, 'w-44 min-w-32 border-b border-line text-start text-xs font-medium text-muted')}
                >
                  Resource
                </th>
                {actions.map(action => (
                  <th
                    key={action}
                    scope="col"
                    className="h-10 border-b border-line px-2 py-2 text-center text-xs font-medium text-muted"
                  >
                    {action === '*' ? 'Every action' : action}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="*:last:*:border-b-0">
              {rows.map(row => (
                <Row key={row.resource} row={row} actions={actions} />
              ))}
            </tbody>
          </table>
        </div>
      </Card>
    </section>
  )
}

const sticky = 'sticky start-0 z-10 bg-surface px-4'

function Row({
  row: { resource, label, permissions },
  actions,
}: {
  row: ResourceGroup<MatrixPermission>
  actions: string[]
}) {
  return (
    <tr className="group/row">
      <th scope="row" className={cx(sticky, 'h-12 max-w-44 border-b border-line text-start font-medium wrap-anywhere')}>
        {label}
      </th>
      {actions.map(action => {
        const permission = permissions.find(permission => permission.action === action)
        return (
          <td key={action} className="h-12 border-b border-line text-center">
            {permission && (
              <Cell
                permission={permission}
                label={resource === '*' ? 'Full access' : `${label}: ${action === '*' ? 'every action' : action}`}
              />
            )}
          </td>
        )
      })}
    </tr>
  )
}

/** Where the row's wildcard, or full access, is ticked. Written out, because Tailwind reads the source. */
const whenIncluded = {
  row: 'group-has-[[data-covers=row]:checked]/row:inline',
  all: 'group-has-[[data-covers=all]:checked]/all:inline',
}

function Cell({ permission, label }: { permission: MatrixPermission; label: string }) {
  const { id, resource, action, granted, locked } = permission
  const covers = resource === '*' ? 'all' : action === '*' ? 'row' : undefined
  const byRow = covers === undefined && whenIncluded.row
  const byAll = covers !== 'all' && whenIncluded.all
  return (
    <label
      title={[explainPermission(permission), permissionKey(permission)].filter(Boolean).join(' – ')}
      className={cx(
        'inline-flex min-h-11 min-w-14 flex-col items-center justify-center gap-0.5 px-2',
        locked && 'cursor-not-allowed',
      )}
    >
      <span className="inline-flex items-center">
        <input
          type="checkbox"
          value={id}
          defaultChecked={granted}
          disabled={locked}
          data-covers={covers}
          aria-describedby={locked ? LOCKED : undefined}
          className="size-4"
        />
      </span>
      <span className="sr-only">{label}</span>
      <span className={cx('hidden text-[0.6875rem]/none text-muted', byRow, byAll)}>included</span>
      {locked && <Icon of={lock} className="size-3 text-muted" />}
    </label>
  )
}
