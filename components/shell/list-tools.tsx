'use client'

import { lazy } from 'react'
import type { z } from 'zod'
import type { Action } from '@/components/ui/form/run-action'
import { bookmark, columnsIcon } from '@/components/ui/icons'
import { PanelButton } from '@/components/ui/panel-button'
import { listColumns, type ListName } from '@/lib/kernel/list-columns'
import type { chooseColumnsInput, deleteViewInput, saveViewInput } from '@/lib/profile/list-input'

interface View {
  id: string
  name: string
  query: string
}

/** What the panels send. */
export interface ListActions {
  chooseColumns: Action<unknown, z.input<typeof chooseColumnsInput>>
  saveView: Action<unknown, z.input<typeof saveViewInput>>
  deleteView: Action<unknown, z.input<typeof deleteViewInput>>
}

interface ListToolsProps {
  list: ListName
  /** The address of the list, without a query. */
  href: string
  /** The query of the present address, without the cursor. */
  query: string
  views: View[]
  /** Those that are chosen; null where nobody chose. */
  columns?: readonly string[] | null
  actions: ListActions
}

const ViewsPanel = lazy(async () => ({ default: (await import('./views-panel')).ViewsPanel }))
const ColumnsPanel = lazy(async () => ({ default: (await import('./columns-panel')).ColumnsPanel }))

/** How the reader likes to see the list. What is behind the buttons is loaded when they are first used. */
export function ListTools({ list, href, query, views, columns = null, actions }: ListToolsProps) {
  return (
    <div className="ms-auto flex print:hidden">
      <PanelButton id="views" label="Views" icon={bookmark}>
        <ViewsPanel list={list} href={href} query={query} views={views} actions={actions} />
      </PanelButton>
      {listColumns[list].length > 0 && (
        <span className="max-sm:hidden">
          <PanelButton id="columns" label="Columns" icon={columnsIcon}>
            <ColumnsPanel list={list} chosen={columns} action={actions.chooseColumns} key={String(columns)} />
          </PanelButton>
        </span>
      )}
    </div>
  )
}
