import { useEffect, useState } from 'react'
import { useFormContext } from '@/components/ui/form/form-context'
import { useCompany } from '@/components/ui/form/run-action'
import { MAX_BYTES } from '@/lib/imports/input'
import type { inspectImport } from '@/lib/imports/inspect'
import { columnMeanings } from '@/lib/imports/meanings'
import { paths } from '@/lib/kernel/paths'
import type { OutputOf } from '@/lib/operation/define'
import { nameOf, sendChosen, type ChosenFile } from './chosen-file'

export type Inspection = OutputOf<typeof inspectImport>

/** Rows are looked at when nothing was typed for so long. */
const PAUSE_MS = 600

const chosenFile = (values: { file?: FileList; pasted?: string }): ChosenFile | undefined => {
  const file = values.file?.[0]
  if (file) return file.size > MAX_BYTES ? undefined : file
  return values.pasted?.trim() && values.pasted.length <= MAX_BYTES ? values.pasted : undefined
}

/**
 * Has the file of the form around it looked at as soon as it is chosen, and fills in what its columns are taken for. What is
 * wrong with a file is said at once; rows that are still being typed are given time.
 */
export function useInspection(): { inspection: Inspection | undefined; isReading: boolean } {
  const company = useCompany()
  const { form } = useFormContext()
  const [inspection, setInspection] = useState<Inspection>()
  const [isReading, setReading] = useState(false)

  useEffect(() => {
    let latest = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined

    const inspect = async (file: ChosenFile, encoding: string, { signal }: AbortController) => {
      const address = paths.importInspection(company, { fileName: nameOf(file), encoding })
      const result = await sendChosen<Inspection>(address, file, { signal }).catch(() => undefined)
      if (signal.aborted) return
      setReading(false)
      if (result?.ok) {
        const { places, asks } = result.data
        for (const meaning of columnMeanings) {
          const at = asks.includes(meaning) ? undefined : places[meaning]
          form.setValue(meaning, at === undefined ? '' : String(at))
        }
        setInspection(result.data)
      } else if (result && typeof file !== 'string')
        for (const [name, message] of Object.entries(result.error.fields ?? {}))
          form.setError(name, { type: 'server', message })
    }

    const watching = form.watch((values, { name }) => {
      if (name !== 'file' && name !== 'pasted' && name !== 'encoding') return
      latest.abort()
      clearTimeout(timer)
      latest = new AbortController()
      for (const meaning of columnMeanings) form.setValue(meaning, '')
      const encoding = name === 'encoding' ? String(values.encoding ?? '') : ''
      if (name === 'encoding') {
        if (!encoding) return setInspection(previous => previous && { ...previous, columns: [] })
      } else {
        form.clearErrors(['file', 'pasted', 'encoding', ...columnMeanings])
        form.resetField('encoding', { defaultValue: '' })
        setInspection(undefined)
      }
      const file = chosenFile(values)
      setReading(file !== undefined)
      const wait = latest
      if (file) timer = setTimeout(() => inspect(file, encoding, wait), typeof file === 'string' ? PAUSE_MS : 0)
    })
    return () => {
      watching.unsubscribe()
      latest.abort()
      clearTimeout(timer)
    }
  }, [company, form])

  return { inspection, isReading }
}
