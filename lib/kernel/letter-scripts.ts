/** Recommended for identifiers by Unicode Standard Annex 31, table 5; Latin first, which most addresses are written in. */
const recommended = (
  'Latin Cyrillic Greek Han Hiragana Katakana Hangul Bopomofo Arabic Armenian Bengali Devanagari Ethiopic Georgian ' +
  'Gujarati Gurmukhi Hebrew Kannada Khmer Lao Malayalam Myanmar Oriya Sinhala Tamil Telugu Thaana Thai Tibetan'
).split(' ')

/** Scripts that one word may be written in together [UTS 39 section 5.2, Highly Restrictive]. */
const together = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
]

const classOf = (scripts: string[]): string => scripts.map(script => `\\p{scx=${script}}`).join('')

/** In these scripts alone, beside digits, punctuation and marks. */
const writtenIn = (scripts: string[]): RegExp =>
  new RegExp(`^[${classOf(scripts)}\\p{scx=Common}\\p{scx=Inherited}]*$`, 'u')

const allowed = [
  ...together.map(writtenIn),
  ...recommended.slice(1).map(script => writtenIn([script])),
  // Scripts that few write in.
  new RegExp(`^[^${classOf(recommended)}]*$`, 'u'),
]

const scripts = recommended.map(name => ({ name, has: new RegExp(`\\p{scx=${name}}`, 'u') }))

/** Whether its letters are of one script, or of scripts that are written together, as Japanese is. */
export const isOneScript = (text: string): boolean => /^[ -~]*$/.test(text) || allowed.some(only => only.test(text))

/** Letters of Latin, Cyrillic and Greek that look the same. */
const alike = (
  'aаα cсϲ dԁ eе hһ iіι jјϳ kкκ lӏ oоο pрρ qԛ sѕ vѵν wԝ xхχ yуγ ' +
  'AАΑ BВΒ CСϹ EЕΕ HНΗ IІΙ JЈ KКΚ MМΜ NΝ OОΟ PРΡ SЅ TТΤ XХΧ YУΥ ZΖ'
).split(' ')

/** The letter of a script that looks like this one; undefined where none does. */
const twinOf = (letter: string, script: RegExp): string | undefined =>
  [...(alike.find(letters => letters.includes(letter)) ?? '')].find(twin => script.test(twin))

/** Whether a word is Cyrillic, and every letter of it looks like a Latin one. */
export const looksLatin = (word: string): boolean =>
  /\p{Script=Cyrillic}/u.test(word) &&
  [...word].every(letter => /[0-9-]/.test(letter) || twinOf(letter, /\p{Script=Latin}/u) !== undefined)

interface Foreign {
  letter: string
  /** What Unicode calls its script, such as Cyrillic; undefined where few write in it. */
  script: string | undefined
  /** The text with the letters that these look like; undefined where there are none. */
  meant: string | undefined
}

/** In a text that is of no one script: the first letter that does not go with most others. */
export function firstForeign(text: string): Foreign {
  const letters = [...text]
  const sorted = scripts.map(({ has }) => letters.filter(letter => has.test(letter)))
  const most = sorted.reduce((one, other) => (other.length > one.length ? other : one)).join('')
  const main = scripts[sorted.findIndex(some => some.join('') === most)]!
  const isForeign = (letter: string): boolean => !isOneScript(most + letter)
  const letter =
    letters.find(isForeign) ?? letters.find((_, at) => !isOneScript(letters.slice(0, at + 1).join(''))) ?? letters[0]!
  const meant = letters.map(one => (isForeign(one) ? (twinOf(one, main.has) ?? one) : one)).join('')
  return {
    letter,
    script: scripts.find(({ has }) => has.test(letter))?.name,
    meant: isOneScript(meant) ? meant : undefined,
  }
}
