'use client'

import './globals.css'
import { Problem } from '@/components/shell/problem'

/** Stands in for the root layout when that itself fails, so it brings the page around it along. */
export default function GlobalError(props: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Console</title>
        <main className="px-4 py-10">
          <Problem {...props} />
        </main>
      </body>
    </html>
  )
}
