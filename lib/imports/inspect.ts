import { cleanLine } from '@/lib/kernel/fields'
import { command } from '@/lib/operation/define'
import type { EncodingChoice } from './decode'
import { choosableEncodings } from './encodings'
import { inspectImportInput } from './input'
import type { FileRecord } from './layout'
import type { ColumnMeaning, ColumnPlaces } from './meanings'
import { columnName, companyOfFile, encodingQuestion, openFile, sourceOf, type OpenedFile } from './open-file'
import { inspectImportOutput } from './output'
import { rememberedColumns } from './remembered-columns'
import './events'

const SAMPLES = 3
const SAMPLE_LENGTH = 60

const samplesOf = (records: FileRecord[], at: number): string[] => {
  const cells = records.map(({ cells }) => cleanLine((cells[at] ?? '').slice(0, 200))).filter(Boolean)
  return [...new Set(cells)].slice(0, SAMPLES).map(cell => [...cell].slice(0, SAMPLE_LENGTH).join(''))
}

/** The columns that have a name or something in them. */
const columnsOf = ({ header, width, samples }: OpenedFile) =>
  Array.from({ length: width }, (_, at) => ({
    at,
    name: columnName(header, at),
    samples: samplesOf(samples, at),
  })).filter(({ at, samples }) => samples.length > 0 || cleanLine(header?.cells[at] ?? ''))

interface Inspected {
  file?: OpenedFile
  choices?: EncodingChoice[]
}

/** Stores nothing; a command as the review is, since it takes a file: what a person looks at before they have it reviewed. */
export const inspectImport = command({
  name: 'imports.inspect',
  permission: 'users:import',
  explain: 'Check how a file of people is read and how its columns are matched.',
  input: inspectImportInput,
  output: inspectImportOutput,
  internal: 'A file is reviewed by somebody at a page.',
  async prepare({ read }, input): Promise<Inspected> {
    const source = await sourceOf(await read(companyOfFile), input)
    const choices = encodingQuestion(source)
    return choices?.length ? { choices } : { file: await openFile(source) }
  },
  async run({ scope, record }, { fileName }, { file, choices }) {
    record('import.inspected', { file: fileName })
    if (!file) {
      const encodings = (choices ?? []).map(choice => ({
        ...choice,
        usedFor: choosableEncodings[choice.encoding] ?? '',
      }))
      return { encodings, columns: [], places: {}, asks: [], isRemembered: false, hasHeader: false }
    }
    const remembered = await rememberedColumns(scope, file)
    const places: ColumnPlaces = remembered ?? file.guessed.places
    return {
      encodings: [],
      form: file.form,
      columns: columnsOf(file),
      places,
      asks: remembered ? [] : (Object.keys(file.guessed.asks) as ColumnMeaning[]),
      isRemembered: remembered !== undefined,
      hasHeader: file.header !== undefined,
    }
  },
})
