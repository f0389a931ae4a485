import { unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'

/** A sheet of 10,000 people with twenty columns has about 12 MB of XML; what is made of it is bounded below. */
const MAX_INFLATED = 32 * 1024 * 1024
export const MAX_PARTS = 1000

/** Sheets are packed to a twentieth; what gets smaller than this, and is not small, says the same again and again. */
const MAX_RATIO = 100
const SMALL = 1024 * 1024

/** A workbook's XML is seven deep, and takes three elements for a cell. */
const MAX_DEPTH = 32
const MAX_ELEMENTS = 1_500_000
/** Given to the XML parser at once, in characters. */
const PORTION = 65_536

/** What is said of a workbook that is not read; a sentence. */
export class WorkbookRefusal extends Error {}

export const DAMAGED_WORKBOOK = 'This workbook is damaged. Open it in your spreadsheet program and save it again.'

export const unpacksToTooMuch = () =>
  new WorkbookRefusal(
    'This workbook unpacks to more than a list of people does. Save the one sheet as CSV UTF-8, without pictures and empty rows.',
  )

/** The names in an archive; nothing is unpacked. */
export function archivedNames(bytes) {
  const names = []
  unzipSync(bytes, {
    filter({ name }) {
      if (names.push(name) > MAX_PARTS) throw unpacksToTooMuch()
      return false
    },
  })
  return names
}

/** Unpacks these parts; their sizes are looked at in the archive's directory before. */
export function partReader(bytes) {
  let left = MAX_INFLATED
  return wanted => {
    const parts = unzipSync(bytes, {
      filter({ name, size, originalSize }) {
        if (name !== wanted) return false
        left -= originalSize
        if (left < 0 || (originalSize > SMALL && originalSize > size * MAX_RATIO)) throw unpacksToTooMuch()
        return true
      },
    })
    return Object.values(parts)[0]
  }
}

/** What the XML parser holds while it waits for an end. A comment or an attribute is no longer than a cell. */
const held = ['text', 'name', 'entity', 'piTarget', 'openWakaBang', 'xmlDeclName']

/** Reads XML in portions. Names come without their prefix; a declaration of entities is refused, and so is what is far too deep. */
export function readXml(bytes, { open, text, close }) {
  const parser = new SaxesParser({ position: false })
  let depth = 0
  let elements = 0
  const local = name => name.slice(name.indexOf(':') + 1)
  parser.on('error', () => {
    throw new WorkbookRefusal(DAMAGED_WORKBOOK)
  })
  parser.on('doctype', () => {
    throw new WorkbookRefusal(
      'This workbook declares entities, which no spreadsheet program does. Save it again, or as CSV UTF-8.',
    )
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > MAX_DEPTH || ++elements > MAX_ELEMENTS) throw unpacksToTooMuch()
    open?.(local(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    depth--
    close?.(local(name))
  })
  if (text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  const decoder = new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8')
  for (let at = 0; at < bytes.length; at += PORTION) {
    parser.write(decoder.decode(bytes.subarray(at, at + PORTION), { stream: at + PORTION < bytes.length }))
    if (held.some(buffer => parser[buffer]?.length > PORTION)) throw unpacksToTooMuch()
  }
  parser.close()
}
