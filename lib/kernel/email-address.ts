import punycode from 'punycode.js'
import { MAX_ADDRESS } from './entered-email-field'
import { cleanLine, hasControls } from './fields'
import { isOneScript, looksLatin } from './letter-scripts'

/** Letters, digits and signs that East Asian fonts draw wider or narrower. */
const otherWidths = /[\uff01-\uffdc\uffe0-\uffe6\uffe8-\uffee]/g

/** [RFC 8265 section 3.3; RFC 6532 section 3.1 warns of NFKC, which takes more for the same.] */
export const inUsualWidth = (text: string): string => text.replace(otherWidths, letter => letter.normalize('NFKC'))

/** An address as somebody meant it: NFC, without what nobody sees, and in the usual width. */
export const cleanAddress = (text: string): string => cleanLine(inUsualWidth(text))

/** What stands before the last @, and behind it; no domain where there is none. */
export function partsOf(address: string): { local: string; domain: string | undefined } {
  const at = address.lastIndexOf('@')
  return at < 0 ? { local: address, domain: undefined } : { local: address.slice(0, at), domain: address.slice(at + 1) }
}

/** RFC 1123 section 2.1: at least two labels of at most 63 characters, the last of which is no number. */
const HOST_NAME = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/

/** What URL would take for the end of a name, or change besides. */
const nameOnly = /^[\p{L}\p{M}\p{N}\p{Join_Control}.。-]+$/u

const hostOf = (name: string): string | undefined => {
  try {
    return nameOnly.test(name) ? new URL(`http://${name}`).hostname : undefined
  } catch {
    return undefined
  }
}

const decoded = (label: string): string => {
  try {
    return punycode.decode(label.slice(4))
  } catch {
    return ''
  }
}

const isEncoded = (label: string): boolean => label.startsWith('xn--')

/**
 * A domain in the letters that the DNS has, lower case [UTS 46]: by way of URL, which browsers have too, in place of
 * url.domainToASCII. Undefined where it is none.
 */
export function asciiDomain(domain: string): string | undefined {
  const plain = /^[\w.-]*$/.test(domain) && !/xn--/i.test(domain)
  const ascii = plain ? domain.toLowerCase() : hostOf(domain)
  if (ascii === undefined || !HOST_NAME.test(ascii)) return undefined
  // What decodes to another name is none: two spellings would be one to the eye.
  return ascii.split('.').every(label => !isEncoded(label) || hostOf(`${decoded(label)}.test`) === `${label}.test`)
    ? ascii
    : undefined
}

/** The labels of a domain in ASCII, in the letters of their languages. */
export const labelsOf = (ascii: string): string[] =>
  ascii.split('.').map(label => (isEncoded(label) ? decoded(label) : label))

/** As browsers show it: a label that could be taken for another stays encoded. */
function shownDomain(ascii: string): string {
  if (!ascii.includes('xn--')) return ascii
  const labels = labelsOf(ascii)
  const last = labels.at(-1)!
  const isCyrillic = /\p{Script=Cyrillic}/u.test(last) && !looksLatin(last)
  const misleads = (label: string): boolean =>
    !isOneScript(label) || (looksLatin(label) && !isCyrillic) || cleanLine(label) !== label
  const encoded = ascii.split('.')
  return labels.map((label, at) => (misleads(label) ? encoded[at] : label)).join('.')
}

/** RFC 5321 without quoted local parts, RFC 6531 for letters of all scripts: dots stand between other characters. */
const LOCAL_PART = /^[^\s@<>"(),:;\\[\].]+(?:\.[^\s@<>"(),:;\\[\].]+)*$/u

/** RFC 5321 section 4.5.3.1.1. */
const MAX_LOCAL_PART = 64

/**
 * The one form in which an address is stored and shown, whatever it is written like: its domain is in lower case, and in the
 * letters of its language unless these mislead. Undefined where it is no address.
 */
export function canonicalAddress(text: string): string | undefined {
  if (hasControls(text)) return undefined
  const { local, domain = '' } = partsOf(cleanAddress(text))
  if (local.length > MAX_LOCAL_PART || !LOCAL_PART.test(local)) return undefined
  const ascii = domain.length > MAX_ADDRESS ? undefined : asciiDomain(domain)
  return ascii === undefined || local.length + 1 + ascii.length > MAX_ADDRESS
    ? undefined
    : `${local}@${shownDomain(ascii)}`
}

/** With the domain in the letters that mail servers understand. */
export function asciiAddress(address: string): string {
  const { local, domain } = partsOf(address)
  return domain === undefined ? address : `${local}@${asciiDomain(domain) ?? domain}`
}

/** With the domain in the letters of its languages, also where these mislead: to be compared, not to be shown. */
export function unicodeAddress(address: string): string {
  const { local, domain } = partsOf(address)
  const ascii = domain === undefined ? undefined : asciiDomain(domain)
  return ascii === undefined ? address : `${local}@${labelsOf(ascii).join('.')}`
}
