import { Alert } from '@/components/ui/alert'
import { Code } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { TextLink } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { membershipSourceLabels } from '@/lib/groups/labels'
import { formatList } from '@/lib/kernel/format'
import type { OutputOf } from '@/lib/operation/define'
import type { explainAccessPage } from '@/lib/users/access-queries'

type View = OutputOf<typeof explainAccessPage>

interface AccessAnswerProps {
  view: View
  groupHref: ((groupId: string) => string) | undefined
  /** Where they are added to a group, for who may do so. */
  addHref: ((groupId: string) => string) | undefined
}

/** Yes or no, through what, and what would change it. */
export function AccessAnswer({ view, groupHref, addHref }: AccessAnswerProps) {
  const { user, permission, allowed, ways = [], groups, helpers } = view
  return (
    <>
      <Alert
        tone={allowed ? 'good' : 'neutral'}
        title={allowed ? `Yes, ${user.name} has ${permission}` : `No, ${user.name} does not have ${permission}`}
      >
        {verdict(view)}
      </Alert>
      {ways.length > 0 && (
        <Card flush className="max-w-3xl">
          <CardHeader
            flush
            title={user.status === 'active' ? 'Through these groups' : 'Groups that grant it'}
            description={
              ways.length > 1
                ? 'Each of them is enough. To take the permission away, all of them have to change.'
                : undefined
            }
          />
          <ul className="divide-y divide-line">
            {ways.map(way => (
              <li key={`${way.id} ${way.grant}`} className="flex flex-col gap-0.5 px-4 py-3 sm:px-5">
                <p className="wrap-anywhere">
                  <Group {...way} href={groupHref} /> grants <Code>{way.grant}</Code>
                  {way.grant !== permission && (
                    <>
                      , which includes <Code>{permission}</Code>
                    </>
                  )}
                </p>
                <p className="text-[0.8125rem] text-muted">
                  {user.name} has been in the group since <Time at={way.addedAt} show="date" />
                  {added(way)}. The group has granted this since <Time at={way.grantedAt} show="date" />.
                  {way.until && (
                    <>
                      {' '}
                      It ends on <Time at={way.until} show="datetime" />.
                    </>
                  )}
                </p>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {groups && (
        <Card flush className="max-w-3xl">
          <CardHeader
            flush
            title="What would give it"
            description={
              groups.length
                ? `Adding ${user.name} to one of these groups. A group gives everything that it grants.`
                : 'No group grants it yet. A group has to be given the permission first.'
            }
          />
          {groups.length > 0 && (
            <ul className="divide-y divide-line">
              {groups.map(group => (
                <li
                  key={group.id}
                  className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3 sm:px-5"
                >
                  <div className="min-w-0 flex-1 basis-64 wrap-anywhere">
                    <Group {...group} href={groupHref} />
                    <p className="text-[0.8125rem] text-muted">Grants {formatList(group.keys)}.</p>
                    {group.hindrance && <p className="text-[0.8125rem] text-muted">{group.hindrance}</p>}
                  </div>
                  {addHref && !group.hindrance && (
                    <ButtonLink size="sm" href={addHref(group.id)} aria-label={`Add ${user.name} to ${group.name}`}>
                      Add to group
                    </ButtonLink>
                  )}
                </li>
              ))}
            </ul>
          )}
        </Card>
      )}
      {ways.length === 0 && helpers.length > 0 && (
        <p className="text-muted">{formatList(helpers, 'or')} can change this.</p>
      )}
    </>
  )
}

function verdict({ user, ways = [], allowed }: View): string {
  const through = formatList([...new Set(ways.map(({ name }) => name))])
  if (allowed) return ways.length ? `Through ${through}.` : ''
  if (!ways.length) return 'None of their groups grants it.'
  return user.status === 'invited'
    ? `They have not accepted their invitation yet. Once they do, they have it through ${through}.`
    : `They are deactivated and cannot sign in. Once reactivated, they have it again through ${through}.`
}

const added = ({ addedVia, line }: NonNullable<View['ways']>[number]): string => {
  const label = membershipSourceLabels[addedVia]
  return label && `, added ${label}${line ? ` (line ${line})` : ''}`
}

const Group = ({ id, name, href }: { id: string; name: string; href: AccessAnswerProps['groupHref'] }) =>
  href ? <TextLink href={href(id)}>{name}</TextLink> : <b className="font-medium text-ink">{name}</b>
