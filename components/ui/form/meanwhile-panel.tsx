import { useId } from 'react'
import { Alert } from '@/components/ui/alert'
import { PageTime } from '@/components/ui/page-time'
import { FieldError } from './field'
import type { Side, Told, ToldField } from './use-version'

interface MeanwhilePanelProps {
  told: Told
  /** Saving was tried with something undecided. */
  undecided: boolean
  onChoose: (field: string, choice: Side) => void
}

/** Somebody saved the same thing first: who, when, what, and per field whose value is to be saved next. */
export function MeanwhilePanel({ told, undecided, onChoose }: MeanwhilePanelProps) {
  const { by, at, own, fields } = told
  const who = own ? 'You' : (by ?? 'Somebody')
  return (
    <Alert tone="warn" title={<span role="alert">{told.message}</span>}>
      <p>
        {at && (
          <>
            Saved <PageTime at={at} />.{' '}
          </>
        )}
        {fields.some(field => field.conflict)
          ? 'What you entered is still here. Choose what to save, then save again.'
          : 'What you entered is still here, together with the other changes. Review it, then save again.'}
      </p>
      <div className="mt-3 flex flex-col gap-3">
        {fields.map(field => (
          <Field key={field.field} {...field} who={who} own={own} undecided={undecided} onChoose={onChoose} />
        ))}
      </div>
    </Alert>
  )
}

interface ChoiceProps extends ToldField {
  who: string
  own: boolean
  undecided: boolean
  onChoose: MeanwhilePanelProps['onChoose']
}

function Field({ field, label, values, conflict, choice, choosable, who, own, undecided, onChoose }: ChoiceProps) {
  const id = useId()
  const error = undecided && choosable && !choice ? 'Choose which of the two to save.' : undefined
  const option = (side: Side, words: string, value: string) => (
    <label className="flex items-start gap-2.5 py-1 pointer-coarse:min-h-10 pointer-coarse:py-2">
      <input
        type="radio"
        name={id}
        data-choice
        checked={choice === side}
        onChange={() => onChoose(field, side)}
        aria-describedby={error && `${id}-error`}
        className="mt-0.5 size-4 shrink-0"
      />
      <span className="min-w-0 whitespace-pre-line wrap-anywhere">
        {words} <Value of={value} />
      </span>
    </label>
  )
  return (
    <fieldset data-invalid={error ? '' : undefined} className="min-w-0 rounded-md bg-surface px-3.5 py-2.5">
      <legend className="sr-only">{label}</legend>
      <p className="whitespace-pre-line wrap-anywhere">
        {'added' in values ? (
          <ListChange who={who} {...values} />
        ) : (
          <>
            {who} changed <b className="font-semibold">{label}</b> from <Value of={values.base} /> to{' '}
            <Value of={values.theirs} />
            {conflict && (
              <>
                ; you entered <Value of={values.yours} />
              </>
            )}
            .
          </>
        )}
      </p>
      {choosable && 'base' in values && (
        <>
          {option('theirs', own ? 'Keep what was saved:' : 'Keep theirs:', values.theirs)}
          {option('yours', conflict ? 'Use mine:' : 'Change it back to', values.yours)}
        </>
      )}
      <FieldError id={id} error={error} />
    </fieldset>
  )
}

const Value = ({ of }: { of: string }) => (of ? <>“{of}”</> : <i>nothing</i>)

function ListChange({ who, added, removed }: { who: string; added: string[]; removed: string[] }) {
  return (
    <>
      {who} {added.length > 0 && <>added {added.join(', ')}</>}
      {added.length > 0 && removed.length > 0 && ' and '}
      {removed.length > 0 && <>removed {removed.join(', ')}</>}. Your own changes are kept as well.
    </>
  )
}
