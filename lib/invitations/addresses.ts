import { emailField } from '../users/input'

/** Somebody to be invited, with the name where the list had one. */
export interface Addressee {
  email: string
  name?: string
}

export interface Addresses {
  /** Each address once, whatever its capitals; the first spelling counts. */
  found: Addressee[]
  /** What is no address, as it was written. */
  bad: string[]
}

const wrappers = /^[\s"'‘’“”([{<]+|[\s"'‘’“”)\]}>.]+$/g

/** The address itself, without what mail programs and documents put around it. */
const bare = (text: string): string =>
  text.replace(wrappers, '').replace(/^mailto:/i, '').replace(/\?.*$/, '').replace(wrappers, '')

/** Links of documents, the words before a list in a mail's head, and rows of a table: name and address in cells. */
const withoutDecoration = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\[[^\]\n]*\]\(mailto:([^)\n]*)\)/gi, '$1')
    .replace(/^\s*(to|cc|bcc|from):/gim, '')
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
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!
    if (!until && ',;\n\t'.includes(letter)) {
      cut.push({ text: piece, end: letter })
      piece = ''
      continue
    }
    if (letter === until) until = ''
    else if (!until && (letter === '"' || letter === '<') && closes(text, at)) until = letter === '"' ? '"' : '>'
    piece += letter
  }
  return [...cut, { text: piece, end: '' }]
}

/** Within the line: what is open at its end was a slip. */
const closes = (text: string, at: number): boolean => {
  const lineEnd = text.indexOf('\n', at)
  const end = text.indexOf(text[at] === '"' ? '"' : '>', at + 1)
  return end !== -1 && (lineEnd === -1 || end < lineEnd)
}

const isFamilyName = (text: string): boolean => /^\s*\p{Lu}[\p{L}\p{M}' -]*$/u.test(text)

/** Castle, Frank <frank@acme.example> without quotes: the comma parts a name and not two people. */
function withFamilyNames(cut: { text: string; end: string }[]): string[] {
  const whole: string[] = []
  for (let at = 0; at < cut.length; at++) {
    const { text, end } = cut[at]!
    const [, first, address] = /^\s*([^@<]*[^@<\s])\s*(<[^<>]+>)\s*$/.exec(cut[at + 1]?.text ?? '') ?? []
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
  const name = text.replace(wrappers, '').replaceAll('\\"', '"').replace(/\s+/g, ' ').replace(/^([^,]+), ?([^,]+)$/, '$2 $1')
  return name && !name.includes('@') ? name : undefined
}

function addresseeOf(text: string): Addressee | undefined {
  const [, before = '', inside] = /^(.*)<([^<>]*)>[^<>]*$/s.exec(text) ?? []
  const email = emailField.safeParse(bare(inside ?? text))
  if (!email.success) return undefined
  const name = inside === undefined ? undefined : nameFrom(before)
  return { email: email.data, ...(name && { name }) }
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
  for (const part of withFamilyNames(pieces(withoutDecoration(text))).flatMap(words)) {
    if (!bare(part)) continue
    const one = addresseeOf(part)
    if (!one) bad.add(part.trim())
    else found.set(one.email.toLowerCase(), { ...one, ...found.get(one.email.toLowerCase()) })
  }
  return { found: [...found.values()], bad: [...bad] }
}
