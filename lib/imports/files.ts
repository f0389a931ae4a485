import { toCsv } from '@/lib/kernel/csv'
import { slugFrom } from '@/lib/kernel/slug'
import type { Download } from '@/lib/operation/download'

/** People who do not exist, one for each way to write groups, and one without. */
export const templateFile = (): Download => ({
  name: 'import-template.csv',
  type: 'text/csv; charset=utf-8',
  body: toCsv([
    ['email', 'name', 'title', 'groups'],
    ['ada@example.com', 'Ada Lovelace', 'Engineer', 'Developers; Marketing'],
    ['grace@example.com', 'Grace Hopper', 'Tech Lead', 'Developers | Marketing'],
    ['alan@example.com', 'Alan Turing', '', 'Developers, Marketing'],
    ['someone@example.com', '', '', ''],
  ]),
})

interface FailedRow {
  line: number
  email: string
  name: string
  title: string
  groupNames: string[]
  reason: string | null
}

/** The columns of an upload, and what to mend; the latter is passed over when the file comes back. */
export const failedRowsFile = ({ fileName, rows }: { fileName: string; rows: FailedRow[] }): Download => ({
  name: `${slugFrom(fileName.replace(/\.\w{1,5}$/, '')) || 'people'}-failed.csv`,
  type: 'text/csv; charset=utf-8',
  body: toCsv([
    ['email', 'name', 'title', 'groups', 'problem'],
    ...rows.map(({ line, email, name, title, groupNames, reason }) => [
      email,
      name,
      title,
      groupNames.join('; '),
      `Line ${line}: ${reason ?? ''}`,
    ]),
  ]),
})
