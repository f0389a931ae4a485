import { monitorEventLoopDelay } from 'node:perf_hooks'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test, vi } from 'vitest'
import { leastOf, processorTime } from '@/testing/effort'
import { person } from '@/testing/factories'
import { parseFile } from '@/testing/import-file'
import { refusal } from '@/testing/run-as'
import { workbookFile, workbookParts, type Sheet } from '@/testing/workbook'

const people: Sheet = {
  name: 'People',
  rows: [
    ['Staff as of November'],
    ['E-Mail', 'Name', 'Team', 'Since', 'Number', 'Remote'],
    ['mara@nord.example', 'Lindqvist, Mara', 'Sales\nSupport', { day: '2024-02-29' }, 17, true],
    [null, null, null],
    ['Ole Brandt <ole@nord.example>', null, 'Sales', null, 18, false],
  ],
}

const read = (file: Uint8Array, fileName = 'people.xlsx') => parseFile(file, { fileName })
const sentenceOf = async (file: Uint8Array, fileName = 'people.xlsx') =>
  (await refusal(read(file, fileName))).fields?.file ?? ''

describe('A workbook', () => {
  test.each([[true], [false]])(
    'is read with its rows as numbered there, whether it shares strings (%s) or not',
    async shared => {
      const { rows, form, ignored } = await read(workbookFile([people], { shared }))
      expect(rows.map(({ line, email, name, groups }) => [line, email, name, groups])).toEqual([
        [3, 'mara@nord.example', 'Mara Lindqvist', 'Sales\nSupport'],
        [5, 'ole@nord.example', 'Ole Brandt', 'Sales'],
      ])
      expect(form).toEqual({ encoding: 'Excel workbook', sheet: 'People', above: 1 })
      expect(ignored).toEqual(['Since', 'Number', 'Remote'])
    },
  )

  test('with several sheets is read from the first that has people, and hidden ones are passed over', async () => {
    const notes: Sheet = { name: 'Read me', rows: [['How to use this file'], ['Ask it@nord.example first']] }
    const old: Sheet = { ...people, name: 'Last year', hidden: true }
    const { form, rows } = await read(workbookFile([notes, old, people]))
    expect([form.sheet, form.sheets, rows.length]).toEqual(['People', 2, 2])
  })

  test('has days as days, numbers and truths as text, and texts without what shows how they sound', async () => {
    const parts = workbookParts([
      {
        name: 'S',
        rows: [
          ['email', 'name', 'title', 'groups'],
          ['a@nord.example', { day: '2024-02-29' }, 17.5, true],
        ],
      },
    ])
    const phonetic = strToU8(
      '<sst><si><r><t>a</t></r><r><t>@nord.example</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si></sst>',
    )
    const plain = await read(zipSync(parts))
    expect(plain.rows.map(({ name, title, groups }) => [name, title, groups])).toEqual([['2024-02-29', '17.5', 'TRUE']])
    const sheet = strToU8(
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>email</x:t></x:is></x:c></x:row><x:row><x:c t="s"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    )
    const { rows } = await read(
      zipSync({ ...parts, 'xl/sharedStrings.xml': phonetic, 'xl/worksheets/sheet1.xml': sheet }),
    )
    expect(rows.map(({ line, email }) => [line, email])).toEqual([[2, 'a@nord.example']])
  })

  test('with 10,000 people and twenty columns is read within 2 s', async () => {
    const header = ['Email', 'Name', ...Array.from({ length: 18 }, (_, at) => `Column ${at}`)]
    const rows = Array.from({ length: 10_000 }, (_, at) => {
      const { email, name } = person(at)
      return [email, name, ...Array.from({ length: 18 }, (_, column) => `Value ${column} of ${at % 50}`)]
    })
    const file = workbookFile([{ name: 'S', rows: [header, ...rows] }])
    const began = performance.now()
    expect((await read(file)).rows.length).toBe(10_000)
    const took = performance.now() - began
    process.stdout.write(
      `A workbook of 10,000 rows and 20 columns (${(file.length / 1e6).toFixed(1)} MB) took ${Math.round(took)} ms.\n`,
    )
  })
})

/** The promise is 100 ms; a machine that runs other tests beside this one is given time. */
const MOST_STALL_MS = 300

const filled = (unit: string, size: number) => strToU8(unit.repeat(Math.floor(size / unit.length)))
const SHEET = 'xl/worksheets/sheet1.xml'
const inSheet = (content: Uint8Array, name = SHEET, level: 0 | 6 = 6) =>
  zipSync({ ...workbookParts([people]), [name]: content }, { level })
/** Not packed, so that no ratio tells. */
const unpacked = (content: Uint8Array, name = SHEET) => inSheet(content, name, 0)
const sheetOf = (rows: string) => strToU8(`<worksheet><sheetData>${rows}</sheetData></worksheet>`)
const around = (before: string, unit: string, count: number, after: string) =>
  strToU8(before + unit.repeat(count) + after)

/** An archive whose directory says that a part is small. */
function lying(): Uint8Array {
  const file = inSheet(filled('<row/>', 60_000_000))
  const view = new DataView(file.buffer, file.byteOffset, file.length)
  for (let at = 0; at + 46 < file.length; at++)
    if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) > 50_000_000)
      view.setUint32(at + 24, 1000, true)
  return file
}

/** Another size in the directory, small enough that no ratio tells. */
function lyingFar(): Uint8Array {
  const file = inSheet(filled(' ', 400_000_000))
  const view = new DataView(file.buffer, file.byteOffset, file.length)
  for (let at = 0; at + 46 < file.length; at++)
    if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) === 400_000_000)
      view.setUint32(at + 24, 1_000_000, true)
  return file
}

describe('Workbooks that are read at once', () => {
  test('are one of a company and one that waits; the third is told to come back, and other companies are not', async () => {
    const file = workbookFile([people])
    const sent = (companyId: string) => parseFile(file, { fileName: 'people.xlsx', companyId })
    const [one, two, three, other] = await Promise.allSettled([sent('a'), sent('a'), sent('a'), sent('b')])
    expect([one?.status, two?.status, three?.status, other?.status]).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    expect(three).toMatchObject({ reason: { code: 'busy', retryAfter: 5 } })
    expect((await sent('a')).rows.length).toBe(2)
  })

  test('have their time from when each begins, however long it waited', async () => {
    const clock = vi.spyOn(AbortSignal, 'timeout')
    const file = workbookFile([people])
    const both = Promise.all(['a', 'b'].map(companyId => parseFile(file, { fileName: 'people.xlsx', companyId })))
    await Promise.resolve()
    const begun = clock.mock.calls.length
    await both
    expect([begun <= 1, clock.mock.calls.length]).toEqual([true, 2])
    clock.mockRestore()
  })
})

test("A sheet's name is shown and recorded as one short line", async () => {
  const { form } = await read(workbookFile([{ ...people, name: `Pe\u202eople\n${'x'.repeat(500)}` }]))
  expect(form.sheet).toMatch(/^People x{33}$/)
})

describe('A workbook that is made to be a burden', () => {
  test.each<[string, () => Uint8Array]>([
    ['unpacks to 400 MB', () => inSheet(filled(' ', 400_000_000))],
    ['unpacks to 20 MB from 20 kB', () => inSheet(filled('<row/>', 20_000_000))],
    ['lies about what it unpacks to', lying],
    [
      'has a million files',
      () => zipSync(Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`xl/${at}`, new Uint8Array()]))),
    ],
    [
      'has a million rows',
      () =>
        unpacked(
          around('<worksheet><sheetData>', '<row><c t="str"><v>a</v></c></row>', 900_000, '</sheetData></worksheet>'),
        ),
    ],
    [
      'has a million empty rows',
      () => unpacked(around('<worksheet><sheetData>', '<row/>', 1_000_000, '</sheetData></worksheet>')),
    ],
    ['has a row of 16,384 cells', () => unpacked(sheetOf(`<row>${'<c t="str"><v>a</v></c>'.repeat(16_384)}</row>`))],
    ['has one cell of 30 MB', () => unpacked(sheetOf(`<row><c t="str"><v>${'a'.repeat(30_000_000)}</v></c></row>`))],
    ['has an attribute of 30 MB', () => unpacked(sheetOf(`<row><c t="${'a'.repeat(30_000_000)}"><v>a</v></c></row>`))],
    [
      'names one long string in each of a million cells',
      () =>
        zipSync({
          ...workbookParts([people]),
          'xl/sharedStrings.xml': strToU8(`<sst><si><t>${'a'.repeat(4000)}</t></si></sst>`),
          [SHEET]: sheetOf(`<row>${'<c t="s"><v>0</v></c>'.repeat(900)}</row>`.repeat(1100)),
        }),
    ],
    [
      'has strings nested 100,000 deep',
      () =>
        unpacked(
          strToU8(`<sst><si>${'<r>'.repeat(100_000)}<t>a</t>${'</r>'.repeat(100_000)}</si></sst>`),
          'xl/sharedStrings.xml',
        ),
    ],
    [
      'has a million strings',
      () => unpacked(around('<sst>', '<si><t>a</t></si>', 1_500_000, '</sst>'), 'xl/sharedStrings.xml'),
    ],
    [
      'declares entities',
      () =>
        unpacked(
          strToU8(
            `<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, at) => `<!ENTITY a${at} "${`&a${at ? at - 1 : ''};`.repeat(10)}">`).join('')}]><worksheet><sheetData><row><c t="str"><v>&a8;</v></c></row></sheetData></worksheet>`,
          ),
        ),
    ],
    [
      'names a file outside by an entity',
      () => unpacked(strToU8('<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>')),
    ],
    ['is cut in the middle', () => workbookFile([people]).subarray(0, 900)],
    ['has XML that ends in the middle', () => unpacked(strToU8('<worksheet><sheetData><row'))],
  ])('because it %s is refused with a sentence, and others are answered meanwhile', async (what, make) => {
    const file = make()
    // The first one starts the thread.
    await read(workbookFile([people]))
    let sentence = ''
    const stall = await leastOf(3, MOST_STALL_MS, async () => {
      const delay = monitorEventLoopDelay({ resolution: 1 })
      delay.enable()
      const took = await processorTime(async () => (sentence = await sentenceOf(file)))
      delay.disable()
      const longest = delay.max / 1e6
      process.stdout.write(
        `${what.padEnd(50)} ${(file.length / 1e6).toFixed(2).padStart(6)} MB ${String(Math.round(took)).padStart(6)} ms of the processor, stall ${String(Math.round(longest)).padStart(4)} ms  ${sentence.slice(0, 60)}\n`,
      )
      // The promise is a second; a thread that starts anew is in it.
      expect(took).toBeLessThan(5000)
      return longest
    })
    expect(sentence).toMatch(/^(This|There) .+\.$/)
    expect(stall).toBeLessThan(MOST_STALL_MS)
    expect((await read(workbookFile([people]))).rows.length).toBe(2)
  })
})

test('A part of a workbook is unpacked no further than its directory says', async () => {
  expect(await sentenceOf(lyingFar())).toMatch(/^This workbook unpacks to more/)
})

const ole = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])
const archive = (...names: string[]) => zipSync(Object.fromEntries(names.map(name => [name, strToU8('x')])))

test.each<[string, Uint8Array, RegExp]>([
  ['people.xls', ole, /old Excel workbook \(\.xls\)/],
  ['people.xlsx', ole, /protected by a password/],
  ['people.doc', ole, /old Office document/],
  ['people.xlsb', archive('xl/workbook.bin'), /\.xlsb/],
  ['people.ods', archive('mimetype', 'content.xml'), /OpenDocument spreadsheet \(\.ods\)/],
  ['people.numbers', archive('Index/Document.iwa'), /Numbers/],
  ['people.docx', archive('word/document.xml'), /Word/],
  ['people.pptx', archive('ppt/presentation.xml'), /PowerPoint/],
  ['people.zip', archive('people.csv'), /ZIP archive/],
  ['people.csv.gz', Uint8Array.from([0x1f, 0x8b, 8, 0]), /compressed/],
  ['people.pdf', strToU8('%PDF-1.7'), /PDF/],
  ['people.png', Uint8Array.from([0x89, 0x50, 0x4e, 0x47]), /picture/],
  ['people.rtf', strToU8('{\\rtf1'), /rich text/],
  ['people.xls', strToU8('<html><table><tr><td>email'), /web page/],
  ['people.xml', strToU8('<?xml version="1.0"?><people/>'), /XML/],
  ['people.json', strToU8('[{"email": "a@nord.example"}]'), /JSON/],
  ['people.vcf', strToU8('BEGIN:VCARD\r\nEMAIL:a@nord.example'), /vCards/],
  ['people.ldif', strToU8('# people\ndn: cn=Mara,dc=nord\nmail: a@nord.example'), /LDIF/],
])(
  'A file %s that is none of ours is refused by its name and not for its letters',
  async (fileName, file, sentence) => {
    expect(await sentenceOf(file, fileName)).toMatch(sentence)
  },
)
