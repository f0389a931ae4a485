import type { ReactNode } from 'react'
import { Code } from '@/components/ui/badge'
import { DescriptionList } from '@/components/ui/description-list'
import { TextLink } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { exactTimeOf } from '@/components/ui/time-format'
import { changesOf, type Change } from '@/lib/audit/changes'
import { eventLabel, principalWayLabel, targetLabels } from '@/lib/audit/labels'
import { targetHref, targetNameOf } from '@/lib/audit/target'
import { deviceName } from '@/lib/kernel/device-name'
import { pluralize } from '@/lib/kernel/format'
import { lookup } from '@/lib/kernel/lookup'
import { paths } from '@/lib/kernel/paths'
import { readerTimeZone } from '@/lib/kernel/reader'
import { can, type PermissionHolder } from '@/lib/operation/can'
import type { AuditEvent } from './event-list'

/** Who reads the log: decides which links lead somewhere for them. */
export interface Reader extends PermissionHolder {
  /** The slug. */
  company: string
  explainOperation: (name: string) => string | undefined
}

/** Facts worth a line of their own; the sentence says the others. */
const factLabels: Record<string, string> = {
  slug: 'Slug',
  description: 'Description',
  groups: 'Groups',
  permissions: 'Permissions',
  granted: 'Granted',
  revoked: 'Revoked',
  email: 'Email entered',
  file: 'File',
  encoding: 'Encoding',
  delimiter: 'Delimiter',
  createdGroups: 'Groups created',
  emptyGroups: 'Groups without members',
  reason: 'Reason',
  lastDay: 'Last day',
  trialUntil: 'On trial until',
}

export function EventDetails({ event, reader }: { event: AuditEvent; reader: Reader }) {
  const changes = changesOf(event)
  return (
    <div data-details className="flex flex-col gap-4">
      {changes.length > 0 && <BeforeAndAfter changes={changes} />}
      <DescriptionList
        items={[
          { term: 'When', detail: <When at={event.at} /> },
          { term: 'Who', detail: <Who event={event} reader={reader} /> },
          ...(event.via
            ? [{ term: 'How', detail: principalWayLabel(event.via, { person: event.actorId !== null }) }]
            : []),
          {
            term: 'What',
            detail: (
              <>
                {eventLabel(event.event)} <Code>{event.event}</Code>
              </>
            ),
          },
          ...(event.targetId ? [{ term: 'About', detail: <About event={event} reader={reader} /> }] : []),
          ...factsOf(event),
          ...countedTogether(event),
          {
            term: 'Operation',
            detail: (
              <>
                {reader.explainOperation(event.operation)} <Code>{event.operation}</Code>
              </>
            ),
          },
          ...(event.ip ? [{ term: 'IP address', detail: <Code>{event.ip}</Code> }] : []),
          ...(event.userAgent ? [{ term: 'Device', detail: <Device userAgent={event.userAgent} /> }] : []),
          { term: 'Request', detail: <Code>{event.requestId}</Code> },
        ]}
      />
    </div>
  )
}

function BeforeAndAfter({ changes }: { changes: Change[] }) {
  return (
    <table className="w-full table-fixed border-collapse text-start">
      <caption className="sr-only">Before and after</caption>
      <thead className="text-start text-xs text-muted">
        <tr className="border-b border-line">
          {['Changed', 'Before', 'After'].map((header, index) => (
            <th
              key={header}
              scope="col"
              className={`py-1.5 pe-3 text-start font-medium ${index ? '' : 'w-24 sm:w-40'}`}
            >
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {changes.map(({ field, from, to }) => (
          <tr key={field} className="align-top">
            <th scope="row" className="py-1.5 pe-3 text-start font-normal text-muted first-letter:uppercase">
              {field}
            </th>
            <td className="py-1.5 pe-3 wrap-anywhere whitespace-pre-line">{from || <Nothing />}</td>
            <td className="py-1.5 wrap-anywhere whitespace-pre-line">{to || <Nothing />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Nothing = () => <span className="text-muted">nothing</span>

function Device({ userAgent }: { userAgent: string }) {
  return (
    <>
      {deviceName(userAgent)}
      <span className="block text-[0.8125rem] text-muted">{userAgent}</span>
    </>
  )
}

function Who({ event, reader }: { event: AuditEvent; reader: Reader }) {
  const { actorId, actorName, actorKind } = event
  if (actorKind === 'console') return 'Console, on schedule'
  if (!actorId) return actorKind === 'operator' ? 'The Console operator' : 'Somebody who was not signed in'
  return (
    <WithFilter href={paths.auditLog(reader.company, { person: actorId })} label="All events about this person">
      {!actorName ? (
        'A deleted user'
      ) : can(reader, 'users:read') ? (
        <TextLink href={paths.user(reader.company, actorId)}>{actorName}</TextLink>
      ) : (
        actorName
      )}
    </WithFilter>
  )
}

function About({ event, reader }: { event: AuditEvent; reader: Reader }) {
  const { targetId, targetType } = event
  if (!targetId || !targetType) return null
  const person = targetType === 'user'
  const name = targetNameOf(event)
  const href = targetHref(event, reader)
  return (
    <WithFilter
      href={paths.auditLog(reader.company, { target: targetId })}
      label={`All events about ${person ? 'them' : 'it'}`}
    >
      {!person && `${lookup(targetLabels, targetType) ?? targetType} `}
      {name &&
        (href ? <TextLink href={href}>{name}</TextLink> : <span className="first-letter:uppercase">{name}</span>)}
    </WithFilter>
  )
}

function WithFilter({ href, label, children }: { href: string; label: string; children: ReactNode }) {
  return (
    <span className="flex flex-wrap items-baseline gap-x-4">
      <span className="min-w-0">{children}</span>
      <TextLink href={href} className="text-[0.8125rem]">
        {label}
      </TextLink>
    </span>
  )
}

/** Of many alike that became one event: when the first and the last of them were. */
function countedTogether({ data: { times, since, until } }: AuditEvent): { term: string; detail: ReactNode }[] {
  if (typeof times !== 'number' || typeof since !== 'string' || typeof until !== 'string') return []
  const [first, last] = [new Date(since), new Date(until)]
  return [
    {
      term: 'How often',
      detail: (
        <>
          {pluralize(times, 'time')}, <Time at={first} show="exact" /> to <Time at={last} show="exact" />
        </>
      ),
    },
  ]
}

function factsOf({ data }: AuditEvent): { term: string; detail: string }[] {
  return Object.entries(factLabels).flatMap(([name, term]) => {
    const value = data[name]
    if (typeof value === 'string' && value) return [{ term, detail: value }]
    return Array.isArray(value) && value.length ? [{ term, detail: value.map(String).join(', ') }] : []
  })
}

/** By the clock of the reader, and as it is kept. */
const When = ({ at }: { at: Date }) => (
  <>
    <Time at={at} show="exact" />
    {readerTimeZone() !== 'UTC' && <span className="block text-muted">{exactTimeOf(at, 'UTC')}</span>}
  </>
)
