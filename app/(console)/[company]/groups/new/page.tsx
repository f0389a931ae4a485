import { consolePage } from '@/app/(console)/_frame/console-page'
import { Page } from '@/components/shell/page'
import { Card } from '@/components/ui/card'
import { newGroup } from '@/lib/groups/queries'
import { paths } from '@/lib/kernel/paths'
import { NewGroupForm } from '../group-form'

export default consolePage(newGroup, 'groups', ({ company }) => (
  <Page
    title="New group"
    description="Add members and permissions after creating it."
    breadcrumbs={[{ label: 'Groups', href: paths.groups(company) }]}
  >
    <Card className="max-w-2xl">
      <NewGroupForm />
    </Card>
  </Page>
))
