import { stringify } from 'csv-stringify/sync'

/** What a spreadsheet takes for the beginning of a formula, in their full-width forms too [OWASP, CSV Injection]. */
const armed = /^\s*[=+\-@＝＋－＠]|^[\t\r]/

/** A cell that a spreadsheet shows and does not calculate. */
export const escapeFormula = (cell: string): string => (armed.test(cell) ? `'${cell}` : cell)

/** The cell as it was, where it comes back from an export of ours. */
export const unescapeFormula = (cell: string): string =>
  cell.startsWith("'") && armed.test(cell.slice(1)) ? cell.slice(1) : cell

/** At the beginning of a file, or Excel takes UTF-8 for something else. */
export const BYTE_ORDER_MARK = '\ufeff'

/** Rows as records of CSV [RFC 4180], no cell of it a formula. Every export goes through here. */
export const csvRecords = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map(row => row.map(escapeFormula)),
    // A line break alone, as in a cell of several lines, is not the end of a record that is looked for by itself.
    { record_delimiter: '\r\n', quoted_match: /[\r\n]/ },
  )

/** The same as a whole file. */
export const toCsv = (rows: readonly (readonly string[])[]): string => BYTE_ORDER_MARK + csvRecords(rows)
