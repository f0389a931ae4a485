import { describe, expect, test, vi } from 'vitest'
import * as fields from '@/lib/kernel/fields'
import { processorTime } from '@/testing/effort'
import { fileOf, parseFile } from '@/testing/import-file'
import { refusal } from '@/testing/run-as'
import { decode } from './decode'
import { guessColumns } from './guess-columns'
import type { FileRow } from './parse'

const bom = '\ufeff'
const utf16 = (text: string, bigEndian = false): Uint8Array => {
  const bytes = Buffer.from(text, 'utf16le')
  return bigEndian ? bytes.swap16() : bytes
}
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const text = 'email,name,groups\nzoe@example.com,Zoë Müller,Entwicklung\n'

const sentenceOf = async (attempt: Promise<unknown>): Promise<string> => {
  const { code, fields } = await refusal(attempt)
  expect(code).toBe('invalid_input')
  return fields?.file ?? ''
}

const plain = (rows: FileRow[]) => rows.map(({ line, email, name, groups }) => [line, email, name, groups])

describe('A file', () => {
  test.each([
    ['UTF-8', 'UTF-8', utf8(text)],
    ['UTF-8 with a byte order mark', 'UTF-8', utf8(bom + text)],
    ['UTF-16 LE with a byte order mark', 'UTF-16 LE', utf16(bom + text)],
    ['UTF-16 BE with a byte order mark', 'UTF-16 BE', utf16(bom + text, true)],
    ['UTF-16 LE without one', 'UTF-16 LE', utf16(text)],
    ['UTF-16 BE without one', 'UTF-16 BE', utf16(text, true)],
  ])('in %s is read', async (_, encoding, bytes) => {
    const decoded = decode(bytes)
    expect(decoded).toEqual({ text, encoding })
    expect(plain((await parseFile(bytes)).rows)).toEqual([[2, 'zoe@example.com', 'Zoë Müller', 'Entwicklung']])
  })

  test('in another encoding is refused with a sentence, not garbled', async () => {
    const windows1252 = Buffer.from('email,name\nzoe@example.com,Zo\u00eb\n', 'latin1')
    expect(decode(windows1252)).toBeUndefined()
    expect((await refusal(parseFile(windows1252))).fields).toEqual({
      encoding:
        'This file is not in UTF-8. Choose its encoding, such as Windows-1252, which reads “Zoë”, or save it as “CSV UTF-8”.',
    })
    const { rows, form } = await parseFile(windows1252, { encoding: 'Windows-1252' })
    expect([plain(rows), form.encoding]).toEqual([[[2, 'zoe@example.com', 'Zoë', '']], 'Windows-1252'])
  })

  test.each([
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
    ['bar', '|'],
  ] as const)('with %ss between its cells is read', async (name, mark) => {
    const lines = [
      ['email', 'name', 'groups'],
      ['a@example.com', 'Ann', '"Sales / Support"'],
      ['b@example.com', '"Smith, Bob"', '"One; Two"'],
    ]
    const { form, rows } = await parseFile(lines.map(cells => cells.join(mark)).join('\r\n'))
    expect(form.delimiter).toBe(name)
    expect(plain(rows)).toEqual([
      [2, 'a@example.com', 'Ann', 'Sales / Support'],
      [3, 'b@example.com', 'Bob Smith', 'One; Two'],
    ])
  })

  test.each(['\n', '\r\n', '\r'])(
    'with line breaks %j counts its lines also around quoted ones and empty ones',
    async end => {
      const lines = [
        'email,name,groups',
        `a@example.com,"Ann${end}${end}Lee","Sales${end}Support"`,
        '',
        ',,',
        'b@example.com,Bob,',
        '"c@example.com"',
      ]
      const { rows } = await parseFile(lines.join(end))
      expect(plain(rows)).toEqual([
        [2, 'a@example.com', 'Ann Lee', 'Sales\nSupport'],
        [8, 'b@example.com', 'Bob', ''],
        [9, 'c@example.com', '', ''],
      ])
    },
  )

  test('names its columns in any order and case; others are passed over and said', async () => {
    const { rows, ignored } = await parseFile(
      ' Group ;PROBLEM;"E-Mail";Phone;FULL  NAME\nSales;Line 2: no;a@example.com;123;Ann\n',
    )
    expect(plain(rows)).toEqual([[2, 'a@example.com', 'Ann', 'Sales']])
    expect(ignored).toEqual(['Phone'])
  })

  test('may have one column only', async () => {
    expect(plain((await parseFile('email\na@example.com\nb@example.com')).rows)).toEqual([
      [2, 'a@example.com', '', ''],
      [3, 'b@example.com', '', ''],
    ])
  })

  test('that comes back from an export has its cells as they were', async () => {
    const { rows } = await parseFile("email,name\n'+ann@example.com,'-Ann\n")
    expect(plain(rows)).toEqual([[2, '+ann@example.com', '-Ann', '']])
  })

  test('keeps letters of four bytes whole, wherever they stand', async () => {
    const { rows } = await parseFile(
      `email,name\n${Array.from({ length: 3000 }, (_, n) => `p${n}@example.com,${'x'.repeat(n % 4)}👩‍🚀👩‍🚀👩‍🚀`).join('\n')}`,
    )
    expect(rows.every(({ name }) => /^x*(👩‍🚀){3}$/.test(name))).toBe(true)
  })

  test('with more cells in a row than the header names says so at the row', async () => {
    const { rows } = await parseFile(
      'email,name,groups\na@example.com,Ann,Sales,Support\nb@example.com,Bob,Sales,,\nc@example.com\n',
    )
    expect(rows.map(row => row.misshapen)).toEqual([
      expect.stringContaining('This row has 4 cells'),
      undefined,
      undefined,
    ])
  })

  test('has addresses without what nobody sees', async () => {
    const { rows } = await parseFile('email\nzw@two.example\nzw@two.example\u200b\n')
    expect(rows.map(row => row.email)).toEqual(['zw@two.example', 'zw@two.example'])
  })

  test.each([
    ['nothing in it', ' \n ', /This file is empty/],
    ['a header only', 'email,name,groups\n', /no rows below/],
    ['no addresses', 'Ann,Sales\nBob,Support\n', /No column in this file has email addresses.*It reads “Ann, Sales”/],
    [
      'a quotation mark that is never closed',
      'email,name\na@example.com,"Ann\nb@example.com,Bob\n',
      /mark in line 2 is never closed/,
    ],
    [
      'such a one far below, after empty rows',
      `${fileOf(500)}\n,,\n"Ann\nb@example.com,Bob\n`,
      /mark in line 504 is never closed/,
    ],
    ['a row without an end', `email,name\na@example.com,"${'x'.repeat(80_000)}"\n`, /in line 2 is too long/],
    ['nothing but commas', ','.repeat(4_900_000), /first line of this file is too long/],
    ['commas below the header', `email\n${','.repeat(4_900_000)}`, /Line 2 has more than 1,000 cells/],
    [
      'tabs below the header',
      `email\tname\na@example.com\tAnn\n${'\t'.repeat(4_900_000)}`,
      /Line 3 has more than 1,000 cells/,
    ],
    ['nothing but quotation marks', '"'.repeat(4_900_000), /first line of this file is too long/],
    ['quotation marks below the header', `email,name\n${'"'.repeat(4_900_000)}`, /in line 2 is too long/],
    ['line breaks below the header', `email,name${'\n'.repeat(4_900_000)}`, /more than 200,000 lines/],
    ['line breaks of old computers below the header', `email,name${'\r'.repeat(4_900_000)}`, /more than 200,000 lines/],
    ['nothing but NULs', '\0'.repeat(4_900_000), /first line of this file is too long/],
    ['one giant cell', `email\n"${'x'.repeat(4_900_000)}"`, /in line 2 is too long/],
    ['more columns than a list has', `email${',x'.repeat(1000)}\n`, /Line 1 has more than 1,000 cells/],
    ['10,001 rows', fileOf(10_001), /more than 10,000 rows/],
  ])('with %s is refused with a sentence', async (_, text, sentence) => {
    expect(await sentenceOf(parseFile(text))).toMatch(sentence)
  })

  test('with many columns, empty lines and long cells is read; what is too long is said at its row', async () => {
    const text = `email,name${',x'.repeat(900)}\n${'\n'.repeat(50_000)}a@example.com,${'n'.repeat(4001)}\n`
    const { rows } = await parseFile(text)
    expect(rows.map(({ line, name, misshapen }) => [line, name.length, misshapen])).toEqual([
      [50_002, 4000, expect.stringContaining('more than 4,000 characters')],
    ])
  })

  test.each([['\n'], ['\r\n'], ['\r']])(
    'keeps its lines with breaks %j and its letters whole wherever it is cut into portions',
    async end => {
      for (let n = 8100; n < 8200; n++) {
        const text = `email,name,"${'x'.repeat(n)}👩‍🚀${end}${end}👩‍🚀"${end}ann@example.com,"👩‍🚀${end}B",${end}`
        const { rows, ignored } = await parseFile(text)
        expect([plain(rows), ignored]).toEqual([[[4, 'ann@example.com', '👩‍🚀 B', '']], ['x'.repeat(40)]])
      }
    },
  )

  test('with 10,000 rows is not', async () => {
    expect((await parseFile(fileOf(10_000))).rows.length).toBe(10_000)
  })
})

test('Quoted line breaks in a name are spaces, and in a cell of groups stay; marks in a name are no stray ones', async () => {
  const { rows } = await parseFile(
    'email,name,groups\r\nmara.lindqvist@nordlicht.example,"Mara\r\nLindqvist","Viewers\nMarketing"\r\nann@example.com,"Ann ""Annie""\nLee","R&D @ Berlin\nSales"\r\n',
  )
  expect(plain(rows)).toEqual([
    [2, 'mara.lindqvist@nordlicht.example', 'Mara Lindqvist', 'Viewers\nMarketing'],
    [5, 'ann@example.com', 'Ann "Annie" Lee', 'R&D @ Berlin\nSales'],
  ])
  expect(rows.map(row => row.misshapen)).toEqual([undefined, undefined])
})

test('A row that a stray quotation mark made of several says so, and a line break in a quoted cell is none', async () => {
  const { rows } = await parseFile(
    'email,name,groups\nann@example.com,"Ann One,Developers\nbea@example.com,Bea,Developers\ncy@example.com,"Cy",Developers\ndan@example.com,"Dan\nBrown","Developers\nMarketing"\n',
  )
  expect(rows.map(row => row.misshapen)).toEqual([expect.stringContaining('turned 3 lines into one cell'), undefined])
  expect(plain(rows.slice(1))).toEqual([[5, 'dan@example.com', 'Dan Brown', 'Developers\nMarketing']])
})

describe('A file that is made to keep others waiting is looked at', () => {
  const columns = (count: number) => Array.from({ length: count }, (_, at) => `x${at}y`)
  test.each<[string, string]>([
    [
      'with a link that never closes in its column of addresses, beside a hundred others',
      `${['email', ...columns(99)].join()}\n${`"<a ${'href=mailto:'.repeat(49)}",${Array.from({ length: 99 }, () => 'q').join()}\n`.repeat(50)}`,
    ],
    [
      'with a bracket that never closes behind each name',
      `email,name\n${Array.from({ length: 400 }, (_, at) => `p${at}@example.com,(${'@'.repeat(3999)}\n`).join('')}`,
    ],
  ])('%s, and so within 2 s', async (_, text) => {
    const took = await processorTime(async () => expect((await parseFile(text)).rows.length).toBeGreaterThan(0))
    // Each took longer than 10 s.
    expect(took).toBeLessThan(2000)
  })
})

test('The cells of a column are looked at for addresses once, however many columns there are to choose from', () => {
  const trimmed = vi.spyOn(fields, 'trimUnseen')
  const samples = Array.from({ length: 50 }, (_, row) =>
    Array.from({ length: 100 }, (_, at) => `p${row}@x${at}.example`),
  )
  expect(guessColumns(undefined, samples).asks.email?.length).toBe(100)
  // And of each row the one that names are compared with.
  expect(trimmed.mock.calls.length).toBeLessThanOrEqual(50 * 100 + 50)
  trimmed.mockRestore()
})

test('A name is without the address that stands in brackets behind it, and keeps other brackets', async () => {
  const names = ['Ann (ann@example.com)', 'Ann [x] <ann@example.com>', 'Ann (Berlin)', `Ann (a@${'b'.repeat(320)})`]
  const { rows } = await parseFile(`email,name\n${names.map((name, at) => `p${at}@example.com,${name}\n`).join('')}`)
  expect(rows.map(({ name }) => name)).toEqual(['Ann', 'Ann [x]', 'Ann (Berlin)', names[3]])
})
