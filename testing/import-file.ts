import { openFile, requireGuess, type SourceFile } from '@/lib/imports/open-file'
import { readRows } from '@/lib/imports/parse'
import { person } from './factories'

/** A file as people, where nobody is asked anything. @throws AppError as `openFile`, `requireGuess` and `readRows` do */
export async function parseFile(content: SourceFile['content'], options: Omit<Partial<SourceFile>, 'content'> = {}) {
  const file = await openFile({ companyId: 'nobody', fileName: 'people.csv', content, ...options })
  return readRows(file, requireGuess(file))
}

/** What can be wrong with a row, a row each; `name` stands for the person's. */
const mistakes = [
  (name: string) => `not-an-address,${name},Developers`,
  (name: string) => `,${name},Developers`,
  (name: string) => `${name}@example.com,${name},Developers,and more`,
  (name: string) => `two@at@example.com,${name},Marketing`,
  () => `fine@example.com,${'x'.repeat(101)},Marketing`,
]

/** Rows of a file whose mistakes stand evenly among the good ones; `lines` says where. */
export function fileWithMistakes(rows: number, bad: number): { text: string; lines: number[] } {
  const every = bad ? Math.floor(rows / bad) : rows + 1
  const lines: number[] = []
  const written = Array.from({ length: rows }, (_, index) => {
    const { name, email } = person(index)
    const which = index % every === 0 && lines.length < bad ? lines.length : -1
    if (which < 0) return `${email},${name},${index % 3 ? 'Developers' : '"Developers, Marketing"'}`
    // The header is line 1.
    lines.push(index + 2)
    return mistakes[which % mistakes.length]!(name)
  })
  return { text: ['email,name,groups', ...written, ''].join('\n'), lines }
}

export const fileOf = (rows: number, bad = 0): string => fileWithMistakes(rows, bad).text
