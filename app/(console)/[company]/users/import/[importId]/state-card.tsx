import type { ReactNode } from 'react'
import { NotAllowedNote } from '@/components/access/not-allowed-note'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { ActionButton } from '@/components/ui/form/action-button'
import { ConfirmAction } from '@/components/ui/form/confirm-action'
import { play, square, undo } from '@/components/ui/icons'
import { Time } from '@/components/ui/time'
import { describeEvent } from '@/lib/audit/describe'
import { createGroup } from '@/lib/groups/commands'
import { NAMED_GROUPS } from '@/lib/imports/input'
import { UNDO_DAYS } from '@/lib/imports/input'
import { rowCount as rowsOf, type RowKind } from '@/lib/imports/labels'
import { formatList, formatNumber, countPeople } from '@/lib/kernel/format'
import { paths } from '@/lib/kernel/paths'
import type { PermissionHolder } from '@/lib/operation/can'
import { mayRun } from '@/lib/permissions/may-run'
import { explainOperation } from '@/lib/registry'
import { continueImportAction, stopImportAction, undoImportAction } from '../actions'
import { ImportProgress } from './progress'
import type { ViewedImport } from './rows'
import { StartForm } from './start-form'

const DAY_MS = 86_400_000

interface StateCardProps {
  actor: PermissionHolder
  company: string
  data: ViewedImport
}

const countOf = ({ counts }: ViewedImport, kind: RowKind): number => counts.find(one => one.kind === kind)?.count ?? 0

/** What is to be done next, or being done, or was done. */
export function StateCard({ actor, company, data }: StateCardProps) {
  const { state, undoneAt } = data.import
  if (state === 'reviewed') return <Reviewed actor={actor} company={company} data={data} />
  if (state === 'queued' || state === 'running') return <Running data={data} />
  if (state === 'undone') return undoneAt ? <Undone data={data} /> : <BeingUndone data={data} />
  return <Ended data={data} />
}

const Frame = ({ title, children }: { title: string; children: ReactNode }) => (
  <Card>
    <CardHeader title={title} />
    <div className="flex flex-col items-stretch gap-4">{children}</div>
  </Card>
)

function Reviewed({ actor, company, data }: StateCardProps) {
  const { import: found, unknownGroups, hindrances } = data
  const [fresh, unknown] = [countOf(data, 'new'), countOf(data, 'unknown_group')]
  const creates = unknown > 0 && mayRun(actor, createGroup)
  if (fresh === 0 && !creates) {
    return (
      <Frame title="Nobody to invite">
        <p className="text-muted">None of the rows is a new person who could be invited. The rows below say why.</p>
        <div>
          <ButtonLink href={paths.imports(company)}>Choose another file</ButtonLink>
        </div>
      </Frame>
    )
  }
  const names = unknownGroups.join(', ') + (unknownGroups.length === NAMED_GROUPS ? ' …' : '')
  return (
    <Frame title="Start the import">
      <p>{countPeople(fresh)} will be invited. The other rows change nothing, and nothing was sent so far.</p>
      <ReviewedGroups groups={found.groups} />
      <NotAllowedNote title="You cannot start this import" reasons={[hindrances.start]} />
      {unknown > 0 && !creates && (
        <Alert tone="warn" title={`${rowsOf(unknown)} with groups that do not exist`}>
          {names}. Nobody is invited by them; creating groups needs the permission groups:create.
        </Alert>
      )}
      {!hindrances.start && (
        <StartForm
          importId={found.id}
          expiryDays={found.expiryDays}
          createGroups={
            creates
              ? {
                  label: `Create the groups that do not exist, and invite ${countPeople(unknown)} more`,
                  hint: `${names}. They grant nothing until you say what.`,
                }
              : undefined
          }
        />
      )}
    </Frame>
  )
}

/** More would push the form off the page. */
const SHOWN_GROUPS = 10

/** What is handed out, as it was reviewed: where a group grants more by the start, the import does not begin. */
function ReviewedGroups({ groups }: { groups: { id: string; name: string; grants: string[] }[] }) {
  if (!groups.length) return null
  return (
    <DescriptionList
      items={[
        ...groups.slice(0, SHOWN_GROUPS).map(({ name, grants }) => ({
          term: name,
          detail: grants.length ? `grants ${formatList(grants)}` : 'grants nothing',
        })),
        ...(groups.length > SHOWN_GROUPS
          ? [{ term: 'Other groups', detail: formatNumber(groups.length - SHOWN_GROUPS) }]
          : []),
      ]}
    />
  )
}

function Running({ data: { import: found } }: { data: ViewedImport }) {
  return (
    <Frame title="The import is running">
      <ImportProgress importId={found.id} label={`Import of ${found.fileName}`} done={found.done} total={found.total} />
      <p className="text-muted">It goes on when you leave this page.</p>
      <div>
        <ActionButton
          action={stopImportAction}
          input={{ importId: found.id }}
          icon={square}
          successMessage="The import was stopped."
        >
          Stop
        </ActionButton>
      </div>
    </Frame>
  )
}

function Ended({ data }: { data: ViewedImport }) {
  const { import: found, history, hindrances } = data
  const stopped = found.state === 'stopped'
  const why = history.find(event => event.event === 'import.stopped' || event.event === 'import.continued')
  return (
    <Frame title={stopped ? 'The import is stopped' : 'The import is done'}>
      {stopped && why && <Alert tone="warn" title={describeEvent(why, explainOperation)} />}
      <Summary data={data} />
      <div className="flex flex-wrap gap-2">
        {stopped && !hindrances.start && (
          <ActionButton
            variant="primary"
            action={continueImportAction}
            input={{ importId: found.id }}
            icon={play}
            successMessage="The import goes on."
          >
            Continue
          </ActionButton>
        )}
        {!hindrances.undo && <Undo data={data} />}
      </div>
      <NotAllowedNote
        title="Some changes are not available to you"
        reasons={[stopped ? hindrances.start : undefined, hindrances.undo]}
      />
    </Frame>
  )
}

function Summary({ data }: { data: ViewedImport }) {
  const { fates } = data
  const [invited, skipped, failed, waiting] = (['invited', 'skipped', 'failed', 'waiting'] as const).map(kind =>
    countOf(data, kind),
  )
  return (
    <p role="status">
      {countPeople(invited ?? 0)} invited ({formatNumber(fates.accepted)} accepted so far), {rowsOf(skipped ?? 0)}{' '}
      skipped, {formatNumber(failed ?? 0)} failed
      {waiting ? `, ${formatNumber(waiting)} still waiting` : ''}.
    </p>
  )
}

function Undo({ data }: { data: ViewedImport }) {
  const { import: found, fates } = data
  const until = new Date((found.finishedAt ?? found.startedAt ?? found.createdAt).getTime() + UNDO_DAYS * DAY_MS)
  if (until < new Date()) return null
  return (
    <ConfirmAction
      label="Undo the import"
      variant="danger"
      icon={undo}
      title={`Undo the import of ${found.fileName}?`}
      confirmLabel="Undo"
      action={undoImportAction}
      input={{ importId: found.id }}
    >
      <p>
        {fates.open === 1 ? '1 invitation that is' : `${formatNumber(fates.open)} invitations that are`} still pending
        will be cancelled: the links stop working, and the people disappear from the list of users.
      </p>
      <p>
        {fates.accepted === 1 ? '1 person who accepted stays' : `${countPeople(fates.accepted)} who accepted stay`},
        with their groups. Groups that the import created stay, too.
      </p>
      <p>
        This is possible until <Time at={until} show="date" />, and cannot itself be undone.
      </p>
    </ConfirmAction>
  )
}

function BeingUndone({ data: { import: found } }: { data: ViewedImport }) {
  return (
    <Frame title="The import is being undone">
      <ImportProgress
        importId={found.id}
        label="Invitations are being cancelled"
        done={0}
        total={found.total}
        uncounted
      />
      <p className="text-muted">It goes on when you leave this page.</p>
    </Frame>
  )
}

function Undone({ data }: { data: ViewedImport }) {
  const result = data.history.find(event => event.event === 'import.undone')
  return (
    <Frame title="The import was undone">
      {result && <p role="status">{describeEvent(result, explainOperation)}</p>}
    </Frame>
  )
}
