import addressparser from 'nodemailer/lib/addressparser'
import { askBackAbout, meantInstead } from '@/lib/kernel/doubtful-address'
import { emailField } from '@/lib/kernel/email-field'
import { cleanLine, hasControls } from '@/lib/kernel/fields'
import { addressKey } from '@/lib/kernel/fold'
import { personNameField, personTitleField } from '@/lib/kernel/person-fields'
import { decodeWords } from './encoded-words'

/** Somebody to be invited, with what the text says of them. */
export interface Addressee {
  email: string
  name?: string
  title?: string
  /** As a cell of a table names them, where its header says that they are groups. */
  groups?: string
}

/** A piece of the text by which nobody can be invited as it is. */
export interface UnreadPiece {
  /** As it was written. */
  text: string
  /** What is asked back about it, or why nobody can have it; a sentence that says whose. Left out where it is no address at all. */
  problem?: string
  /** What is meant, where that is clear. */
  meant?: Addressee
}

export type ReadPiece = Addressee | UnreadPiece

/** No address with its name is longer (254 and 100 characters, and what stands around them); what is, is none and is not looked at. */
export const MAX_PIECE = 500

const opening = /[\s"'‘’“”([{<]/
const closing = /[\s"'‘’“”)\]}>.。]/

/** Without what stands around it; letter by letter, because an expression that begins anywhere takes the square of the length. */
function unwrapped(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && opening.test(text[from]!)) from++
  while (to > from && closing.test(text[to - 1]!)) to--
  return text.slice(from, to)
}

/** The address itself, without what mail programs and documents put around it. */
export const bareAddress = (text: string): string => {
  const address = unwrapped(text).replace(/^mailto:/i, '')
  const query = address.indexOf('?', address.indexOf('@'))
  return unwrapped(query < 0 ? address : address.slice(0, query))
}

/** What stands behind a name and a comma, and is no first name. */
const suffix =
  /^(?:(?:jr|sr|ph\.? ?d|m\.? ?d|m\.? ?sc|b\.? ?sc|m\.? ?a|b\.? ?a|m\.? ?b\.? ?a|ll\.? ?m|d\.? ?phil|dds|esq|cpa|pmp|ii|iii|iv)\.?)$/i

/** "Castle, Frank", as address books sort people, is Frank Castle. A name that is only an address again is none. */
function nameFrom(text: string): string | undefined {
  const name = cleanLine(unwrapped(decodeWords(text)))
  const [, family, first] = /^([^,]+), ?([^,]+)$/.exec(name) ?? []
  const inOrder = family && first && !suffix.test(first) ? `${first} ${family}` : name
  return inOrder && !inOrder.includes('@') ? inOrder : undefined
}

/**
 * Somebody by an address and what stands beside it.
 * @param written the piece of the text, to name it by
 */
export function addresseeFrom(
  { address, name, title, groups }: { address: string; name?: string; title?: string; groups?: string },
  written: string,
): ReadPiece {
  const bare = bareAddress(address)
  const besides = { ...(title && { title }), ...(groups && { groups }) }
  const named = name === undefined ? undefined : nameFrom(name)
  const problem = askBackAbout(bare)
  if (problem !== undefined) {
    const meant = meantInstead(bare)
    return {
      text: written,
      problem,
      ...(meant && { meant: { email: meant, ...(named && { name: named }), ...besides } }),
    }
  }
  const email = emailField.safeParse(bare)
  if (!email.success) return { text: written }
  const [nameRead, titleRead] = [
    named === undefined ? undefined : personNameField.safeParse(named),
    title ? personTitleField.safeParse(title) : undefined,
  ]
  const wrong = nameRead?.error ?? titleRead?.error
  if (wrong)
    return { text: written, problem: `${email.data}: ${wrong.issues[0]!.message}`, meant: { email: email.data } }
  return {
    email: email.data,
    ...(nameRead && { name: nameRead.data }),
    ...besides,
    ...(titleRead?.data && { title: titleRead.data }),
  }
}

const lowerWords = 'de|del|della|der|den|di|da|do|dos|du|el|la|le|van|von|vom|zu|zur|zum|ter|ten|bin|ibn|al|y|e|af|av'
const nameWord = `(?:\\p{Lu}|\\p{Lt}|\\p{Lo}|['’]\\p{Lu})[\\p{L}\\p{M}'’.-]*|(?:${lowerWords})|["“(][^"”()]{1,60}["”)]`

/** A name without anything that sets it apart from the address behind it: words that begin as names do. */
const plainName = new RegExp(`^(?:${nameWord})(?:\\s+(?:${nameWord})){0,6}$`, 'u')

/**
 * Frank: frank@acme.example, or with a dash between; or the other way around. Not an address of a page (https://…). Each part ends where the
 * next can begin and nowhere else, or what is no such piece would be tried with every length of every part.
 */
const before = /^([^:@<>]{0,99}?[^:@<>\s])(?:\s*:(?!\/)|\s+[-–—=→|]+(?![-–—=→|])|\s*=>)\s*([^\s<@]+@\S+)$/u
const behind = /^([^\s<>@]+@[^\s<>]+?)(?:\s+[-–—:=|]+\s+|\s*:\s+)(?=\S)([^@<>]{1,100})$/u

const hasLetter = /\p{L}/u

/** What may be somebody's address. */
const addressLike = /[^\s"<>()[\],;:]+@[^\s"<>()[\],;]+/g

/** A quotation mark that never closes is a slip. */
const withClosedQuotes = (text: string): string => {
  if (text.split('"').length % 2) return text
  const last = text.lastIndexOf('"')
  return text.slice(0, last) + text.slice(last + 1)
}

/** What cannot be read, with the one address in it where there is one. */
function unreadPiece(text: string, addresses: string[]): UnreadPiece {
  const read = addresses.length === 1 ? addresseeFrom({ address: addresses[0]! }, text) : undefined
  return { text, ...(read && 'email' in read && { meant: read }) }
}

/** Somebody as one piece of a list names them: an address, alone or with a name in any order. */
export function addresseeOf(text: string): ReadPiece {
  const written = text.trim()
  if (text.length > MAX_PIECE || !text.includes('@')) return { text: written.slice(0, MAX_PIECE) }
  const plain = written.replace(/\bmailto:([^?<>]*)(?:\?[^<>]*)?/gi, '$1')
  const labelled = before.exec(plain)
  if (labelled && hasLetter.test(labelled[1]!))
    return addresseeFrom({ name: labelled[1], address: labelled[2]! }, written)
  const named = behind.exec(plain)
  if (named && hasLetter.test(named[2]!)) return addresseeFrom({ name: named[2], address: named[1]! }, written)
  const addresses = plain.match(addressLike) ?? []
  const unread = unreadPiece(written, addresses)
  const [inside] = [...plain.matchAll(/<([^<>]*@[^<>]*)>/g)].map(([, text]) => text!).slice(-1)
  // The parser would pass over them.
  if (hasControls(inside ?? plain)) return { text: written }
  const [one, ...more] = addressparser(withClosedQuotes(plain), { flatten: true })
  // As it is written, where it is quoted as a whole: the parser drops what the field of names has its own rules for.
  const quoted = /^"((?:[^"\\]|\\.)*)"\s*<[^<>]*>$/s.exec(plain)?.[1]?.replace(/\\(.)/gs, '$1')
  const name = quoted ?? (one?.address ? one.name : '')
  // It joins words of an address, and takes one of two in brackets.
  const isWritten = one?.address && plain.includes(one.address)
  const address = inside ?? (isWritten ? one.address : bareAddress(plain))
  const asParsed = more.length ? unread : addresseeFrom({ address, name }, written)
  // In the signs of a program's list it is no address yet.
  const read = 'email' in asParsed || asParsed.problem ? asParsed : addresseeFrom({ address: plain }, written)
  if (!('email' in read)) return read.problem ? read : unread
  // Somebody else beside the brackets must not be lost in silence.
  const key = addressKey(read.email)
  if (addresses.some(other => addressKey(bareAddress(other)) !== key)) return unread
  // Between words of a sentence stands no name.
  const isSetApart = /[<(["]/.test(plain) || !name
  return isSetApart || plainName.test(name) ? read : unread
}
