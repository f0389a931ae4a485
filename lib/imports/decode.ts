import { invalid } from '@/lib/kernel/errors'

type Encoding = 'UTF-8' | 'UTF-16 LE' | 'UTF-16 BE'

const decoders: Record<Encoding, string> = { 'UTF-8': 'utf-8', 'UTF-16 LE': 'utf-16le', 'UTF-16 BE': 'utf-16be' }

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

/**
 * A file as text, without its byte order mark.
 * @throws AppError `invalid_input` when it is neither UTF-8 nor UTF-16: guessing would garble names
 */
export function decode(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const encoding = encodingOf(bytes)
  try {
    return { text: new TextDecoder(decoders[encoding], { fatal: true }).decode(bytes), encoding }
  } catch {
    throw invalid({
      file: 'This file is neither UTF-8 nor UTF-16, so its letters cannot be read. Excel calls the right format “CSV UTF-8”.',
    })
  }
}
