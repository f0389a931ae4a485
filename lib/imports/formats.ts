import { invalid } from '@/lib/kernel/errors'

const asWorkbook = 'Save it as an Excel workbook (.xlsx) or as CSV UTF-8, and choose that file.'
const asText = 'Copy its table into a spreadsheet, save that as CSV UTF-8, and choose that file.'

/** What people choose who have a list in something else, and what to do then. */
const sentences = {
  xls: `This is an old Excel workbook (.xls). ${asWorkbook}`,
  locked:
    'This workbook is protected by a password, so it cannot be read. Save a copy without the password, and choose that file.',
  xlsb: `This is a binary Excel workbook (.xlsb). ${asWorkbook}`,
  ods: `This is an OpenDocument spreadsheet (.ods). ${asWorkbook}`,
  numbers: 'This is a Numbers spreadsheet (.numbers). Export it to Excel or CSV in Numbers, and choose that file.',
  docx: `This is a Word document (.docx). ${asText}`,
  pptx: `This is a PowerPoint presentation (.pptx). ${asText}`,
  doc: `This is an old Office document. ${asText}`,
  zip: 'This is a ZIP archive. Unpack it, and choose the file in it.',
  gzip: 'This is a compressed file (.gz). Unpack it, and choose the file in it.',
  archive: 'This is a compressed archive. Unpack it, and choose the file in it.',
  pdf: `This is a PDF document. ${asText}`,
  rtf: `This is a rich text document (.rtf). ${asText}`,
  image: `This is a picture. ${asText}`,
  html: 'This is a web page (HTML), whatever its file name says. Open it in your spreadsheet program, save it as .xlsx or CSV UTF-8, and choose that file.',
  xml: 'This is an XML file. Open it in your spreadsheet program, save it as .xlsx or CSV UTF-8, and choose that file.',
  json: 'This is a JSON file. Save the list as CSV UTF-8 with a first line that names the columns, and choose that file.',
  vcard: 'These are contacts as vCards (.vcf). Export them as CSV from your address book, and choose that file.',
  ldif: 'This is a directory export in LDIF. Export it as CSV with the attributes mail, cn and memberOf, and choose that file.',
} as const

export type ForeignFormat = keyof typeof sentences

/** What a file is, where it is no list: refused by its name, and not for its letters. */
export const foreignFormat = (format: ForeignFormat): Error => invalid({ file: sentences[format] })

const starts: readonly (readonly [number[], ForeignFormat | 'zipped' | 'compound'])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'zipped'],
  [[0x50, 0x4b, 0x05, 0x06], 'zip'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'compound'],
  [[0x25, 0x50, 0x44, 0x46], 'pdf'],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], 'rtf'],
  [[0x89, 0x50, 0x4e, 0x47], 'image'],
  [[0x47, 0x49, 0x46, 0x38], 'image'],
  [[0xff, 0xd8, 0xff], 'image'],
  [[0x49, 0x49, 0x2a, 0x00], 'image'],
  [[0x1f, 0x8b], 'gzip'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'archive'],
  [[0x52, 0x61, 0x72, 0x21], 'archive'],
  [[0x42, 0x5a, 0x68], 'archive'],
  // BIFF 2 to 4, before there were compound files.
  [[0x09, 0x00, 0x04, 0x00], 'xls'],
  [[0x09, 0x02, 0x06, 0x00], 'xls'],
  [[0x09, 0x04, 0x06, 0x00], 'xls'],
]

/**
 * Whether bytes are a workbook or else to be read as text.
 * @throws AppError `invalid_input` at `file`, naming the format, where they are neither
 */
export function formatOf(bytes: Uint8Array, fileName: string): 'zipped' | 'text' {
  const found = starts.find(([magic]) => magic.every((byte, at) => bytes[at] === byte))?.[1]
  if (found === undefined || found === 'zipped') return found ?? 'text'
  if (found !== 'compound') throw foreignFormat(found)
  // A workbook with a password is wrapped in the same container as the old ones.
  if (/\.xls[xmb]$/i.test(fileName)) throw foreignFormat('locked')
  throw foreignFormat(/\.xl|\.$|^[^.]*$/i.test(fileName) ? 'xls' : 'doc')
}

const textStarts: readonly (readonly [RegExp, ForeignFormat])[] = [
  [/^\s*(<!doctype html|<html|<table|<meta)/i, 'html'],
  [/^\s*<\?xml[\s\S]{0,300}<html/i, 'html'],
  [/^\s*<(\?xml|[a-z]+(:\w+)?[\s>])/i, 'xml'],
  [/^\s*(\[\s*)?\{\s*"/, 'json'],
  [/^\s*BEGIN:VCARD/i, 'vcard'],
  [/^(#[^\n]*\n|version:[^\n]*\n|\s)*dn::? ?\w+=/i, 'ldif'],
]

/** @throws AppError `invalid_input` at `file` where a text is no table */
export function requireTable(text: string): void {
  const head = text.slice(0, 1000)
  const found = textStarts.find(([pattern]) => pattern.test(head))?.[1]
  if (found) throw foreignFormat(found)
}
