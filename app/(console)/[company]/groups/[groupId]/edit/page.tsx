import { consolePage } from '@/app/(console)/_frame/console-page'
import { NotAllowedNote } from '@/components/access/not-allowed-note'
import { Page } from '@/components/shell/page'
import { Card } from '@/components/ui/card'
import { editGroup } from '@/lib/groups/queries'
import { paths } from '@/lib/kernel/paths'
import { EditGroupForm } from '../../group-form'

export default consolePage(editGroup, 'groups', ({ company, data: { group, hindrance } }) => (
  <Page
    title="Edit group"
    breadcrumbs={[
      { label: 'Groups', href: paths.groups(company) },
      { label: group.name, href: paths.group(company, group.id) },
    ]}
  >
    <NotAllowedNote title={`You cannot edit ${group.name}`} reasons={[hindrance]} />
    {!hindrance && (
      <Card className="max-w-2xl">
        <EditGroupForm group={group} />
      </Card>
    )}
  </Page>
))
