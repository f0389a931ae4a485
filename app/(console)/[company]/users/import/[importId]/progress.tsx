'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { askApi } from '@/components/ui/ask-api'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { viewImportProgress } from '@/lib/imports/queries'
import { formatNumber, pluralize } from '@/lib/kernel/format'
import { paths } from '@/lib/kernel/paths'
import type { OutputOf } from '@/lib/operation/define'

const EVERY_MS = 2000

type Progress = Pick<OutputOf<typeof viewImportProgress>, 'done' | 'total'>

interface ProgressProps extends Progress {
  importId: string
  label: string
  /** Rows are not counted, as when invitations are cancelled. */
  uncounted?: boolean
}

const tenthsOf = ({ done, total }: Progress): number => Math.floor((done / Math.max(1, total)) * 10)

const rowsDone = ({ done, total }: Progress): string =>
  `${formatNumber(done)} of ${pluralize(total, 'row', 'rows')} done`

/** Asks how far it is, while somebody looks. When it is over, or may not be seen any more, the page is read anew. */
export function ImportProgress({ importId, label, uncounted, ...first }: ProgressProps) {
  const router = useRouter()
  const [{ done, total }, setProgress] = useState<Progress>(first)
  // Said with every tenth, and every number would be a chatter; what is said is what is shown at that moment.
  const [said, setSaid] = useState<Progress>(first)

  useEffect(() => {
    const timer = setInterval(async () => {
      if (document.hidden) return
      try {
        const answer = await askApi(paths.importProgress(importId))
        if (answer.status >= 500) return
        const { data }: { data?: OutputOf<typeof viewImportProgress> } = await answer.json()
        if (data) {
          setProgress(data)
          setSaid(before => (tenthsOf(data) > tenthsOf(before) ? data : before))
        }
        if (data && !data.ended) return
        clearInterval(timer)
        router.refresh()
      } catch {
        // The server is away for a moment; the import goes on without this page.
      }
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [importId, router])

  return (
    <div className="flex flex-col gap-2">
      <ProgressBar label={label} value={uncounted ? undefined : done} max={total} />
      {!uncounted && (
        <p className="text-muted tabular-nums" aria-hidden="true">
          {rowsDone({ done, total })}
        </p>
      )}
      <p aria-live="polite" className="sr-only">
        {uncounted ? label : rowsDone(said)}
      </p>
    </div>
  )
}
