import { askBackAbout } from '@/lib/kernel/doubtful-address'
import { emailField } from '@/lib/kernel/email-field'
import { cleanLine } from '@/lib/kernel/fields'
import { addressKey } from '@/lib/kernel/fold'
import { personNameField } from '@/lib/kernel/person-fields'

/** Somebody to be invited, with the name where the list had one. */
interface Addressee {
  email: string
  name?: string
}

/** The same as it was read, or what is wrong with it. */
type ReadAddressee = Addressee | { problem: string }

interface Addresses {
  /** Each address once, whatever its capitals; the first spelling counts. */
  found: Addressee[]
  /** What is no address, as it was written. */
  bad: string[]
  /** What is asked back about addresses, and why nobody can have a name; sentences that say whose. */
  problems: string[]
}

/** No address with its name is longer (254 and 100 characters, and what stands around them); what is, is none and is not looked at. */
const MAX_PIECE = 500

const opening = /[\s"'‘’“”([{<]/
const closing = /[\s"'‘’“”)\]}>.]/

/** Without what stands around it; letter by letter, because an expression that begins anywhere takes the square of the length. */
function unwrapped(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && opening.test(text[from]!)) from++
  while (to > from && closing.test(text[to - 1]!)) to--
  return text.slice(from, to)
}

/** The address itself, without what mail programs and documents put around it. */
const bare = (text: string): string => {
  const address = unwrapped(text).replace(/^mailto:/i, '')
  const query = address.indexOf('?', address.indexOf('@'))
  return unwrapped(query < 0 ? address : address.slice(0, query))
}

/** Links of documents, the words before a list in a mail's head, and rows of a table: name and address in cells. */
const withoutDecoration = (text: string): string =>
  text
    .replaceAll('＠', '@')
    .replace(/\r\n?/g, '\n')
    .replace(/\[[^[\]\n]{0,300}\]\(mailto:([^()\n]{0,300})\)/gi, '$1')
    .replace(/^[^\S\n]{0,20}(to|cc|bcc|from):/gim, '')
    .split('\n')
    .map(row => {
      const cells = row.split('\t').filter(cell => cell.trim())
      const [address, ...more] = cells.filter(cell => cell.includes('@'))
      if (!address || more.length || cells.length < 2 || address.includes('<')) return row
      const name = cells.filter(cell => cell !== address).map(cell => cell.trim().replaceAll('"', ''))
      return `"${name.join(' ')}" <${address.trim()}>`
    })
    .join('\n')

/** Cuts at separators outside of quotes and angle brackets. A quote or bracket that never closes is an ordinary character. */
function pieces(text: string): { text: string; end: string }[] {
  const cut: { text: string; end: string }[] = []
  let piece = ''
  let until = ''
  let line = lineFrom(text, 0)
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!
    if (at === line.end) line = lineFrom(text, at + 1)
    if (!until && ',;\n\t'.includes(letter)) {
      cut.push({ text: piece, end: letter })
      piece = ''
      continue
    }
    if (letter === until) until = ''
    else if (!until && ((letter === '"' && line.lastQuote > at) || (letter === '<' && line.lastBracket > at)))
      until = letter === '"' ? '"' : '>'
    piece += letter
  }
  return [...cut, { text: piece, end: '' }]
}

/** Where a line ends, and until where a quote or a bracket in it can close: what is open at its end was a slip. */
function lineFrom(text: string, start: number): { end: number; lastQuote: number; lastBracket: number } {
  const found = text.indexOf('\n', start)
  const end = found === -1 ? text.length : found
  const line = text.slice(start, end)
  return { end, lastQuote: start + line.lastIndexOf('"'), lastBracket: start + line.lastIndexOf('>') }
}

const isFamilyName = (text: string): boolean => /^\s*\p{Lu}[\p{L}\p{M}' -]*$/u.test(text)

/** Castle, Frank <frank@acme.example> without quotes: the comma parts a name and not two people. */
function withFamilyNames(cut: { text: string; end: string }[]): string[] {
  const whole: string[] = []
  for (let at = 0; at < cut.length; at++) {
    const { text, end } = cut[at]!
    const next = cut[at + 1]?.text ?? ''
    const [, first, address] = next.length > MAX_PIECE ? [] : (/^\s*([^@<]*[^@<\s])\s*(<[^<>]+>)\s*$/.exec(next) ?? [])
    if (end !== ',' || !first || !isFamilyName(text)) {
      whole.push(text)
      continue
    }
    whole.push(`"${text.trim()}, ${first}" ${address}`)
    at++
  }
  return whole
}

/** "Castle, Frank", as address books sort people, is Frank Castle. A name that is only the address again is none. */
function nameFrom(text: string): string | undefined {
  const name = cleanLine(unwrapped(text).replaceAll('\\"', '"')).replace(/^([^,]+), ?([^,]+)$/, '$2 $1')
  return name && !name.includes('@') ? name : undefined
}

function addresseeOf(text: string): ReadAddressee | undefined {
  const [, before = '', inside, after = ''] = /^(.*)<([^<>]*)>([^<>]*)$/s.exec(text) ?? []
  const asked = askBackAbout(bare(inside ?? text))
  if (asked !== undefined) return { problem: asked }
  const email = emailField.safeParse(bare(inside ?? text))
  if (!email.success) return undefined
  // Somebody else beside the brackets must not be lost in silence.
  const beside = inside === undefined ? [] : (`${before} ${after}`.match(/[^\s"'<>()]+@[^\s"'<>()]+/g) ?? [])
  if (beside.some(address => addressKey(bare(address)) !== addressKey(email.data))) return undefined
  const name = inside === undefined ? undefined : nameFrom(before)
  const named = name === undefined ? undefined : personNameField.safeParse(name)
  if (named?.error) return { problem: `${email.data}: ${named.error.issues[0]!.message}` }
  return { email: email.data, ...(named && { name: named.data }) }
}

/** Several people with their addresses in angle brackets and nothing but space, or a word such as "and", between them. */
function people(text: string): string[] {
  const found: string[] = []
  const last = text.lastIndexOf('@')
  let from = 0
  let bracket = text.indexOf('<')
  let sign = text.indexOf('@')
  for (let at = text.indexOf('>'); at !== -1 && at < last; at = text.indexOf('>', at + 1)) {
    if (bracket === -1 || bracket > at || sign > at) continue
    found.push(text.slice(from, at + 1))
    from = at + 1
    bracket = text.indexOf('<', from)
    sign = text.indexOf('@', from)
  }
  return [...found, text.slice(from)].map((part, n) =>
    n ? part.replace(/^\s{0,20}(?:and\b|[&/|+])\s{0,20}/i, '') : part,
  )
}

/** Bare addresses with nothing but space between them. */
const words = (text: string): string[] => {
  const parts = text.trim().split(/\s+/)
  return parts.every(part => part.includes('@')) && !text.includes('<') ? parts : [text]
}

/**
 * Reads addresses out of text in the formats that people paste: commas, semicolons, new lines, tabs or spaces between
 * them, names before angle brackets, rows of a table, links to mail, lists of mail programs.
 */
export function readAddresses(text: string): Addresses {
  const found = new Map<string, Addressee>()
  const bad = new Set<string>()
  const problems = new Set<string>()
  for (const part of withFamilyNames(pieces(withoutDecoration(text)))
    .flatMap(people)
    .flatMap(words)) {
    if (!bare(part)) continue
    const one = part.length > MAX_PIECE ? undefined : addresseeOf(part)
    if (!one) bad.add(part.trim().slice(0, MAX_PIECE))
    else if ('problem' in one) problems.add(one.problem)
    else found.set(addressKey(one.email), { ...one, ...found.get(addressKey(one.email)) })
  }
  return { found: [...found.values()], bad: [...bad], problems: [...problems] }
}
