import { ListTools, type ListedViews } from '@/components/shell/list-tools'
import { listColumns } from '@/lib/kernel/list-columns'
import { chooseColumnsAction, deleteViewAction, saveViewAction } from './list-actions'

type ViewsAndColumnsProps = ListedViews & {
  /** The address of the list, without a query. */
  href: string
  /** Filters and order that are in force, without the cursor. */
  query: Record<string, string | undefined>
  columns?: readonly string[] | null
}

/** Views and columns of the reader's own, above a list. */
export function ViewsAndColumns({ query, ...list }: ViewsAndColumnsProps) {
  const set = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return (
    <ListTools
      {...list}
      hasColumns={listColumns[list.list].length > 0}
      query={new URLSearchParams(set).toString()}
      actions={{ chooseColumns: chooseColumnsAction, saveView: saveViewAction, deleteView: deleteViewAction }}
    />
  )
}
