import { strToU8, zipSync } from 'fflate'

/** A cell as Excel keeps it: text, a number, a truth, or a day. */
type Cell = string | number | boolean | { day: string } | null

export interface Sheet {
  name: string
  rows: Cell[][]
  hidden?: boolean
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, letter => `&#${letter.codePointAt(0)};`).replace(/\r/g, '_x000D_')

const columnLetters = (at: number): string =>
  (at >= 26 ? columnLetters(Math.floor(at / 26) - 1) : '') + String.fromCodePoint(65 + (at % 26))

const xml = (content: string) => strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${content}`)
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relations = (found: { id: string; type: string; target: string }[]) =>
  xml(
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${found
      .map(({ id, type, target }) => `<Relationship Id="${id}" Type="${types}/${type}" Target="${target}"/>`)
      .join('')}</Relationships>`,
  )

/** The style of days below is the second. */
const styles = `<styleSheet ${main}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`

/** The parts of a workbook, by their path: to be changed before they are zipped. */
export function workbookParts(sheets: Sheet[], { shared = true } = {}): Record<string, Uint8Array> {
  const strings: string[] = []
  const places = new Map<string, number>()
  const placeOf = (text: string): number => {
    const place = places.get(text) ?? strings.push(text) - 1
    places.set(text, place)
    return place
  }
  const cell = (value: Cell, reference: string): string => {
    if (value === null) return ''
    if (typeof value === 'number') return `<c r="${reference}"><v>${value}</v></c>`
    if (typeof value === 'boolean') return `<c r="${reference}" t="b"><v>${Number(value)}</v></c>`
    if (typeof value === 'object') {
      const days = Date.parse(value.day) / 86_400_000 + 25_569
      return `<c r="${reference}" s="1"><v>${days}</v></c>`
    }
    return shared
      ? `<c r="${reference}" t="s"><v>${placeOf(value)}</v></c>`
      : `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`
  }
  const worksheets = sheets.map(({ rows }) =>
    xml(
      `<worksheet ${main}><sheetData>${rows
        .map(
          (cells, row) =>
            `<row r="${row + 1}">${cells.map((value, at) => cell(value, `${columnLetters(at)}${row + 1}`)).join('')}</row>`,
        )
        .join('')}</sheetData></worksheet>`,
    ),
  )
  return {
    '[Content_Types].xml': xml('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    '_rels/.rels': relations([{ id: 'rId1', type: 'officeDocument', target: 'xl/workbook.xml' }]),
    'xl/workbook.xml': xml(
      `<workbook ${main} xmlns:r="${types}"><sheets>${sheets
        .map(
          ({ name, hidden }, at) =>
            `<sheet name="${escaped(name)}" sheetId="${at + 1}"${hidden ? ' state="hidden"' : ''} r:id="s${at}"/>`,
        )
        .join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, at) => ({ id: `s${at}`, type: 'worksheet', target: `worksheets/sheet${at + 1}.xml` })),
      { id: 'strings', type: 'sharedStrings', target: 'sharedStrings.xml' },
      { id: 'styles', type: 'styles', target: '/xl/styles.xml' },
    ]),
    'xl/styles.xml': xml(styles),
    'xl/sharedStrings.xml': xml(
      `<sst ${main}>${strings.map(text => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
    ),
    ...Object.fromEntries(worksheets.map((sheet, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheet])),
  }
}

/** An .xlsx file. */
export const workbookFile = (sheets: Sheet[], options: { shared?: boolean } = {}): Uint8Array =>
  zipSync(workbookParts(sheets, options))
