'use client'

import { lazy } from 'react'
import type { z } from 'zod'
import type { Action } from '@/components/ui/form/run-action'
import { bookmark, columnsIcon } from '@/components/ui/icons'
import { PanelButton } from '@/components/ui/panel-button'
import type { ListName, ViewedList } from '@/lib/kernel/list-columns'
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

/** A list with the views of it, or one that nothing narrows. */
export type ListedViews =
  | { list: ViewedList; views: View[] }
  | { list: Exclude<ListName, ViewedList>; views?: undefined }

type ListToolsProps = ListedViews & {
  /** The address of the list, without a query. */
  href: string
  /** The query of the present address, without the cursor. */
  query: string
  /** Whether there are any to choose; said by the page, since what other lists have would come along. */
  hasColumns: boolean
  /** Those that are chosen; null where nobody chose. */
  columns?: readonly string[] | null
  actions: ListActions
}

const ViewsPanel = lazy(async () => ({ default: (await import('./views-panel')).ViewsPanel }))
const ColumnsPanel = lazy(async () => ({ default: (await import('./columns-panel')).ColumnsPanel }))

/** How the reader likes to see the list. What is behind the buttons is loaded when they are first used. */
export function ListTools({ href, query, hasColumns, columns = null, actions, ...listed }: ListToolsProps) {
  const { list } = listed
  return (
    <div className="ms-auto flex print:hidden">
      {listed.views && (
        <PanelButton id="views" label="Views" icon={bookmark}>
          <ViewsPanel {...listed} href={href} query={query} actions={actions} />
        </PanelButton>
      )}
      {hasColumns && (
        <span className="max-sm:hidden">
          <PanelButton id="columns" label="Columns" icon={columnsIcon}>
            <ColumnsPanel list={list} chosen={columns} action={actions.chooseColumns} key={String(columns)} />
          </PanelButton>
        </span>
      )}
    </div>
  )
}
