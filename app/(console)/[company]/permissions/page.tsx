import type { ReactNode } from 'react'
import { consolePage } from '@/app/(console)/_frame/console-page'
import { ViewsAndColumns } from '@/app/(console)/_frame/views-and-columns'
import { ResourcePermissions, type CataloguePermission } from '@/components/permissions/resource-permissions'
import { ExportMenu } from '@/components/shell/export-menu'
import { Page } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { DetailsLoader } from '@/components/ui/details-loader'
import { EmptyState } from '@/components/ui/empty-state'
import { plus, shield } from '@/components/ui/icons'
import { Pager } from '@/components/ui/pager'
import { listColumns, type ColumnOf } from '@/lib/kernel/list-columns'
import { paths } from '@/lib/kernel/paths'
import { covers } from '@/lib/operation/can'
import { createPermission } from '@/lib/permissions/commands'
import { permissionFilterFields } from '@/lib/permissions/input'
import { permissionKey } from '@/lib/permissions/key'
import { byResource } from '@/lib/permissions/labels'
import { mayRun } from '@/lib/permissions/may-run'
import { listPermissionsPage } from '@/lib/permissions/queries'
import { PermissionFilters } from './filters'

export default consolePage(listPermissionsPage, 'permissions', ({ actor, company, data, query }) => {
  const filters = Object.fromEntries(Object.keys(permissionFilterFields).map(name => [name, query[name]]))
  const filtered = Object.values(filters).some(Boolean)
  const list = { company, columns: data.columns ?? listColumns.permissions }
  const permissions = data.permissions.map(permission => ({
    ...permission,
    onlyThrough: permission.groups ? [] : data.wildcards.filter(key => covers(key, permissionKey(permission))),
  }))
  const builtIn = permissions.filter(permission => permission.builtIn)
  const own = permissions.filter(permission => !permission.builtIn)
  const add = mayRun(actor, createPermission) && (
    <ButtonLink variant="primary" icon={plus} href={paths.newPermission(company)}>
      Add permission
    </ButtonLink>
  )
  return (
    <Page
      title="Permissions"
      description="What groups can grant, such as staging:deploy."
      wide
      actions={
        <>
          <ViewsAndColumns
            list="permissions"
            href={paths.permissions(company)}
            query={filters}
            views={data.views}
            columns={data.columns}
          />
          <ExportMenu href={format => paths.exportPermissions(company, { ...filters, format })} />
          {(own.length > 0 || filtered) && add}
        </>
      }
    >
      <PermissionFilters
        company={company}
        query={filters}
        resources={byResource(data.resources.map(resource => ({ resource, action: '' }))).map(
          ({ resource, label }) => ({ value: resource, label }),
        )}
        found={filtered ? `${permissions.length} found` : ''}
      />
      {filtered && permissions.length === 0 && (
        <EmptyState
          title="No permissions match"
          action={<ButtonLink href={paths.permissions(company)}>Clear filters</ButtonLink>}
        >
          Try the beginning of a word in the name or description, or change the filters.
        </EmptyState>
      )}
      {(own.length > 0 || !filtered) && (
        <Section
          id="own"
          title="Custom permissions"
          description="For your other systems, which check them in Console. Each names a resource and an action."
        >
          {own.length === 0 && (
            <EmptyState icon={shield} title="No custom permissions yet" action={add}>
              Add one for each action your other systems should check.
            </EmptyState>
          )}
          <Resources {...list} permissions={own} />
        </Section>
      )}
      {builtIn.length > 0 && (
        <Section
          id="console"
          title="Built-in permissions"
          description="For actions in Console. These cannot be changed."
        >
          <Resources {...list} permissions={builtIn} />
        </Section>
      )}
      <Pager shown={permissions.length} total={data.total} />
      <DetailsLoader />
    </Page>
  )
})

interface ResourcesProps {
  company: string
  permissions: CataloguePermission[]
  columns: readonly ColumnOf<'permissions'>[]
}

function Resources({ permissions, ...list }: ResourcesProps) {
  return byResource(permissions).map(({ resource, label, permissions: ofResource }) => (
    <ResourcePermissions key={resource} {...list} label={label} permissions={ofResource} />
  ))
}

interface SectionProps {
  id: string
  title: string
  description: string
  children: ReactNode
}

function Section({ id, title, description, children }: SectionProps) {
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3 not-first:mt-4">
      <header>
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        <p className="text-muted">{description}</p>
      </header>
      <div className="card lines overflow-clip">{children}</div>
    </section>
  )
}
