import { ExemptionEnd } from '@/components/access/exemption-end'
import { Badge } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { ActionButton } from '@/components/ui/form/action-button'
import { TextLink } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { pluralize } from '@/lib/kernel/format'
import { paths } from '@/lib/kernel/paths'
import { graceText } from '@/lib/security/summary'
import { liftAddressWaitAction } from './actions'

interface GroupsCardProps {
  company: string
  groups: { id: string; name: string; graceDays: number; missing: number }[]
  linked: boolean
}

export function RequiringGroupsCard({ company, groups, linked }: GroupsCardProps) {
  return (
    <Card>
      <CardHeader
        title="Groups that require two-factor authentication"
        description="You can change this on each group's page."
      />
      {groups.length === 0 ? (
        <p className="text-muted">None yet. Groups with sensitive permissions are a good place to start.</p>
      ) : (
        <ul className="divide-y divide-line">
          {groups.map(({ id, name, graceDays, missing }) => (
            <li
              key={id}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2.5 first:pt-0 last:pb-0"
            >
              <span className="min-w-0 wrap-anywhere">
                {linked ? <TextLink href={paths.group(company, id)}>{name}</TextLink> : name}
                <span className="block text-[0.8125rem] text-muted">Required {graceText(graceDays)}</span>
              </span>
              <Badge tone={missing ? 'warn' : 'good'}>{missing ? `${missing} not set up` : 'All set up'}</Badge>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

interface ExemptionsCardProps {
  /** The company's. */
  timeZone: string
  company: string
  exemptions: { userId: string; name: string; reason: string; until: Date }[]
}

export function ExemptionsCard({ company, exemptions, timeZone }: ExemptionsCardProps) {
  return (
    <Card>
      <CardHeader
        title="Exceptions"
        description="People who do not need two-factor authentication for a while, and why. You can add exceptions on a person's page."
      />
      {exemptions.length === 0 ? (
        <p className="text-muted">None.</p>
      ) : (
        <ul className="divide-y divide-line">
          {exemptions.map(({ userId, name, reason, until }) => (
            <li key={userId} className="py-2.5 wrap-anywhere first:pt-0 last:pb-0">
              <TextLink href={paths.user(company, userId)}>{name}</TextLink>
              <span className="block text-[0.8125rem] text-muted">
                “{reason}”, <ExemptionEnd until={until} timeZone={timeZone} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

interface WaitingCardProps {
  company: string
  waiting: { userId: string; name: string; until: Date | null; failures: number; count: number }[]
}

export function WaitingCard({ company, waiting }: WaitingCardProps) {
  const more = (waiting[0]?.count ?? 0) - waiting.length
  return (
    <Card>
      <CardHeader
        title="Blocked sign-ins"
        description="People who cannot sign in for a while after many wrong passwords or codes. You can unblock them on their page."
      />
      {waiting.length === 0 ? (
        <p className="text-muted">Nobody is blocked.</p>
      ) : (
        <ul className="divide-y divide-line">
          {waiting.map(({ userId, name, until, failures }) => (
            <li key={userId} className="py-2.5 wrap-anywhere first:pt-0 last:pb-0">
              <TextLink href={paths.user(company, userId)}>{name}</TextLink>
              <span className="block text-[0.8125rem] text-muted">
                {pluralize(failures, 'failed sign-in')},{' '}
                {until ? (
                  <>
                    until <Time at={until} show="datetime" />
                  </>
                ) : (
                  'until somebody unblocks it'
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {more > 0 && <p className="mt-3 text-muted">And {pluralize(more, 'more person', 'more people')}.</p>}
    </Card>
  )
}

interface AddressesCardProps {
  addresses: { address: string; until: Date; failures: number; count: number }[]
  mayLift: boolean
}

export function AddressesCard({ addresses, mayLift }: AddressesCardProps) {
  const more = (addresses[0]?.count ?? 0) - addresses.length
  return (
    <Card>
      <CardHeader
        title="Blocked addresses"
        description="After many failed sign-ins from an IP address or network, sign-in from there is blocked for a while. People can still sign in on devices they have used before."
      />
      {addresses.length === 0 ? (
        <p className="text-muted">No address is blocked.</p>
      ) : (
        <ul className="divide-y divide-line">
          {addresses.map(({ address, until, failures }) => (
            <li
              key={address}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5 first:pt-0 last:pb-0"
            >
              <span className="min-w-0 wrap-anywhere">
                <span className="font-mono text-[0.8125rem]">{address}</span>
                <span className="block text-[0.8125rem] text-muted">
                  {pluralize(failures, 'failed sign-in')}, until <Time at={until} show="datetime" />
                </span>
              </span>
              {mayLift && (
                <ActionButton
                  action={liftAddressWaitAction}
                  input={{ address }}
                  size="sm"
                  successMessage={`People can sign in from ${address} again.`}
                >
                  Unblock sign-in<span className="sr-only"> for {address}</span>
                </ActionButton>
              )}
            </li>
          ))}
        </ul>
      )}
      {more > 0 && <p className="mt-3 text-muted">And {pluralize(more, 'more address', 'more addresses')}.</p>}
    </Card>
  )
}
