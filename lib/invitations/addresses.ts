import { addressKey } from '@/lib/kernel/fold'
import { lookup } from '@/lib/kernel/lookup'
import type { Addressee, UnreadPiece } from './addressee'
import { readLines } from './people-list'
import { readTable } from './people-table'

export interface ReadPeople {
  /** Each address once, whatever its capitals; the first spelling counts. */
  people: Addressee[]
  /** What is to be mended first. */
  unread: UnreadPiece[]
}

interface Addresses {
  found: Addressee[]
  /** What is no address, as it was written. */
  bad: string[]
  /** What is asked back about addresses, and why nobody can have a name; sentences that say whose. */
  problems: string[]
}

/** Commas, brackets and quotation marks of other scripts and widths, each as the one that lists are made of. */
const usualMarks: Record<string, string> = {
  '＠': '@',
  '，': ',',
  '、': ',',
  '،': ',',
  '﹐': ',',
  '﹑': ',',
  '；': ';',
  '؛': ';',
  '﹔': ';',
  '\u037e': ';',
  '：': ':',
  '＜': '<',
  '〈': '<',
  '‹': '<',
  '＞': '>',
  '〉': '>',
  '›': '>',
  '（': '(',
  '）': ')',
  '【': '[',
  '】': ']',
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '「': '"',
  '」': '"',
  '＂': '"',
}
const unusual = new RegExp(`[${Object.keys(usualMarks).join('')}]`, 'g')

/** A link of a page as a whole. No part of it can hold what the next begins with, so that each letter is looked at a few times at most. */
const pageLink = /<a\s([^<>\n]{1,900})>([^<>\n]{0,300})<\/a>/gi
const mailReference = /href=["']?mailto:([^"'<>\s]{1,300})/i

/** Links of documents and pages, as their addresses. */
const withoutLinks = (text: string): string =>
  text
    .replace(/\[[^[\]\n]{0,300}\]\(mailto:([^()\n]{0,300})\)/gi, '$1')
    .replace(pageLink, (link, attributes: string, shown: string) => {
      const address = mailReference.exec(attributes)?.[1]
      return address === undefined ? link : `"${shown}" <${address}>`
    })
    .replace(/\[mailto:([^[\]\s]{1,300})\]/gi, '<$1>')

/** One line break for all, and a bullet within a line begins another. */
const inLines = (text: string): string => text.replace(/\r\n?|[\v\f]/g, '\n').replace(/[^\S\n][•‣▪●][^\S\n]/g, '\n')

/** Of several lists one: each address once, with what any of them says, and of what each says otherwise the first. */
export function mergedPeople(lists: readonly ReadPeople[]): ReadPeople {
  const people = new Map<string, Addressee>()
  const unread = new Map<string, UnreadPiece>()
  for (const list of lists) {
    for (const piece of list.unread) if (!unread.has(piece.text)) unread.set(piece.text, piece)
    for (const person of list.people) {
      const key = addressKey(person.email)
      people.set(key, { ...person, ...people.get(key) })
    }
  }
  return { people: [...people.values()], unread: [...unread.values()] }
}

/**
 * Reads people out of text in the formats that are pasted: lists of mail programs, with commas, semicolons, new lines, tabs or spaces
 * between people, names before or behind their addresses, lists with bullets and numbers, a name and its address in two lines, and tables
 * of spreadsheets. What a piece holds is read by nodemailer's parser of addresses.
 */
export function readPeople(text: string): ReadPeople {
  const { read, rest } = readTable(
    withoutLinks(inLines(text).replace(unusual, sign => lookup(usualMarks, sign) ?? sign)),
  )
  return mergedPeople(
    [...read, ...readLines(rest)].map(piece =>
      'email' in piece ? { people: [piece], unread: [] } : { people: [], unread: [piece] },
    ),
  )
}

/** The same in sorts: who can be invited, what is no address, and what is asked back. */
export function readAddresses(text: string): Addresses {
  const { people, unread } = readPeople(text)
  return {
    found: people,
    bad: unread.flatMap(piece => (piece.problem ? [] : [piece.text])),
    problems: [...new Set(unread.flatMap(piece => piece.problem ?? []))],
  }
}
