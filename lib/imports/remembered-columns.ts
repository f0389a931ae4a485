import { createHash } from 'node:crypto'
import { importsIn } from '@/db/repositories/imports'
import type { CompanyScope } from '@/db/scope'
import { fold } from '@/lib/kernel/fold'
import { isAddressCell } from './cells'
import { columnMeanings, type ColumnPlaces } from './meanings'
import type { OpenedFile } from './open-file'

/** The same for files with the same columns in the same order; a digest, since a header can be long. */
export const headerKey = ({ header, width }: OpenedFile): string =>
  createHash('sha256')
    .update(header ? header.cells.map(fold).join('\u001f') : `no header, ${width} columns`)
    .digest('hex')

/** What somebody of the company said last about the columns of a file with this header. */
export async function rememberedColumns(scope: CompanyScope, file: OpenedFile): Promise<ColumnPlaces | undefined> {
  const stored = await importsIn(scope).columnsOf(headerKey(file))
  const known = columnMeanings.flatMap(meaning => {
    const at = stored?.[meaning]
    return at !== undefined && at < file.width ? [[meaning, at] as const] : []
  })
  const places: ColumnPlaces = Object.fromEntries(known)
  const { email } = places
  // Files without a header are told apart by their width alone: one whose addresses stand elsewhere is another.
  const holds = email !== undefined && file.samples.some(({ cells }) => isAddressCell(cells[email] ?? ''))
  return holds ? places : undefined
}

/** The columns that an input names; undefined where it names no column of addresses. */
export function givenColumns(input: ColumnPlaces): ColumnPlaces | undefined {
  if (input.email === undefined) return undefined
  return Object.fromEntries(
    columnMeanings.flatMap(meaning => (input[meaning] === undefined ? [] : [[meaning, input[meaning]]])),
  )
}
