import { consolePage } from '@/app/(console)/_frame/console-page'
import { NotAllowedNote } from '@/components/access/not-allowed-note'
import { Page } from '@/components/shell/page'
import { Code } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { previewGroupDeletion } from '@/lib/groups/queries'
import { paths } from '@/lib/kernel/paths'
import { formatTotal, isCut } from '@/lib/kernel/totals'
import type { OutputOf } from '@/lib/operation/define'
import { DeleteGroupForm } from './delete-group-form'

type Loss = OutputOf<typeof previewGroupDeletion>['losses'][number]

const consequence = (members: number, permissions: number): string => {
  if (members === 0) return 'The group has no members, so nobody loses access.'
  if (permissions === 0) return 'The group grants no permissions, so nobody loses access.'
  return 'Members immediately lose the permissions only this group grants them:'
}

export default consolePage(previewGroupDeletion, 'groups', ({ company, data: { group, losses, hindrance } }) => {
  const unnamed = group.members - losses.length
  const speaks = group.members > 0 && group.permissions > 0
  return (
    <Page
      title={`Delete ${group.name}?`}
      breadcrumbs={[
        { label: 'Groups', href: paths.groups(company) },
        { label: group.name, href: paths.group(company, group.id) },
      ]}
    >
      <div className="flex max-w-2xl flex-col gap-5">
        <NotAllowedNote title={`${group.name} cannot be deleted`} reasons={[hindrance]} />
        <Card flush>
          <CardHeader flush title="Who loses what" description={consequence(group.members, group.permissions)} />
          {speaks && (
            <ul className="divide-y divide-line">
              {losses.map(loss => (
                <LossRow key={loss.id} loss={loss} />
              ))}
              {unnamed > 0 && (
                <li className="px-4 py-3 text-muted sm:px-5">
                  and {isCut(group.members) ? 'many' : formatTotal(unnamed)} more
                </li>
              )}
            </ul>
          )}
        </Card>
        {!hindrance && (
          <Card>
            <DeleteGroupForm groupId={group.id} name={group.name} />
          </Card>
        )}
      </div>
    </Page>
  )
})

function LossRow({ loss: { name, loses } }: { loss: Loss }) {
  return (
    <li className="grid gap-x-4 gap-y-1 px-4 py-3 sm:grid-cols-[11rem_minmax(0,1fr)] sm:px-5">
      <span className="font-medium wrap-anywhere">{name}</span>
      {loses.length ? (
        <span className="flex min-w-0 flex-wrap gap-1">
          {loses.map(key => (
            <Code key={key}>{key}</Code>
          ))}
        </span>
      ) : (
        <span className="text-muted">nothing, other groups grant the same</span>
      )}
    </li>
  )
}
