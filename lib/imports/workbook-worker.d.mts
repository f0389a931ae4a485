/** See workbook-worker.mjs. `text`: rows between U+001E, each its number and its cells between U+001F. */
export type WorkbookAnswer =
  | { kind: 'xlsx'; sheet: string; sheets: number; text: string }
  | { kind: 'xlsb' | 'docx' | 'pptx' | 'numbers' | 'ods' | 'zip' }
  | { kind: 'refused'; problem: string }
