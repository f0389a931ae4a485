import { Parser } from 'htmlparser2'
import { invalid } from '@/lib/kernel/errors'

/** The box that a logo is drawn into, in pixels: twice of what pages and mails show, for screens that have twice as many. */
const BOX = { width: 480, height: 144 }

/** A picture of more pixels in a file this small is a trap. */
const MAX_PIXELS = 25_000_000

/** Nobody's logo draws more elements, counted as often as they are drawn; each costs time. */
const MAX_DRAWN = 5000

/** What a logo that is drawn once needs none of: what runs, moves, loads, or draws other documents and letters. */
const refusedElements: Record<string, string> = {
  script: 'a script',
  foreignobject: 'a part of a web page',
  iframe: 'another document',
  image: 'a picture of another kind',
  feimage: 'a picture of another kind',
  text: 'letters of a font, which look different everywhere: convert them to paths',
  animate: 'an animation',
  animatemotion: 'an animation',
  animatetransform: 'an animation',
  set: 'an animation',
}

const problem = (sentence: string) => invalid({ file: sentence })

const begins = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, at) => byte < 0 || bytes[at] === byte)

/** Kinds of files that are taken for a logo, by how they begin. */
const otherKinds: [kind: string, ...signature: number[]][] = [
  ['a JPEG', 0xff, 0xd8, 0xff],
  ['a GIF', 0x47, 0x49, 0x46, 0x38],
  ['a WebP picture', 0x52, 0x49, 0x46, 0x46, -1, -1, -1, -1, 0x57, 0x45, 0x42, 0x50],
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

/**
 * Draws what was uploaded as a logo. Only the drawing is kept and shown to anybody, so that nothing else of the file, such as where a
 * photograph was taken, goes on. Off this thread.
 * @returns a PNG of at most 480 × 144 pixels
 * @throws AppError `invalid_input` at `file` for what is neither a PNG nor an SVG, or does more than show a picture
 */
export async function drawLogo(bytes: Uint8Array): Promise<{ png: Buffer; width: number; height: number }> {
  if (!bytes.length) throw problem('There is nothing in this file.')
  const vector = !isPng(bytes)
  if (vector) requireSafeSvg(bytes)
  // Loaded where it is needed: it takes 30 MB of memory.
  const { default: sharp } = await import('sharp')
  try {
    const options = { limitInputPixels: MAX_PIXELS, failOn: 'error' } as const
    const { width, height } = await sharp(bytes, options).metadata()
    const scale = Math.min(BOX.width / width, BOX.height / height)
    // Dots an inch: librsvg draws at 72 unless told otherwise, and a small drawing would be made larger from its pixels.
    const density = vector ? Math.min(2400, Math.max(1, 72 * scale)) : undefined
    const { data, info } = await sharp(bytes, { ...options, density })
      .resize({ ...BOX, fit: 'inside', withoutEnlargement: !vector })
      .timeout({ seconds: 5 })
      .png({ compressionLevel: 9 })
      .toBuffer({ resolveWithObject: true })
    return { png: data, width: info.width, height: info.height }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw problem(
      /pixel limit/i.test(error.message)
        ? 'The picture has more than 25 million pixels. Save it smaller.'
        : `This ${vector ? 'SVG' : 'PNG'} is damaged: it cannot be drawn.`,
    )
  }
}

/** @throws AppError `invalid_input` with what it is instead, or what in it a logo must not have */
function requireSafeSvg(bytes: Uint8Array): void {
  const other = otherKinds.find(([, ...signature]) => begins(bytes, ...signature))
  if (other) throw problem(`This is ${other[0]}. A logo is a PNG or an SVG.`)
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw problem('This file is neither a PNG nor an SVG in UTF-8.')
  }
  // Entities make a file many times as long as it is, and name files of the server.
  if (/<!(doctype|entity)[^>]*\[|<!entity/i.test(text)) throw problem(containing('entities of its own'))
  const drawn = new Drawn()
  let found: string | undefined
  let root: string | undefined
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const local = name.split(':').at(-1)!.toLowerCase()
        root ??= local
        drawn.open(attributes)
        found ??= refusedElements[local] ?? refusedAttribute(attributes)
      },
      onclosetag: () => drawn.close(),
      ontext(part) {
        if (/@import|url\(\s*['"]?(?!#)/i.test(part)) found ??= 'an address outside of it'
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.end(text)
  if (root !== 'svg') throw problem('This file is neither a PNG nor an SVG.')
  if (found) throw problem(containing(found))
  if (drawn.count() > MAX_DRAWN) throw problem('The drawing has more than 5,000 elements. Simplify it.')
}

/** How many elements are drawn: those in a part that others refer to as often as they do, and for ever where it refers to itself. */
class Drawn {
  /** What stands in each part that has an id; the whole is the one without. */
  private readonly parts = new Map<string, { elements: number; refers: string[] }>([['', { elements: 0, refers: [] }]])
  private readonly around = ['']

  open(attributes: Record<string, string>): void {
    const refers = Object.values(attributes).flatMap(value => {
      const id = /^\s*#(.+?)\s*$/.exec(value)?.[1] ?? /url\(\s*['"]?#([^'")]+)/i.exec(value)?.[1]
      return id === undefined ? [] : [id]
    })
    const id = attributes.id ?? ''
    if (id && !this.parts.has(id)) this.parts.set(id, { elements: 0, refers: [] })
    this.around.push(id)
    for (const name of new Set(this.around)) {
      const part = this.parts.get(name)!
      part.elements++
      part.refers.push(...refers)
    }
  }

  close(): void {
    this.around.pop()
  }

  count(): number {
    const known = new Map<string, number>()
    const of = (id: string): number => {
      const part = this.parts.get(id)
      if (!part) return 0
      const before = known.get(id)
      if (before !== undefined) return before
      // Met again before it is known: it refers to itself.
      known.set(id, Infinity)
      const count = part.refers.reduce((sum, refers) => sum + of(refers), part.elements)
      known.set(id, count)
      return count
    }
    return of('')
  }
}

const containing = (what: string): string => `The SVG contains ${what}. Export it as plain shapes.`

function refusedAttribute(attributes: Record<string, string>): string | undefined {
  for (const [name, value] of Object.entries(attributes)) {
    const local = name.split(':').at(-1)!.toLowerCase()
    if (local.startsWith('on')) return 'a script'
    if (/^\s*(javascript|data):/i.test(value)) return 'a script or a picture of another kind'
    if ((local === 'href' || local === 'src') && value.trim() && !value.trim().startsWith('#'))
      return 'an address outside of it'
    if (/url\(\s*['"]?(?!\s*#)/i.test(value)) return 'an address outside of it'
  }
  return undefined
}
