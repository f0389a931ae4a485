/** Safe in a browser: how the letters of a file can be written; by which name each is decoded. */
export const decoders = {
  'UTF-8': 'utf-8',
  'UTF-16 LE': 'utf-16le',
  'UTF-16 BE': 'utf-16be',
  'Windows-1252': 'windows-1252',
  'Windows-1250': 'windows-1250',
  'Windows-1254': 'windows-1254',
  'Windows-1253': 'windows-1253',
  'Windows-1251': 'windows-1251',
  'Mac Roman': 'macintosh',
  'Shift JIS': 'shift_jis',
} as const

export type Encoding = keyof typeof decoders

export const encodings = Object.keys(decoders) as [Encoding, ...Encoding[]]

/** Those that nothing in a file tells apart, with where people write so. */
export const choosableEncodings: Partial<Record<Encoding, string>> = {
  'Windows-1252': 'Western European',
  'Windows-1250': 'Central European',
  'Windows-1254': 'Turkish',
  'Windows-1253': 'Greek',
  'Windows-1251': 'Cyrillic',
  'Mac Roman': 'older Macs',
  'Shift JIS': 'Japanese',
}
