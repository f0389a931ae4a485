import { invalid } from '@/lib/kernel/errors'
import { choosableEncodings, decoders, type Encoding } from './encodings'

/** Looked at where no byte order mark tells. */
const SAMPLE = 4096

/** Text in Latin letters, as a header is, has a zero in half of its UTF-16 bytes; other text has none. */
const MANY = 0.3
const FEW = 0.05

function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'UTF-16 LE'
  if (first === 0xfe && second === 0xff) return 'UTF-16 BE'
  const sample = bytes.subarray(0, SAMPLE)
  const zeros = [0, 0]
  sample.forEach((byte, at) => byte === 0 && zeros[at % 2]!++)
  const [even, odd] = zeros.map(count => count / Math.max(1, sample.length / 2)) as [number, number]
  if (odd > MANY && even < FEW) return 'UTF-16 LE'
  if (even > MANY && odd < FEW) return 'UTF-16 BE'
  return 'UTF-8'
}

/** Windows-1252 from 0x80 on, which Node.js 20 reads as if it were Latin 1 (nodejs/node#56542). */
const FROM_80 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

const textIn = (bytes: Uint8Array, encoding: Encoding): string | undefined => {
  try {
    const text = new TextDecoder(decoders[encoding], { fatal: true }).decode(bytes)
    if (encoding !== 'Windows-1252') return text
    return text.replace(/[\u0080-\u009f]/g, control => FROM_80[control.charCodeAt(0) - 0x80]!)
  } catch {
    return undefined
  }
}

/** A file as text, without its byte order mark; undefined where it is neither UTF-8 nor UTF-16, and nobody has chosen what else. */
export function decode(bytes: Uint8Array, chosen?: Encoding): { text: string; encoding: Encoding } | undefined {
  const found = encodingOf(bytes)
  const text = textIn(bytes, found)
  if (text !== undefined) return { text, encoding: found }
  const asked = chosen && textIn(bytes, chosen)
  return asked === undefined ? undefined : { text: asked, encoding: chosen! }
}

/** How a file would read. */
export interface EncodingChoice {
  encoding: Encoding
  /** Pieces of it with letters that the encodings tell apart. */
  samples: string[]
}

/** So many bytes are read in each encoding to show how they read. */
const CONSIDERED = 200_000

const SAMPLES = 3
const SAMPLE_LENGTH = 60

/** More are not looked at; addresses are left out of the samples. */
const MAX_TELLING = 200

const endOfCell = /[\r\n,;\t|"]/

/** Cells with letters beyond ASCII, the first few. */
function tellingPieces(text: string): string[] {
  const pieces = new Set<string>()
  let tried = 0
  for (const { index } of text.matchAll(/[^\0-\u007f]/g)) {
    if (pieces.size === SAMPLES || ++tried > MAX_TELLING) break
    const before = text
      .slice(Math.max(0, index - SAMPLE_LENGTH), index)
      .split(endOfCell)
      .at(-1)!
    const after = text.slice(index, index + SAMPLE_LENGTH).split(endOfCell)[0]!
    const piece = (before + after).trim()
    if (!piece.includes('@')) pieces.add(piece.slice(0, SAMPLE_LENGTH))
  }
  return [...pieces]
}

/** Letters that no name has: control characters, signs of money and drawing, or a capital in the middle of a word. */
const oddities = /[\u0080-\u009f\u2500-\u25ff¤§©®°±¶×÷†‡‰¢£¥¬]|\p{Ll}[À-ÖØ-Þ]\p{Ll}/gu

/** The encodings that a file could be in which is neither UTF-8 nor UTF-16, those first in which its names look most like names. */
export function encodingChoices(bytes: Uint8Array): EncodingChoice[] {
  const head = bytes.subarray(0, CONSIDERED)
  return (Object.keys(choosableEncodings) as Encoding[])
    .flatMap(encoding => {
      const text = textIn(head, encoding)
      const samples = text === undefined ? [] : tellingPieces(text)
      return samples.length ? [{ encoding, samples }] : []
    })
    .map(choice => ({ choice, odd: choice.samples.join(' ').match(oddities)?.length ?? 0 }))
    .toSorted((one, other) => one.odd - other.odd)
    .map(({ choice }) => choice)
}

/**
 * A file as text.
 * @throws AppError `invalid_input` at `encoding`, saying how its names would read, when it is neither UTF-8 nor UTF-16 and nobody
 * chose: guessing would garble names
 */
export function requireDecoded(bytes: Uint8Array, chosen?: Encoding): { text: string; encoding: Encoding } {
  const decoded = decode(bytes, chosen)
  if (decoded) return decoded
  const [first] = encodingChoices(bytes)
  if (!first || chosen)
    throw invalid({ file: 'The text in this file cannot be read. Save it as “CSV UTF-8” and choose that file.' })
  throw invalid({
    encoding: `This file is not in UTF-8. Choose its encoding, such as ${first.encoding}, which reads ${first.samples.map(sample => `“${sample}”`).join(', ')}, or save it as “CSV UTF-8”.`,
  })
}
