'use client'

import { useState } from 'react'
import { ActionButton } from '@/components/ui/form/action-button'
import { listColumns, type UserColumn } from '@/lib/kernel/list-columns'
import { chooseColumnsAction } from './actions'

const labels: Record<UserColumn, string> = {
  email: 'Email',
  title: 'Title',
  status: 'Status',
  groups: 'Groups',
  'signed-in': 'Last sign-in',
  created: 'Created',
}

/** Which columns the reader sees, at every computer. Narrow windows leave the last ones out all the same. */
export function ColumnsPanel({ chosen }: { chosen: UserColumn[] | null }) {
  const [shown, setShown] = useState<readonly UserColumn[]>(chosen ?? listColumns.users)
  const input = { list: 'users' as const, columns: listColumns.users.filter(column => shown.includes(column)) }
  return (
    <>
      <fieldset className="flex flex-col gap-2">
        <legend className="filter-label">Columns to show</legend>
        {listColumns.users.map(column => (
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
        <ActionButton action={chooseColumnsAction} input={input} size="sm" variant="primary" successMessage="Saved.">
          Save columns
        </ActionButton>
        {chosen && (
          <ActionButton
            action={chooseColumnsAction}
            input={{ list: 'users' as const }}
            size="sm"
            successMessage="The default columns are back."
          >
            Default columns
          </ActionButton>
        )}
      </div>
    </>
  )
}
