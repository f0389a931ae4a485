'use client'

import { fieldsOf } from '@/components/ui/form/fields-of'
import { useFormContext } from '@/components/ui/form/form-context'
import { SelectField } from '@/components/ui/form/select-field'
import { Spinner } from '@/components/ui/spinner'
import { uploadForm } from '@/lib/imports/input'
import { columnMeanings, meaningLabels, type ColumnMeaning } from '@/lib/imports/meanings'
import { formatList } from '@/lib/kernel/format'
import { useInspection, type Inspection } from './use-inspection'

const field = fieldsOf(uploadForm)

/** How a chosen file is read, and which of its columns is what: shown with what is in them, to be changed before the review. */
export function FileColumns() {
  const { inspection, isReading } = useInspection()
  return (
    <>
      <p role="status" className={isReading || inspection ? 'text-muted' : 'sr-only'}>
        {isReading ? (
          <span className="flex items-center gap-2">
            <Spinner /> Reading the file
          </span>
        ) : (
          inspection && summary(inspection)
        )}
      </p>
      {inspection && inspection.encodings.length > 0 && <EncodingField {...inspection} />}
      {inspection && inspection.columns.length > 0 && <ColumnFields {...inspection} />}
    </>
  )
}

function summary({ form, encodings, hasHeader, isRemembered }: Inspection): string {
  if (!form) return encodings.length ? 'The text encoding of this file could not be detected.' : ''
  const said = [
    form.delimiter ? `Read as ${form.encoding}, ${form.delimiter}s between the cells.` : `Read as an ${form.encoding}.`,
    form.sheets ? `Of ${form.sheets} sheets, “${form.sheet}” is read.` : '',
    form.above === 1 ? 'The first line is ignored.' : form.above ? `${form.above} lines above are ignored.` : '',
    hasHeader ? '' : 'The file has no column names, so the columns were recognized by their contents.',
    isRemembered ? 'The columns are matched as in your last file of this kind.' : '',
  ]
  return said.filter(Boolean).join(' ')
}

function EncodingField({ encodings }: Inspection) {
  return (
    <SelectField
      name={field('encoding')}
      label="Which of these looks right?"
      placeholder="Choose"
      options={encodings.map(({ encoding, usedFor, samples }) => ({
        value: encoding,
        label: `${samples.join(', ')} (${usedFor}, ${encoding})`,
      }))}
      hint="The file is neither UTF-8 nor UTF-16. Excel calls UTF-8 “CSV UTF-8”."
    />
  )
}

function ColumnFields(inspection: Inspection) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-3 font-semibold">Match columns</legend>
      <div className="grid gap-x-5 gap-y-4 sm:grid-cols-2">
        {columnMeanings.map(meaning => (
          <ColumnField key={meaning} meaning={meaning} inspection={inspection} />
        ))}
      </div>
    </fieldset>
  )
}

function ColumnField({
  meaning,
  inspection: { columns, asks, places },
}: {
  meaning: ColumnMeaning
  inspection: Inspection
}) {
  const { form } = useFormContext()
  const chosen: string = form.watch(field(meaning)) ?? ''
  const samples = columns.find(({ at }) => String(at) === chosen)?.samples ?? []
  const isAsked = asks.includes(meaning)
  const mustBe = meaning === 'email'
  const several = isAsked && !chosen ? 'Several columns match. Choose one. ' : ''
  return (
    <SelectField
      name={field(meaning)}
      label={meaningLabels[meaning]}
      optional={!mustBe}
      placeholder={mustBe && places.email !== undefined && !isAsked ? undefined : mustBe ? 'Choose a column' : 'None'}
      options={columns.map(({ at, name, samples: [first] }) => ({
        value: String(at),
        label: first ? `${name} (${first})` : name,
      }))}
      hint={several + (samples.length ? `Such as ${formatList(samples)}.` : '') || undefined}
    />
  )
}
