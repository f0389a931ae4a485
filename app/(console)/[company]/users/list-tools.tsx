'use client'

import { lazy } from 'react'
import { bookmark, columnsIcon } from '@/components/ui/icons'
import { PanelButton } from '@/components/ui/panel-button'
import type { UserColumn } from '@/lib/kernel/list-columns'

interface View {
  id: string
  name: string
  query: string
}

interface ListToolsProps {
  company: string
  /** The query of the present address, without the cursor. */
  query: string
  views: View[]
  /** Those that are chosen; null where nobody chose. */
  columns: UserColumn[] | null
}

const ViewsPanel = lazy(async () => ({ default: (await import('./views-panel')).ViewsPanel }))
const ColumnsPanel = lazy(async () => ({ default: (await import('./columns-panel')).ColumnsPanel }))

/** How the reader likes to see the list. What is behind the buttons is loaded when they are first used. */
export function ListTools({ company, query, views, columns }: ListToolsProps) {
  return (
    <div className="ms-auto flex print:hidden">
      <PanelButton id="views" label="Views" icon={bookmark}>
        <ViewsPanel company={company} query={query} views={views} />
      </PanelButton>
      <span className="max-sm:hidden">
        <PanelButton id="columns" label="Columns" icon={columnsIcon}>
          <ColumnsPanel chosen={columns} key={String(columns)} />
        </PanelButton>
      </span>
    </div>
  )
}
