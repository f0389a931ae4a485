'use client'

import { useState } from 'react'
import { ActionButton } from '@/components/ui/form/action-button'
import { listColumns, type ColumnOf, type ListName } from '@/lib/kernel/list-columns'
import { columnLabels } from './column-labels'
import type { ListActions } from './list-tools'

interface ColumnsPanelProps {
  list: ListName
  /** Those that are chosen; null where nobody chose. */
  chosen: readonly string[] | null
  action: ListActions['chooseColumns']
}

/** Which columns the reader sees, at every computer. Narrow windows leave the last ones out all the same. */
export function ColumnsPanel({ list, chosen, action }: ColumnsPanelProps) {
  const columns: readonly ColumnOf<ListName>[] = listColumns[list]
  const labels: Record<string, string> = columnLabels[list]
  const [shown, setShown] = useState<readonly string[]>(chosen ?? columns)
  const input = { list, columns: columns.filter(column => shown.includes(column)) }
  return (
    <>
      <fieldset className="flex flex-col gap-2">
        <legend className="filter-label">Columns to show</legend>
        {columns.map(column => (
          <label key={column} className="flex items-center gap-2.5 pointer-coarse:min-h-10">
            <input
              type="checkbox"
              className="size-4"
              checked={shown.includes(column)}
              onChange={({ target }) =>
                setShown(before => (target.checked ? [...before, column] : before.filter(one => one !== column)))
              }
            />
            {labels[column]}
          </label>
        ))}
      </fieldset>
      <div className="flex gap-2">
        <ActionButton action={action} input={input} size="sm" variant="primary" successMessage="Columns saved.">
          Save columns
        </ActionButton>
        {chosen && (
          <ActionButton action={action} input={{ list }} size="sm" successMessage="Columns reset.">
            Reset columns
          </ActionButton>
        )}
      </div>
    </>
  )
}
