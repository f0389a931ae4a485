import { z } from 'zod'
import { idField, lineField } from '@/lib/kernel/fields'
import { listColumns, listNames, VIEW_NAME_LENGTH, viewedLists, type ListName } from '@/lib/kernel/list-columns'

const list = z.enum(listNames, { error: `The list must be one of ${listNames.join(', ')}.` })

const viewed = z.enum(viewedLists, { error: `The list must be one of ${viewedLists.join(', ')}.` })

const isColumnOf = (of: ListName, column: string) => listColumns[of].some(known => known === column)

const columns = z.enum(
  listNames.flatMap(name => [...listColumns[name]]),
  { error: 'This column does not exist.' },
)

export const chooseColumnsInput = z
  .object({
    list,
    /** Those that are shown besides the name; left out, those that everybody sees. */
    columns: z
      .array(columns, { error: 'Columns must be a list of names.' })
      .max(20, { error: 'There are too many columns.' })
      .transform(chosen => [...new Set(chosen)])
      .optional(),
  })
  .refine(({ list: of, columns: chosen }) => chosen?.every(column => isColumnOf(of, column)) ?? true, {
    error: 'This column does not exist.',
    path: ['columns'],
  })

export const saveViewInput = z.object({
  list: viewed,
  name: lineField('The name', { max: VIEW_NAME_LENGTH }),
  /** The query of the list's address, such as `status=inactive&sort=-created`. */
  query: z
    .string({ error: 'The query is missing.' })
    .max(2000, { error: 'This view has too many filters to save. Remove some and try again.' })
    .transform(text => {
      const parameters = new URLSearchParams(text)
      // A view begins at its first page.
      parameters.delete('cursor')
      return parameters.toString()
    })
    // Written out, letters of other scripts are nine times as long.
    .refine(text => text.length <= 4000, {
      error: 'This view has too many filters to save. Remove some and try again.',
    }),
  /** Of the view that is called and filtered like this from now on; left out for a new one. */
  viewId: idField.optional(),
})

export const deleteViewInput = z.object({ list: viewed, viewId: idField })
