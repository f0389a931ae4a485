import { consolePage } from '@/app/(console)/_frame/console-page'
import { Page } from '@/components/shell/page'
import { Card } from '@/components/ui/card'
import { paths } from '@/lib/kernel/paths'
import { can } from '@/lib/operation/can'
import { newPermission } from '@/lib/permissions/queries'
import { createPermissionAction } from '../actions'
import { CreatePermissionForm } from './create-permission-form'

export default consolePage(newPermission, 'permissions', ({ actor, company, data }) => (
  <Page
    title="Add permission"
    description="For your other systems to check. Nobody has it until a group grants it."
    breadcrumbs={[{ label: 'Permissions', href: paths.permissions(company) }]}
  >
    <Card className="max-w-2xl">
      <CreatePermissionForm
        action={createPermissionAction}
        company={company}
        resources={data.resources}
        mayRead={can(actor, 'permissions:read')}
      />
    </Card>
  </Page>
))
