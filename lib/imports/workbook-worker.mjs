import {
  archivedNames,
  DAMAGED_WORKBOOK,
  MAX_PARTS,
  partReader,
  readXml,
  unpacksToTooMuch,
  WorkbookRefusal,
} from './workbook-parts.mjs'

/** As in a text file: a list of people has fewer columns, and no more rows. */
const MAX_COLUMNS = 1000
const MAX_ROWS = 10_000
const MAX_TEXT = 12_000_000
const MAX_STRINGS = 310_000

/** As long as a cell is looked at, and one more, so that it is seen to be too long. */
const MAX_CELL = 4001

/** Rows that a sheet names, most of which may be empty; as many lines as a text file may have. */
const MAX_NAMED_ROWS = 200_000

const MAX_SHEETS = 50

/** What stands between cells and rows in the answer: characters that XML cannot hold. One string costs less to hand over than a million. */
const CELL = '\u001f'
const ROW = '\u001e'

/** Which file a ZIP archive is, by what is in it. */
const archives = [
  [/^xl\/workbook\.bin$/i, 'xlsb'],
  [/^xl\/workbook\.xml$/i, 'xlsx'],
  [/^word\//i, 'docx'],
  [/^ppt\//i, 'pptx'],
  [/^index\/|\.iwa$/i, 'numbers'],
  [/^content\.xml$/i, 'ods'],
]

/** An attribute, whatever the prefix of its name. */
const attribute = (attributes, name) =>
  attributes[name] ?? Object.entries(attributes).find(([key]) => key.endsWith(`:${name}`))?.[1]

const relationships = (bytes, base) => {
  const found = []
  if (bytes)
    readXml(bytes, {
      open(name, { Id, Type = '', Target = '' }) {
        if (name !== 'Relationship' || found.length > MAX_PARTS) return
        const path = Target.startsWith('/') ? Target.slice(1) : new URL(Target, `http://part/${base}`).pathname.slice(1)
        found.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), path: decodeURIComponent(path) })
      },
    })
  return found
}

/** Characters that XML cannot hold are written so; none is one that a cell needs. */
const unescaped = text =>
  text.replace(/_x([0-9a-f]{4})_/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))

/** Most texts have nothing to clean, and there are hundreds of thousands of them. */
const cleaned = text =>
  /[_\r\u001e\u001f]/.test(text)
    ? unescaped(text)
        .replace(/[\u001e\u001f]/g, ' ')
        .replace(/\r\n?/g, '\n')
    : text

/** Texts that cells share, each as far as a cell is looked at. */
function sharedStrings(bytes) {
  const strings = []
  let current = ''
  let reading = false
  let phonetic = 0
  if (bytes)
    readXml(bytes, {
      open(name) {
        if (name === 'si') current = ''
        else if (name === 'rPh') phonetic++
        else if (name === 't') reading = phonetic === 0
      },
      text(part) {
        if (reading && current.length < MAX_CELL) current += part.slice(0, MAX_CELL)
      },
      close(name) {
        if (name === 't') reading = false
        else if (name === 'rPh') phonetic--
        else if (name === 'si' && strings.push(cleaned(current).slice(0, MAX_CELL)) > MAX_STRINGS)
          throw unpacksToTooMuch()
      },
    })
  return strings
}

/** Which styles are dates, by their place: numbers of days, shown as a date. */
function dateStyles(bytes) {
  const custom = new Set()
  const dates = []
  let inCells = false
  if (bytes)
    readXml(bytes, {
      open(name, { numFmtId, formatCode = '' }) {
        if (name === 'cellXfs') inCells = true
        const bare = formatCode.slice(0, 200).replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '')
        if (name === 'numFmt' && /[dy]|m{3}/i.test(bare)) custom.add(numFmtId)
        if (name === 'xf' && inCells && dates.length < MAX_PARTS)
          dates.push((Number(numFmtId) >= 14 && Number(numFmtId) <= 22) || custom.has(numFmtId))
      },
      close(name) {
        if (name === 'cellXfs') inCells = false
      },
    })
  return dates
}

/** Days since the end of 1899, or since 1904 where old computers of Apple counted. */
const dateOf = (days, since1904) => {
  const time = (Number(days) - (since1904 ? 24_107 : 25_569)) * 86_400_000
  return Math.abs(time) < 8e15 ? new Date(Math.round(time / 1000) * 1000).toISOString().slice(0, 10) : days
}

/** The column in "AB12", from 0. */
function columnOf(reference) {
  let column = 0
  for (let at = 0; at < 4; at++) {
    const letter = reference.charCodeAt(at) - 64
    if (!(letter >= 1 && letter <= 26)) break
    column = column * 26 + letter
  }
  return column - 1
}

/** A whole cell that is an address, perhaps with a name before it. */
const addressLike = /^\s*(mailto:)?[^\s@<>]+@[^\s@<>]+$|<\s*[^\s@<>]+@[^\s@<>]+\s*>\s*$/i

/** The cells of a sheet as text, and whether people stand in it: one of its columns has addresses in most of its cells. */
function readSheet(bytes, { strings, dates, since1904, budget }) {
  const rows = []
  const columns = []
  let cells = []
  let line = 0
  let named = 0
  let column = -1
  let cell = {}
  let value = ''
  let reading = false
  let phonetic = 0
  const put = raw => {
    const text = raw.slice(0, MAX_CELL)
    if (!text.trim()) return
    if (column >= MAX_COLUMNS)
      throw new WorkbookRefusal(
        `There are more than 1,000 cells in row ${line}. A list of people needs three: email, name, groups.`,
      )
    budget.text -= text.length
    if (budget.text < 0)
      throw new WorkbookRefusal(
        'There is more text in this workbook than in a list of 10,000 people. Divide it into several.',
      )
    while (cells.length < column) cells.push('')
    cells[column] = text
  }
  const textOf = () => {
    if (cell.t === 's') return strings[Number(value)] ?? ''
    if (cell.t === 'b') return value === '1' ? 'TRUE' : 'FALSE'
    if (cell.t === 'inlineStr' || cell.t === 'str') return cleaned(value)
    return cell.t === undefined && dates[Number(cell.s)] && value ? dateOf(value, since1904) : cleaned(value)
  }
  readXml(bytes, {
    open(name, attributes) {
      if (name === 'row') {
        if (++named > MAX_NAMED_ROWS)
          throw new WorkbookRefusal(
            'There are more than 200,000 rows in this sheet, most of them empty. Delete the empty ones, or save it as CSV UTF-8.',
          )
        line = Number(attributes.r) || line + 1
        cells = []
        column = -1
      } else if (name === 'c') {
        cell = attributes
        column = attributes.r ? columnOf(attributes.r) : column + 1
        value = ''
      } else if (name === 'rPh') phonetic++
      else if (name === 'v' || name === 't') reading = phonetic === 0
    },
    text(part) {
      if (reading && value.length < MAX_CELL) value += part.slice(0, MAX_CELL)
    },
    close(name) {
      if (name === 'v' || name === 't') reading = false
      else if (name === 'rPh') phonetic--
      else if (name === 'c') put(textOf())
      else if (name === 'row' && cells.length) {
        // Above the people there may be a header, and what stands above it.
        if (rows.length > MAX_ROWS + 20)
          throw new WorkbookRefusal('This file has more than 10,000 rows. Split it into several files.')
        budget.text -= cells.length
        cells.forEach((text, at) => {
          if (!text) return
          columns[at] ??= { filled: 0, addresses: 0 }
          columns[at].filled++
          if (addressLike.test(text.slice(0, 400))) columns[at].addresses++
        })
        rows.push(`${line}${CELL}${cells.join(CELL)}`)
      }
    },
  })
  const hasPeople = columns.some(
    ({ filled, addresses } = { filled: 0, addresses: 0 }) => addresses * 2 >= filled - 1 && addresses > 0,
  )
  return { text: rows.join(ROW), hasPeople }
}

function readWorkbook(bytes) {
  const part = partReader(bytes)
  const root = relationships(part('_rels/.rels'), '').find(({ type }) => type === 'officeDocument')
  const path = root?.path ?? 'xl/workbook.xml'
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const related = relationships(part(`${folder}_rels/${path.slice(folder.length)}.rels`), path)
  const sheets = []
  let since1904 = false
  const workbook = part(path)
  if (!workbook) throw new WorkbookRefusal(DAMAGED_WORKBOOK)
  readXml(workbook, {
    open(name, attributes) {
      if (name === 'workbookPr') since1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
      if (name === 'sheet' && sheets.length < MAX_SHEETS && !/hidden/i.test(attributes.state ?? ''))
        sheets.push({ name: (attributes.name ?? '').slice(0, MAX_CELL), id: attribute(attributes, 'id') })
    },
  })
  const byType = type => {
    const found = related.find(one => one.type === type)
    return found && part(found.path)
  }
  const shared = {
    strings: sharedStrings(byType('sharedStrings')),
    dates: dateStyles(byType('styles')),
    since1904,
    budget: { text: MAX_TEXT },
  }
  let first
  for (const { name, id } of sheets) {
    const place = related.find(one => one.id === id && one.type === 'worksheet')
    const sheet = place && part(place.path)
    if (!sheet) continue
    const { text, hasPeople } = readSheet(sheet, shared)
    if (hasPeople) return { sheet: name, sheets: sheets.length, text }
    if (text) first ??= { sheet: name, sheets: sheets.length, text }
  }
  return first ?? { sheet: sheets[0]?.name ?? '', sheets: sheets.length, text: '' }
}

/** Runs in a worker thread: a large workbook takes a second of pure computing. See workbook-worker.d.mts. */
export default function work(bytes) {
  try {
    const names = archivedNames(bytes)
    const kind = archives.find(([pattern]) => names.some(name => pattern.test(name)))?.[1] ?? 'zip'
    return kind === 'xlsx' ? { kind, ...readWorkbook(bytes) } : { kind }
  } catch (error) {
    return { kind: 'refused', problem: error instanceof WorkbookRefusal ? error.message : DAMAGED_WORKBOOK }
  }
}
