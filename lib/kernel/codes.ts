/** A digit of any script, the value of which follows from where it stands: each script has ten in a row. */
const digit = /\p{Nd}/gu

const isDigit = (codePoint: number): boolean => /^\p{Nd}$/u.test(String.fromCodePoint(codePoint))

/** The value of a digit; scripts whose digits follow on each other (U+116DA) begin anew after ten. */
function valueOf(letter: string): string {
  const codePoint = letter.codePointAt(0)!
  let first = codePoint
  while (isDigit(first - 1)) first -= 1
  return String((codePoint - first) % 10)
}

/**
 * All that is neither letter nor digit: spaces, dots, dashes, marks of direction. Hangul fillers are letters that nobody sees, and
 * the long vowel of Japanese keyboards is where others have the hyphen.
 */
const between = /[^\p{L}\p{N}]|\p{Default_Ignorable_Code_Point}|\u30fc/gu

/** Letters that no code of ours has, for those that they are taken for [Crockford's base 32, and u for v]. */
const meant = new Map([
  ['o', '0'],
  ['i', '1'],
  ['l', '1'],
  ['u', 'v'],
])

/**
 * A code that somebody typed, pasted or had filled in, as it was made: lower-case letters and digits of ASCII without anything
 * between them. What else it holds stays, for its field to refuse.
 */
export const cleanCode = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(between, '')
    .replace(digit, valueOf)
    .replace(/[oilu]/g, letter => meant.get(letter)!)

/** Whether it is a whole code of an authenticator app or of a mail, however it is written. */
export const isSixDigits = (text: string): boolean => /^\d{6}$/.test(cleanCode(text))
