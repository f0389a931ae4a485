import { NotAllowedNote } from '@/components/access/not-allowed-note'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button'
import { ActionButton } from '@/components/ui/form/action-button'
import { ConfirmAction } from '@/components/ui/form/confirm-action'
import { play, undo } from '@/components/ui/icons'
import { Time } from '@/components/ui/time'
import { describeEvent } from '@/lib/audit/describe'
import { UNDO_DAYS } from '@/lib/imports/input'
import { rowCount as rowsOf } from '@/lib/imports/labels'
import { formatNumber, countPeople, pluralize } from '@/lib/kernel/format'
import { paths } from '@/lib/kernel/paths'
import type { PermissionHolder } from '@/lib/operation/can'
import { explainOperation } from '@/lib/registry'
import { continueImportAction, undoImportAction } from '../actions'
import { choicesOf, countOf } from './import-choices'
import type { ViewedImport } from './rows'
import { StartForm } from './start-form'
import { Frame, type StateCardProps } from './state-frame'

const DAY_MS = 86_400_000

/** What became of an import that is done or stopped, and what can be done about it. */
export function Ended({ actor, company, data }: StateCardProps) {
  const { import: found, history, hindrances, fates } = data
  const stopped = found.state === 'stopped'
  const why = history.find(event => event.event === 'import.stopped' || event.event === 'import.continued')
  return (
    <Frame title={stopped ? 'Import stopped' : 'Import finished'}>
      {stopped && why && <Alert tone="warn" title={describeEvent(why, explainOperation)} />}
      <Summary data={data} />
      <div className="flex flex-wrap gap-2">
        {stopped && !hindrances.start && (
          <ActionButton
            variant="primary"
            action={continueImportAction}
            input={{ importId: found.id }}
            icon={play}
            successMessage="The import continues."
          >
            Continue
          </ActionButton>
        )}
        <SeePeople company={company} data={data} />
        {!hindrances.undo && fates.open + countOf(data, 'added') > 0 && <Undo data={data} />}
      </div>
      <NotAllowedNote
        title="Some changes are not available to you"
        reasons={[stopped ? hindrances.start : undefined, hindrances.undo]}
      />
      {!hindrances.start && <LeftOut actor={actor} data={data} />}
    </Frame>
  )
}

/** Leads to those whom it was about: the rows below, with the way to each person. */
function SeePeople({ company, data }: { company: string; data: ViewedImport }) {
  const kind = (['invited', 'added', 'reactivated'] as const).find(one => countOf(data, one) > 0)
  if (!kind) return null
  return (
    <ButtonLink href={paths.import(company, data.import.id, { show: kind })}>
      View {countPeople(countOf(data, kind))}
    </ButtonLink>
  )
}

/** Rows that nobody chose so far: the file is still here. */
function LeftOut({ actor, data }: { actor: PermissionHolder; data: ViewedImport }) {
  const { import: found, leftOut } = data
  const choices = choicesOf(actor, data, leftOut)
  const open = (['createGroups', 'addGroups', 'reactivate'] as const).reduce(
    (sum, choice) => sum + (choices[choice] ? leftOut[choice] : 0),
    0,
  )
  if (!open) return null
  return (
    <section aria-labelledby="left-out" className="border-t border-line pt-4">
      <h3 id="left-out" className="font-semibold">
        {rowsOf(open)} not imported yet
      </h3>
      <p className="mt-1 mb-4 text-muted">
        These rows were not imported because the options for them were not selected. You can still import them.
      </p>
      <StartForm
        importId={found.id}
        expiryDays={found.expiryDays}
        message={found.message}
        choices={choices}
        leftOut={open}
      />
    </section>
  )
}

function Summary({ data }: { data: ViewedImport }) {
  const { fates } = data
  const [invited, added, reactivated, skipped, failed, waiting] = (
    ['invited', 'added', 'reactivated', 'skipped', 'failed', 'waiting'] as const
  ).map(kind => countOf(data, kind))
  return (
    <p role="status">
      {countPeople(invited ?? 0)} invited ({formatNumber(fates.accepted)} accepted so far)
      {added ? `, groups added to ${pluralize(added, 'person', 'people')}` : ''}
      {reactivated ? `, ${countPeople(reactivated)} reactivated` : ''}, {rowsOf(skipped ?? 0)} skipped,{' '}
      {formatNumber(failed ?? 0)} failed
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
      label="Undo import"
      variant="danger"
      icon={undo}
      title={`Undo the import of ${found.fileName}?`}
      confirmLabel="Undo import"
      action={undoImportAction}
      input={{ importId: found.id }}
    >
      <p>
        {fates.open === 1 ? '1 invitation that is' : `${formatNumber(fates.open)} invitations that are`} still pending
        will be cancelled. The links stop working, and the people are removed from the list of users.
      </p>
      <p>
        {fates.accepted === 1 ? '1 person who accepted stays' : `${countPeople(fates.accepted)} who accepted stay`},
        with their groups. Groups the import created stay as well.
      </p>
      {countOf(data, 'added') > 0 && (
        <p>People lose the groups the import added, unless somebody has changed their groups since.</p>
      )}
      {countOf(data, 'reactivated') > 0 && <p>People the import reactivated stay active.</p>}
      <p>
        You can do this until <Time at={until} show="date" />. It cannot be undone.
      </p>
    </ConfirmAction>
  )
}
