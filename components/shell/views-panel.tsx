'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ActionButton } from '@/components/ui/form/action-button'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import { TextField } from '@/components/ui/form/text-field'
import { Link } from '@/components/ui/link'
import { MOST_VIEWS, type ViewedList } from '@/lib/kernel/list-columns'
import { saveViewInput } from '@/lib/profile/list-input'
import type { ListActions } from './list-tools'

const form = saveViewInput.pick({ name: true })
const field = fieldsOf(form)

interface View {
  id: string
  name: string
  query: string
}

interface ViewsPanelProps {
  list: ViewedList
  /** The address of the list, without a query. */
  href: string
  query: string
  views: View[]
  actions: ListActions
}

/** Views that the reader has saved, and a way to save the present one. A view is an address: who gets it sees the same list (by days of their own, where it has any). */
export function ViewsPanel({ list, href, query, views, actions }: ViewsPanelProps) {
  const [renamed, setRenamed] = useState<string>()
  const sent = { list, action: actions.saveView }
  return (
    <>
      {views.length > 0 && (
        <ul aria-label="Saved views" className="-mx-2 flex max-h-64 flex-col overflow-y-auto">
          {views.map(view =>
            renamed === view.id ? (
              <li key={view.id} className="p-2">
                <SaveForm {...sent} view={view} query={view.query} onSaved={() => setRenamed(undefined)} />
              </li>
            ) : (
              <li key={view.id} className="flex items-center gap-1 px-2">
                <Link
                  href={view.query ? `${href}?${view.query}` : href}
                  aria-current={view.query === query ? 'page' : undefined}
                  onClick={({ currentTarget }) => currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()}
                  title={view.name}
                  className="min-w-0 flex-1 truncate rounded-sm py-1.5 hover:underline aria-[current]:font-semibold pointer-coarse:py-2.5"
                >
                  {view.name}
                </Link>
                <Button
                  size="sm"
                  variant="ghost"
                  aria-label={`Rename ${view.name}`}
                  onClick={() => setRenamed(view.id)}
                >
                  Rename
                </Button>
                <ActionButton
                  action={actions.deleteView}
                  input={{ list, viewId: view.id }}
                  size="sm"
                  variant="ghost"
                  label={`Delete ${view.name}`}
                  successMessage="The view was deleted."
                >
                  Delete
                </ActionButton>
              </li>
            ),
          )}
        </ul>
      )}
      {views.length < MOST_VIEWS ? (
        <SaveForm {...sent} key={views.length} query={query} />
      ) : (
        <p className="text-muted">You have {MOST_VIEWS} views, which is the limit. Delete one to save another.</p>
      )}
    </>
  )
}

interface SaveFormProps {
  list: ViewedList
  action: ListActions['saveView']
  /** The one that is renamed; left out to save another. */
  view?: View
  query: string
  onSaved?: () => void
}

function SaveForm({ list, action, view, query, onSaved }: SaveFormProps) {
  return (
    <Form
      schema={form}
      action={action}
      hidden={{ list, query, viewId: view?.id }}
      defaultValues={{ name: view?.name ?? '' }}
      submitLabel={view ? 'Rename' : 'Save this view'}
      successMessage={view ? 'The view was renamed.' : 'The view was saved.'}
      onSuccess={onSaved}
    >
      <TextField name={field('name')} label={view ? 'Name' : 'New view'} autoComplete="off" />
    </Form>
  )
}
