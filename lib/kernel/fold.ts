import { asciiAddress, asciiDomain, cleanAddress, partsOf, unicodeAddress } from './email-address'
import { cleanLine, withoutUnseen } from './fields'
import { inNaturalOrder } from './natural-order'

/**
 * The only place where text is made comparable: keys for uniqueness and order, and words to search by, are made here and
 * stored. No database folds text, since each does it by its own version and locale.
 */

/**
 * Raised with every change of what this file makes of a text, and of which texts words are made: the next start makes all stored
 * keys and words anew. 2: words of names alone. 3: addresses in one form. 4: numbers in names in their order, words of titles.
 */
export const FOLD_VERSION = 4

/** In the index a key has at most four bytes for each of these, where 2,704 are too many. A few names get longer folded. */
const KEY_LENGTH = 200

/** What is longer is no word of a language; the rest of it is not told apart. */
const WORD_LENGTH = 64

/** Letters that Unicode does not take apart, as people write them who do not have them on their keyboard. */
const plain = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['ħ', 'h'],
  ['ı', 'i'],
  ['ł', 'l'],
  ['ŋ', 'n'],
  ['þ', 'th'],
  ['ŧ', 't'],
  // Written at the end of a word.
  ['ς', 'σ'],
])
const notPlain = new RegExp(`[${[...plain.keys()].join('')}]`, 'gu')

/**
 * Marks that are put on letters. In other scripts marks are vowels and tones (Devanagari, Thai) or make another sound
 * (Japanese, U+3099 and U+309A), without which different names would be one.
 */
const accents =
  /(?=\p{M})(?![\u3099\u309a])[\p{Script=Inherited}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}]/gu

/**
 * What texts have in common that people take for the same: without capitals, accents, ligatures, widths and what nobody sees.
 * The same of what comes out; has no line breaks, and spaces only between words.
 */
export function fold(text: string): string {
  // Most texts; an import folds many thousands.
  const ascii = /^[ -~]*$/.test(text)
  const letters = ascii
    ? text.toLowerCase()
    : withoutUnseen(text.normalize('NFKD'))
        .replace(accents, '')
        // By way of the capital, which some small letters share.
        .toUpperCase()
        .toLowerCase()
        .replace(notPlain, letter => plain.get(letter)!)
  return letters.replace(/\s+/g, ' ').trim()
}

const cut = (text: string, length: number): string =>
  text.length <= length ? text : [...text].slice(0, length).join('').trim()

/** Of a person's or a group's name: to sort by, and what no two groups share. */
export const nameKey = (name: string): string => cut(inNaturalOrder(fold(name)), KEY_LENGTH)

/**
 * Of an email address, which no two people share and by which they sign in: one text in any capitals and widths, and with the
 * domain in either spelling. Accents stay, since josé@ and jose@ are mailboxes of different people; whoever searches for
 * addresses folds them.
 */
export function addressKey(email: string): string {
  const { local, domain } = partsOf(cleanAddress(email))
  const name = letterCase(withoutUnseen(local))
  return domain === undefined ? name : `${name}@${asciiDomain(domain) ?? letterCase(withoutUnseen(domain))}`
}

const letterCase = (text: string): string =>
  text.normalize('NFC').replaceAll('İ', 'i').toLowerCase().replaceAll('ς', 'σ').normalize('NFC')

/** The spellings of an address that people search by: as it is shown, as mail servers have it, and in letters that mislead. */
export const spellingsOf = (email: string): string[] => [email, asciiAddress(email), unicodeAddress(email)]

/**
 * The key of a row whose own was taken when keys were made anew: it was told apart before by what is no difference any
 * more. It goes on being found by exactly its own text. The line break cannot come out of the functions above.
 */
export const spellingKey = (key: string, text: string): string => `${key}\n${text}`

/** The keys under which a row with this text may stand, the usual one first. */
export const keysOf = (key: string, text: string): [string, string] => [key, spellingKey(key, text)]

/** Where all keys of texts with this key lie, `[from, until)`: the usual one, and those with a spelling behind it. */
export const keyRange = (key: string): [string, string] => [key, `${key}\v`]

/**
 * Rows by what people call them. A text means the row that is written exactly so, else all whose text has the same key: several
 * only where they became alike when keys were made anew.
 */
export function lookUpBy<Row>(
  rows: Iterable<Row>,
  textOf: (row: Row) => string,
  keyOf: (text: string) => string,
): (text: string) => Row[] {
  const alike = new Map<string, Row[]>()
  for (const row of rows) {
    const key = keyOf(textOf(row))
    const others = alike.get(key)
    if (others) others.push(row)
    else alike.set(key, [row])
  }
  return text => {
    const found = alike.get(keyOf(text)) ?? []
    if (found.length < 2) return found
    const exact = found.filter(row => cleanLine(textOf(row)) === cleanLine(text))
    return exact.length ? exact : found
  }
}

/** Whether it is one of them. */
export const isKeyOf = (stored: string, key: string, text: string): boolean => keysOf(key, text).includes(stored)

/** The words of texts, folded, each once: what stands between anything that is no letter, digit or mark of a letter. */
export const wordsOf = (...texts: (string | null | undefined)[]): string[] => [
  ...new Set(
    texts
      .flatMap(text => (text ? (fold(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []) : []))
      .map(word => cut(word, WORD_LENGTH)),
  ),
]

/** Who types more words finds no less: the longest of them tell most. Each word costs the database time to plan. */
const MOST_SEARCHED = 8

/** The words that somebody typed to search by, the longest first and at most eight, and none that another begins with. */
export const searchedWords = (typed: string): string[] =>
  wordsOf(typed)
    .toSorted((one, other) => other.length - one.length)
    .filter((word, at, all) => !all.slice(0, at).some(longer => longer.startsWith(word)))
    .slice(0, MOST_SEARCHED)
