'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { viewImportProgress } from '@/lib/imports/queries'
import { formatNumber } from '@/lib/kernel/format'
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

/** Asks how far it is, while somebody looks. With every tenth, and when it is over or may not be seen any more, the page is read anew. */
export function ImportProgress({ importId, label, uncounted, ...first }: ProgressProps) {
  const router = useRouter()
  const [{ done, total }, setProgress] = useState<Progress>(first)
  const shown = useRef(tenthsOf(first))

  useEffect(() => {
    const timer = setInterval(async () => {
      if (document.hidden) return
      try {
        const answer = await fetch(paths.importProgress(importId))
        if (answer.status >= 500) return
        const { data }: { data?: OutputOf<typeof viewImportProgress> } = await answer.json()
        if (data) setProgress(data)
        if (!data || data.ended) clearInterval(timer)
        if (!data || data.ended || tenthsOf(data) > shown.current) router.refresh()
        shown.current = data ? tenthsOf(data) : 10
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
          {formatNumber(done)} of {formatNumber(total)} rows
        </p>
      )}
      {/* Every tenth is said; every number would be a chatter. */}
      <p aria-live="polite" className="sr-only">
        {uncounted ? label : `${tenthsOf({ done, total }) * 10} percent of ${formatNumber(total)} rows are done.`}
      </p>
    </div>
  )
}
