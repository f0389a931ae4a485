import { asciiDomain, canonicalAddress, inUsualWidth, labelsOf, partsOf } from './email-address'
import { MAX_ADDRESS } from './entered-email-field'
import { cleanLine, droppedFrom, hasControls } from './fields'
import { isOneScript, firstForeign } from './letter-scripts'

interface Doubt {
  /** A sentence that names the character. */
  reason: string
  /** The address with what it looks like in its place; the same again where nothing does. */
  meant: string
}

/** What word processors and phones make of what is typed. In a domain U+02BC is a letter, and others have no place. */
const typographic = [
  { characters: /[\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4](?=.*@)/gu, meant: "'", name: 'a curly apostrophe' },
  { characters: /[\u2010-\u2015\u2212\ufe58\ufe63]/gu, meant: '-', name: 'a dash' },
]

/** Thai and Lao: two characters to Unicode, and one to whoever types it. */
const ownLetters = /[\u0e33\u0eb3]/u

const isOtherForm = (letter: string): boolean => !ownLetters.test(letter) && letter !== plainForm(letter)
const plainForm = (letter: string): string => letter.normalize('NFKC')

const codePoint = (letter: string): string => `U+${letter.codePointAt(0)!.toString(16).padStart(4, '0').toUpperCase()}`

/** Each finds the first character of a kind that nobody sees, or that looks like another. */
const doubts: ((address: string) => Doubt | undefined)[] = [
  function unseen(address) {
    const found = droppedFrom(address)
    if (!found) return undefined
    const { character, before } = found
    return {
      reason: `There is an invisible character (${codePoint(character)}) after “${[...before].slice(-20).join('')}”.`,
      meant: cleanLine(address),
    }
  },
  function typeset(address) {
    for (const { characters, meant, name } of typographic) {
      const letter = address.match(characters)?.[0]
      if (letter)
        return {
          reason: `The “${letter}” is ${name} (${codePoint(letter)}).`,
          meant: address.replace(characters, meant),
        }
    }
    return undefined
  },
  function compatible(address) {
    const { local, domain } = partsOf(cleanLine(address))
    const letter = [...local].find(isOtherForm)
    if (letter === undefined) return undefined
    const meant = [...local].map(one => (isOtherForm(one) ? plainForm(one) : one)).join('')
    return {
      reason: `The “${letter}” (${codePoint(letter)}) is another form of “${plainForm(letter)}”.`,
      meant: `${meant}@${domain}`,
    }
  },
  function mixed(address) {
    const { local, domain = '' } = partsOf(cleanLine(address))
    const ascii = asciiDomain(domain)
    const words = [local, ...(ascii === undefined ? domain.split('.') : labelsOf(ascii))]
    const at = words.findIndex(word => !isOneScript(word))
    if (at < 0) return undefined
    const { letter, script = 'from another script', meant } = firstForeign(words[at]!)
    const [before, ...labels] = words.with(at, meant ?? words[at]!)
    const reason = `The “${letter}” in “${words[at]}” is ${script} (${codePoint(letter)}).`
    return {
      reason: meant === undefined ? `${reason} Use letters of one script only.` : reason,
      meant: `${before}@${labels.join('.')}`,
    }
  },
]

const doubtAbout = (address: string): Doubt | undefined => doubts.map(find => find(inUsualWidth(address))).find(Boolean)

/** What is meant by an address in which characters look like others, as far as one can tell. */
function meantBy(address: string): string | undefined {
  let text = address
  // Each kind at the most once.
  for (const _ of doubts) text = doubtAbout(text)?.meant ?? text
  return doubtAbout(text) ? undefined : canonicalAddress(text)
}

/**
 * Why nobody should have this address before somebody has looked at it again: a character in it is not what it looks like.
 * @returns a sentence or two, with the address that is meant where that is clear; undefined where it is as it looks, or no
 *   address at all
 */
export function askBackAbout(address: string): string | undefined {
  // Most addresses; an import asks about many thousands.
  if (/^[ -~]*$/.test(address) && !/xn--/i.test(address)) return undefined
  // No address, whatever is meant.
  if (address.length > 2 * MAX_ADDRESS) return undefined
  const doubt = hasControls(address) ? undefined : doubtAbout(address)
  if (!doubt) return undefined
  const meant = meantBy(address)
  if (meant !== undefined) return `Did you mean ${meant}? ${doubt.reason}`
  return canonicalAddress(address) === undefined ? undefined : doubt.reason
}

/** The address that is meant by one that is asked back about, to be offered in its place; undefined where that is not clear. */
export const meantInstead = (address: string): string | undefined =>
  askBackAbout(address) === undefined ? undefined : meantBy(address)
