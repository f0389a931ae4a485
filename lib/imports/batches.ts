import { setImmediate } from 'node:timers/promises'
import { invalid } from '@/lib/kernel/errors'

/** Given to the parser at once, in characters; between two of them other requests get their turn. */
const PORTION = 8192

/** Lines that are given to it, and rows that are worked on, at once. */
export const ROWS_AT_ONCE = 100

/** More cells in a line are no list of people: a whole row of a spreadsheet has 16,384. */
const MAX_CELLS = 1000

/** Twenty lines for each of the rows that a file may have, so that a cell may hold some. */
const MAX_LINES = 200_000

const lineBreak = /\r\n?|\n/g

/**
 * A text in portions as the parser takes it, with one kind of line break: or it counts two lines where one of the others
 * stands in a quoted cell. Counts lines and separators before, since each would be made a row or a cell by then.
 * @throws AppError `invalid_input` at `file` where there are more than anybody's list has
 */
export async function* inBatches(text: string, delimiter: string): AsyncGenerator<string> {
  const cut = cutter(text, delimiter.charCodeAt(0))
  for (let at = 0, end = 0; at < text.length; at = end) {
    end = cut(at)
    yield text.slice(at, end).replace(lineBreak, '\n')
    await setImmediate()
  }
}

const [NEWLINE, RETURN] = [0x0a, 0x0d]

const isFirstHalf = (letter: number): boolean => letter >= 0xd800 && letter < 0xdc00

/** Where the portion ends that begins at a place: neither between the halves of a character nor of a line break. */
function cutter(text: string, delimiter: number): (from: number) => number {
  let line = 1
  let cells = 1
  return from => {
    const lastLine = line + ROWS_AT_ONCE
    let at = from
    for (let letter = 0; at < text.length && line < lastLine; at++) {
      if (at >= from + PORTION && letter !== RETURN && !isFirstHalf(letter)) break
      letter = text.charCodeAt(at)
      if (letter === NEWLINE || (letter === RETURN && text.charCodeAt(at + 1) !== NEWLINE)) {
        cells = 1
        if (++line > MAX_LINES)
          throw invalid({
            file: 'This file has more than 200,000 lines. Split it into several files, and remove empty lines.',
          })
      } else if (letter === delimiter && ++cells > MAX_CELLS) {
        throw invalid({
          file: `Line ${line} has more than 1,000 cells. A list of people needs three: email, name, groups.`,
        })
      }
    }
    return at
  }
}

/** Does something with each of many in turn, such that other requests are answered meanwhile. */
export async function forEachInBatches<T>(items: readonly T[], work: (item: T) => void): Promise<void> {
  for (let at = 0; at < items.length; at += ROWS_AT_ONCE) {
    items.slice(at, at + ROWS_AT_ONCE).forEach(work)
    await setImmediate()
  }
}

/** The number of the first line after these many of which something can be read. */
export function nextReadableLine(text: string, after: number): number {
  const breaks = new RegExp(lineBreak)
  let line = 1
  while (line <= after && breaks.exec(text)) line++
  const readable = /[^\s,;]/g
  readable.lastIndex = breaks.lastIndex
  const found = readable.exec(text)?.index ?? 0
  for (let next = breaks.exec(text); next && next.index < found; next = breaks.exec(text)) line++
  return line
}
