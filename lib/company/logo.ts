import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { AppError } from '@/lib/kernel/errors'
import { problem, requireSafeSvg } from './safe-svg'

/** The box that a logo is drawn into, in pixels: twice of what pages and mails show, for screens that have twice as many. */
const BOX = { width: 480, height: 144 }

/** A picture of more pixels in a file this small is a trap. */
const MAX_PIXELS = 25_000_000

/** A logo is drawn in a tenth of a second; what takes this long is made to. */
const LONGEST_MS = 5000

/** A drawing of this size is never larger as a PNG. */
const MAX_DRAWN_BYTES = 1_000_000

/** How draw-logo.mjs ends. */
const sentences: Record<number, string> = {
  2: 'This image is damaged and cannot be shown.',
  3: 'The image has more than 25 million pixels. Make it smaller.',
  4: 'This file is neither a PNG nor an SVG.',
}

const begins = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, at) => byte < 0 || bytes[at] === byte)

/** Kinds of files that are taken for a logo, by how they begin. */
const otherKinds: [kind: string, ...signature: number[]][] = [
  ['a JPEG', 0xff, 0xd8, 0xff],
  ['a GIF', 0x47, 0x49, 0x46, 0x38],
  ['a WebP image', 0x52, 0x49, 0x46, 0x46, -1, -1, -1, -1, 0x57, 0x45, 0x42, 0x50],
  ['an AVIF or HEIC picture', -1, -1, -1, -1, 0x66, 0x74, 0x79, 0x70],
  ['an icon (ICO)', 0x00, 0x00, 0x01, 0x00],
  ['a bitmap (BMP)', 0x42, 0x4d],
  ['a TIFF', 0x49, 0x49, 0x2a, 0x00],
  ['a TIFF', 0x4d, 0x4d, 0x00, 0x2a],
  ['a PDF', 0x25, 0x50, 0x44, 0x46],
  ['a compressed file', 0x1f, 0x8b],
  ['a compressed file', 0x50, 0x4b, 0x03, 0x04],
]

const isPng = (bytes: Uint8Array): boolean => begins(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

/** One at a time, and few who wait: each takes a process. */
const turns = { last: Promise.resolve() as Promise<unknown>, waiting: 0 }
const MOST_WAITING = 5

/**
 * Draws what was uploaded as a logo. Only the drawing is kept and shown to anybody, so that nothing else of the file, such as where a
 * photograph was taken, goes on. In a process of its own, which knows no secrets and is ended when it takes too long.
 * @returns a PNG of at most 480 × 144 pixels
 * @throws AppError `invalid_input` at `file` for what is neither a PNG nor an SVG, or does more than show a picture; `busy` where too many wait
 */
export async function drawLogo(bytes: Uint8Array): Promise<{ png: Buffer; width: number; height: number }> {
  if (!bytes.length) throw problem('This file is empty.')
  const vector = !isPng(bytes)
  if (vector) requireSafeSvg(svgText(bytes))
  if (turns.waiting >= MOST_WAITING)
    throw new AppError('busy', 'Many logos are being processed right now. Try again in a few seconds.', {
      retryAfter: 5,
    })
  turns.waiting++
  const mine = turns.last.then(() => drawn(bytes, vector ? 'svg' : 'png'))
  turns.last = mine.catch(() => {})
  try {
    const png = await mine
    // Where a PNG has its size [ISO/IEC 15948, IHDR].
    return { png, width: png.readUInt32BE(16), height: png.readUInt32BE(20) }
  } finally {
    turns.waiting--
  }
}

const drawn = (bytes: Uint8Array, kind: 'svg' | 'png'): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const script = join(process.cwd(), 'lib/company/draw-logo.mjs')
    const child = execFile(
      process.execPath,
      [script, kind, String(BOX.width), String(BOX.height), String(MAX_PIXELS)],
      {
        encoding: 'buffer',
        env: { NODE_ENV: process.env.NODE_ENV },
        timeout: LONGEST_MS,
        killSignal: 'SIGKILL',
        maxBuffer: MAX_DRAWN_BYTES,
      },
      (error, png) => {
        if (!error) return resolve(png)
        const sentence = typeof error.code === 'number' ? sentences[error.code] : undefined
        if (sentence) reject(problem(sentence))
        else reject(error.killed ? problem('This image takes too long to render. Simplify it.') : error)
      },
    )
    // Where the process has ended before it read all of it, its end says why.
    child.stdin?.on('error', () => {}).end(bytes)
  })

/** @throws AppError `invalid_input` with what it is instead */
function svgText(bytes: Uint8Array): string {
  const other = otherKinds.find(([, ...signature]) => begins(bytes, ...signature))
  if (other) throw problem(`This is ${other[0]}. A logo is a PNG or an SVG.`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw problem('This file is neither a PNG nor an SVG in UTF-8.')
  }
}
