import { z } from 'zod'
import { cleanLine, idField, optionalField, paragraphField } from '@/lib/kernel/fields'
import { limitField } from '@/lib/kernel/page-size'
import { encodings } from './encodings'
import { rowKinds } from './labels'
import { columnMeanings, type ColumnMeaning } from './meanings'

export const MAX_ROWS = 10_000
export const MAX_BYTES = 5 * 1024 * 1024

export const tooLarge = 'The file is larger than 5 MB. Split it into several files.'

/** How long an import can be undone after it ended, and its rows are kept at least. */
export const UNDO_DAYS = 30

const MAX_FILE_NAME = 120

/** The name without a folder, and without what cannot be shown. */
const fileName = z
  .string()
  .default('')
  .transform(name => cleanLine(name.split(/[\\/]/).at(-1) ?? ''))
  .transform(name => [...name].slice(0, MAX_FILE_NAME).join('') || 'people.csv')
  .meta({ maxLength: MAX_BYTES })

/** What brings a file when it is asked for, which is after its sender was found to have the permission. */
type Bytes = () => Promise<Uint8Array>

export const inspectImportInput = z.object({
  fileName,
  content: z.union(
    [
      z.string().meta({ maxLength: MAX_BYTES }),
      z
        .custom<Bytes>(value => typeof value === 'function')
        .meta({ type: 'string', format: 'binary', maxLength: MAX_BYTES }),
    ],
    {
      error: 'The file is missing.',
    },
  ),
  /** Where neither UTF-8 nor UTF-16 fits. */
  encoding: optionalField(z.enum(encodings, { error: 'Console cannot read this encoding.' })),
})

/** More are no list of people. */
const MAX_COLUMN = 999

/** A column by its place from 0. */
const columnField = optionalField(
  z.coerce
    .number<string | number>({ error: 'Choose a column.' })
    .int({ error: 'Choose a column.' })
    .min(0, { error: 'Choose a column.' })
    .max(MAX_COLUMN, { error: 'Choose a column.' }),
)

/** Which column is what. */
const columnFields = Object.fromEntries(columnMeanings.map(meaning => [meaning, columnField])) as Record<
  ColumnMeaning,
  typeof columnField
>

/** Where the column of addresses is given, the others are as given too: one that is left out has none. Else all are guessed. */
export const reviewImportInput = inspectImportInput.extend(columnFields)

export const importInput = z.object({ importId: idField })

export const startImportInput = importInput.extend({
  createGroups: z.boolean({ error: 'Choose whether to create groups.' }).default(false),
  addGroups: z.boolean({ error: 'Choose whether to add people to the groups in their rows.' }).default(false),
  reactivate: z.boolean({ error: 'Choose whether to reactivate inactive people.' }).default(false),
  message: paragraphField('The message', 1000),
  expiryDays: z.coerce
    .number<string | number>({ error: 'Enter a number of days from 1 to 30.' })
    .int({ error: 'Enter a whole number of days.' })
    .min(1, { error: 'An invitation must be valid for at least 1 day.' })
    .max(30, { error: 'An invitation can be valid for at most 30 days.' }),
})

/** A page begins after a line of the file or, negative, ends before it. */
const lineCursor = optionalField(
  z
    .string()
    .regex(/^-?[1-9]\d{0,8}$/, { error: 'This page marker is not valid. Start again at the first page.' })
    .transform(Number),
)

export const viewImportInput = importInput.extend({
  /** A verdict as long as the import has not begun; then an outcome, or `waiting`. */
  show: optionalField(z.enum(rowKinds, { error: 'This kind of row does not exist.' })),
  cursor: lineCursor,
})

export const listImportsInput = z.object({
  cursor: optionalField(z.string().max(500)),
  limit: limitField,
})

/** Places as a form has them: empty for none. */
const chosenColumns = Object.fromEntries(columnMeanings.map(meaning => [meaning, z.string().default('')])) as Record<
  ColumnMeaning,
  z.ZodDefault<z.ZodString>
>

/** The form: a file, or what was pasted in its stead. */
export const uploadForm = z
  .object({
    file: z.custom<FileList | undefined>(),
    pasted: z.string().default(''),
    encoding: z.string().default(''),
    ...chosenColumns,
  })
  .superRefine(({ file: chosen, pasted }, { addIssue }) => {
    const file = chosen?.[0]
    const issue = (path: 'file' | 'pasted', message: string) => addIssue({ code: 'custom', path: [path], message })
    if (!file && !pasted.trim()) issue('file', 'Choose a file, or paste its rows below.')
    if (file && pasted.trim()) issue('pasted', 'Either choose a file or paste rows, not both.')
    if ((file?.size ?? 0) > MAX_BYTES) issue('file', tooLarge)
    if (pasted.length > MAX_BYTES) issue('pasted', 'This is more than 5 MB. Split it into several files.')
  })

/** Of groups that the company does not have, this many are named: more than anybody reads before deciding. */
export const NAMED_GROUPS = 20
