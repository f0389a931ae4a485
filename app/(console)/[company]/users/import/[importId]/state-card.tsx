import { NotAllowedNote } from '@/components/access/not-allowed-note'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button'
import { DescriptionList } from '@/components/ui/description-list'
import { ActionButton } from '@/components/ui/form/action-button'
import { square } from '@/components/ui/icons'
import { describeEvent } from '@/lib/audit/describe'
import { rowCount as rowsOf } from '@/lib/imports/labels'
import { formatList, formatNumber, countPeople } from '@/lib/kernel/format'
import { paths } from '@/lib/kernel/paths'
import { explainOperation } from '@/lib/registry'
import { stopImportAction } from '../actions'
import { Ended } from './ended'
import { choicesOf, countOf, namesOf } from './import-choices'
import { ImportProgress } from './progress'
import type { ViewedImport } from './rows'
import { StartForm } from './start-form'
import { Frame, type StateCardProps } from './state-frame'

/** What is to be done next, or being done, or was done. */
export function StateCard({ actor, company, data }: StateCardProps) {
  const { state, undoneAt } = data.import
  if (state === 'reviewed') return <Reviewed actor={actor} company={company} data={data} />
  if (state === 'queued' || state === 'running') return <Running data={data} />
  if (state === 'undone') return undoneAt ? <Undone data={data} /> : <BeingUndone data={data} />
  return <Ended actor={actor} company={company} data={data} />
}

function Reviewed({ actor, company, data }: StateCardProps) {
  const { import: found, unknownGroups, hindrances } = data
  const [fresh, unknown] = [countOf(data, 'new'), countOf(data, 'unknown_group')]
  const choices = choicesOf(actor, data, {
    createGroups: unknown,
    addGroups: countOf(data, 'member_groups'),
    reactivate: countOf(data, 'inactive'),
  })
  if (fresh === 0 && !Object.values(choices).some(Boolean)) {
    return (
      <Frame title="Nobody to invite">
        <p className="text-muted">None of the rows is a new person. See the rows below for the reasons.</p>
        <div>
          <ButtonLink href={paths.imports(company)}>Choose another file</ButtonLink>
        </div>
      </Frame>
    )
  }
  return (
    <Frame title="Start import">
      <p>
        {fresh ? `${countPeople(fresh)} will be invited.` : 'None of these people is new.'} The other rows change
        nothing
        {Object.values(choices).some(Boolean) ? ' unless you select an option below' : ''}. Nothing has been sent yet.
      </p>
      <ReviewedGroups groups={found.groups} />
      <NotAllowedNote title="You cannot start this import" reasons={[hindrances.start]} />
      {unknown > 0 && !choices.createGroups && (
        <Alert tone="warn" title={`${rowsOf(unknown)} with groups that do not exist`}>
          {namesOf(unknownGroups)}. These rows are not imported. To create groups, you need the permission
          groups:create.
        </Alert>
      )}
      {!hindrances.start && <StartForm importId={found.id} expiryDays={found.expiryDays} choices={choices} />}
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
      <p className="text-muted">It continues if you leave this page.</p>
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
      <p className="text-muted">It continues if you leave this page.</p>
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
