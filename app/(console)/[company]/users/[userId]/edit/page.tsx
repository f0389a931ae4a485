import { consolePage } from '@/app/(console)/_frame/console-page'
import { NotAllowedNote } from '@/components/access/not-allowed-note'
import { Page } from '@/components/shell/page'
import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { TextLink } from '@/components/ui/link'
import { paths } from '@/lib/kernel/paths'
import { editUser } from '@/lib/users/queries'
import { EditUserForm } from './edit-user-form'

export default consolePage(editUser, 'users', ({ company, data: { user, hindrance } }) => (
  <Page
    title="Edit person"
    breadcrumbs={[
      { label: 'Users', href: paths.users(company) },
      { label: user.name, href: paths.user(company, user.id) },
    ]}
  >
    {hindrance ? (
      <NotAllowedNote title={`You cannot edit ${user.name}`} reasons={[hindrance]} />
    ) : user.status === 'active' ? (
      <Card className="max-w-2xl">
        <EditUserForm user={{ id: user.id, name: user.name, title: user.title ?? '' }} version={user.version} />
      </Card>
    ) : (
      <Alert tone="warn" title={`${user.name} is ${user.status}`}>
        Only active people can be edited. <TextLink href={paths.user(company, user.id)}>Back to profile</TextLink>
      </Alert>
    )}
  </Page>
))
