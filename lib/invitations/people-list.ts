import { addresseeFrom, addresseeOf, bareAddress, MAX_PIECE, type ReadPiece } from './addressee'
import { mailLabelOf, personColumnOf } from './column-names'

/** Cuts at separators outside of quotes and angle brackets. A quote or bracket that never closes is an ordinary character. */
function pieces(text: string): { text: string; end: string }[] {
  const cut: { text: string; end: string }[] = []
  let piece = ''
  let until = ''
  const [lastQuote, lastBracket] = [text.lastIndexOf('"'), text.lastIndexOf('>')]
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!
    if (!until && ',;\t'.includes(letter)) {
      cut.push({ text: piece, end: letter })
      piece = ''
      continue
    }
    if (letter === until) until = ''
    else if (!until && ((letter === '"' && lastQuote > at) || (letter === '<' && lastBracket > at)))
      until = letter === '"' ? '"' : '>'
    piece += letter
  }
  return [...cut, { text: piece, end: '' }]
}

const isFamilyName = (text: string): boolean => /^\s*\p{Lu}[\p{L}\p{M}' -]*$/u.test(text)

const hasWords = (text: string): boolean => /\S\s+\S/.test(text)

/**
 * Castle, Frank <frank@acme.example> without quotes: the comma parts a name and not two people. Where both sides of it could be a
 * whole name, they are two people, unless it is semicolons that stand between people.
 */
function withFamilyNames(cut: { text: string; end: string }[]): string[] {
  const bySemicolon = cut.some(({ end }) => end === ';')
  const whole: string[] = []
  for (let at = 0; at < cut.length; at++) {
    const { text, end } = cut[at]!
    const next = cut[at + 1]?.text ?? ''
    const [, first, address] = next.length > MAX_PIECE ? [] : (/^\s*([^@<]*[^@<\s])\s*(<[^<>]+>)\s*$/.exec(next) ?? [])
    if (
      end !== ',' ||
      !first ||
      text.length > MAX_PIECE ||
      !isFamilyName(text) ||
      (hasWords(text.trim()) && hasWords(first) && !bySemicolon)
    ) {
      whole.push(text)
      continue
    }
    whole.push(`${text.trim()}, ${first} ${address}`)
    at++
  }
  return whole
}

const between = /^\s{0,20}(?:(?:and|und|et|y|e|og|och|en|i|и)(?=\s)|[&/|+])\s{0,20}/iu

/** Several people with their addresses in angle brackets and nothing but space, or a word such as "and", between them. */
function bracketed(text: string): string[] {
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
  return [...found, text.slice(from)].map((part, n) => (n ? part.replace(between, '') : part))
}

const isBetween = (word: string): boolean => /^(?:and|or|und|oder|et|ou|y|o|e|[&/|+-])$/i.test(word)

/** Bare addresses with nothing but space, or a word such as "and", between them. */
const bareWords = (text: string): string[] => {
  if (text.includes('<')) return [text]
  const parts = text.trim().split(/\s+/)
  const addresses = parts.filter(part => !isBetween(part))
  return addresses.length > 1 && addresses.every(part => part.includes('@')) ? addresses : [text]
}

/** "To: …", "Email: …", "The team: …" before people; a name only where each has one, or there is one person. */
const label = /^([^:@<>",;]{1,60}):(?!\/)\s*/u

/** Without a label that is nobody's name. Undefined for a line that is about no person. */
function unlabelled(line: string): string | undefined {
  const found = label.exec(line)
  if (!found) return line
  const word = found[1]!.trim()
  if (mailLabelOf(word) === 'other' && !line.includes('@')) return undefined
  return mailLabelOf(word) || personColumnOf(word) ? line.slice(found[0].length) : line
}

/** The people in one line. */
function peopleIn(line: string): ReadPiece[] {
  const told = withFamilyNames(pieces(line)).flatMap(bracketed).flatMap(bareWords).filter(bareAddress)
  const isLabelled = (text: string): boolean => text.length <= MAX_PIECE && label.test(text.trim())
  const [first] = told
  const ofAll = told.length > 1 && first !== undefined && isLabelled(first) && !told.slice(1).every(isLabelled)
  return told.map((text, at) => addresseeOf(ofAll && at === 0 ? text.trim().replace(label, '') : text))
}

/** Signs that lists begin their lines with; [ ] and [x] of lists of tasks; numbers with what stands behind them. */
const bullet =
  /^\s*(?:(?:>\s?)+|[•‣◦▪▫●○■□▶►➤➔✓✔☐☑✅∙⁃·]\s*|[-*+–—]\s+|\[[ xX]?\]\s+|\(?\d{1,4}[.)\]:]+\s+|#?\d{1,4}\s+(?=\S+@)|[a-z]\)\s+)+/u

/** Names of people in a line of their own, also as address books sort them. */
const nameLine = /^\p{L}[\p{L}\p{M}'’.\- ]*(?:, ?\p{L}[\p{L}\p{M}'’.\- ]*)?$/u
const addressLine = /^[<([]?(?:mailto:)?[^\s<>()[\],;"]+@[^\s<>()[\],;"]+[>)\]]?$/i

const MAX_WORDS = 6

const kindOf = (line: string): 'N' | 'A' | 'O' => {
  if (line.length > MAX_PIECE) return 'O'
  if (addressLine.test(line)) return 'A'
  return nameLine.test(line) && line.split(' ').length <= MAX_WORDS ? 'N' : 'O'
}

/**
 * Lines in which names and addresses take turns are people with their addresses below them, or above where they begin with one.
 * Any other order of names and addresses says nothing, and the names are named as what is no address.
 */
function pairsOf(lines: string[]): ReadPiece[] {
  const kinds = lines.map(kindOf).join('')
  const nameFirst = /^(?:NA)+$/.test(kinds)
  if (!nameFirst && !/^(?:AN)+$/.test(kinds)) return lines.flatMap(peopleIn)
  return lines.flatMap((line, at) => {
    if (at % 2) return []
    const [name, address] = nameFirst ? [line, lines[at + 1]!] : [lines[at + 1]!, line]
    return [addresseeFrom({ name, address }, `${name} <${bareAddress(address)}>`)]
  })
}

/** Lines that are read together: those without a blank one, or one of another kind, between them. */
function runsOf(lines: string[]): string[][] {
  const blocks: string[][] = [[]]
  for (const line of lines) {
    if (line) blocks.at(-1)!.push(line)
    else if (blocks.at(-1)!.length) blocks.push([])
  }
  // Pages put a blank line between a name and its address, too.
  const isApart = blocks.some(block => block.length === 1 && kindOf(block[0]!) === 'N')
  return (isApart ? [blocks.flat()] : blocks).flatMap(block => {
    const runs: string[][] = [[]]
    for (const line of block) {
      if (kindOf(line) !== 'O') runs.at(-1)!.push(line)
      else runs.push([line], [])
    }
    return runs.filter(run => run.length)
  })
}

/** Reads people out of lines: lists of any kind, one or several in a line, or a name and its address in a line each. */
export function readLines(lines: string[]): ReadPiece[] {
  const told = lines.flatMap(line => unlabelled(line.replace(bullet, '').trim()) ?? [])
  return runsOf(told).flatMap(pairsOf)
}
