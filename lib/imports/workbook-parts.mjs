import { inflateRawSync } from 'node:zlib'
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

/** Signatures and methods of APPNOTE.TXT 4.3 and 4.4.5; what is larger than 32 bits tell is no list of people. */
const [END, ENTRY, LOCAL] = [0x06054b50, 0x02014b50, 0x04034b50]
const [STORED, DEFLATED] = [0, 8]
const END_LENGTH = 22

/** Where the archive's directory says that a part is, still packed; undefined where it is not there. */
function packedPart(bytes, wanted) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const names = new TextDecoder()
  let end = bytes.length - END_LENGTH
  while (view.getUint32(end, true) !== END) end--
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 8, true); left > 0 && view.getUint32(at, true) === ENTRY; left--) {
    const [length, extra, comment] = [28, 30, 32].map(field => view.getUint16(at + field, true))
    if (names.decode(bytes.subarray(at + 46, at + 46 + length)) === wanted) {
      const [size, originalSize, place] = [20, 24, 42].map(field => view.getUint32(at + field, true))
      if (view.getUint32(place, true) !== LOCAL) throw new WorkbookRefusal(DAMAGED_WORKBOOK)
      const begin = place + 30 + view.getUint16(place + 26, true) + view.getUint16(place + 28, true)
      return { method: view.getUint16(at + 10, true), originalSize, packed: bytes.subarray(begin, begin + size) }
    }
    at += 46 + length + extra + comment
  }
  return undefined
}

/** Ends as soon as more comes out than the directory says. */
function inflated({ method, originalSize, packed }) {
  if (method === STORED) return packed
  if (method !== DEFLATED) throw new WorkbookRefusal(DAMAGED_WORKBOOK)
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, originalSize) })
  } catch (error) {
    throw error.code === 'ERR_BUFFER_TOO_LARGE' ? unpacksToTooMuch() : error
  }
}

/** Unpacks parts by their names; their sizes are looked at in the archive's directory before, and kept to. */
export function partReader(bytes) {
  let left = MAX_INFLATED
  return wanted => {
    const part = packedPart(bytes, wanted)
    if (!part) return undefined
    const size = Math.max(part.originalSize, part.method === STORED ? part.packed.length : 0)
    left -= size
    if (left < 0 || (size > SMALL && size > part.packed.length * MAX_RATIO)) throw unpacksToTooMuch()
    return inflated(part)
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
