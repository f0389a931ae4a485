import { Parser } from 'htmlparser2'
import { invalid } from '@/lib/kernel/errors'
import { lookup } from '@/lib/kernel/lookup'

/** Nobody's logo draws more elements, counted as often as they are drawn, nor within each other; each costs time. */
const MAX_DRAWN = 3000
const MAX_DEPTH = 64

/** What a logo that is drawn once needs none of: what runs, moves, loads, blurs, or draws other documents and letters. */
const refusedElements: Record<string, string> = {
  script: 'a script',
  foreignobject: 'a part of a web page',
  iframe: 'another document',
  image: 'an embedded image of another kind',
  text: 'text, which looks different on every device. Convert it to paths',
  filter: 'a filter, such as a shadow',
  animate: 'an animation',
  animatemotion: 'an animation',
  animatetransform: 'an animation',
  set: 'an animation',
}

/** What is wrong with a file as a whole. */
export const problem = (sentence: string) => invalid({ file: sentence })

const containing = (what: string) => problem(`The SVG contains ${what}. Export it as plain shapes.`)

const OUTSIDE = 'a link to an external address'

/**
 * Looks through an SVG, in a time that grows with its length and no faster.
 * @throws AppError `invalid_input` at `file` with what in it a logo must not have
 */
export function requireSafeSvg(text: string): void {
  // Entities make a file many times as long as it is, and name files of the server.
  if (text.toLowerCase().includes('<!entity')) throw containing('custom entities')
  const drawn = new Drawn()
  let root: string | undefined
  let styles: string | undefined
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const local = localOf(name)
        root ??= local
        if (root !== 'svg') throw problem('This file is neither a PNG nor an SVG.')
        const refused = lookup(refusedElements, local) ?? refusedAttribute(attributes)
        if (refused) throw containing(refused)
        if (local === 'style') styles = ''
        drawn.open(attributes)
      },
      onclosetag(name) {
        drawn.close()
        if (localOf(name) !== 'style' || styles === undefined) return
        // A style names colors here: what it refers to would not be counted, and what is escaped in it not be seen.
        if (/@|\\|url/i.test(styles)) throw containing('a style that refers to something')
        styles = undefined
      },
      ontext(part) {
        if (styles !== undefined) styles += part
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.end(text)
  if (root === undefined) throw problem('This file is neither a PNG nor an SVG.')
  if (drawn.count() > MAX_DRAWN) throw tooMany()
}

const tooMany = () => problem('The drawing has more than 3,000 elements. Simplify it.')

const localOf = (name: string): string => name.slice(name.lastIndexOf(':') + 1).toLowerCase()

/** What an attribute refers to, such as `#a` of `url(#a)`, and anything else that stands in its place. */
function referencesIn(value: string): string[] {
  const trimmed = value.trim()
  const found = trimmed.startsWith('#') ? [trimmed] : []
  const lower = value.toLowerCase()
  for (let at = lower.indexOf('url('); at !== -1;) {
    const end = lower.indexOf(')', at)
    const inside = value.slice(at + 4, end === -1 ? undefined : end).trim()
    found.push(inside.startsWith('"') || inside.startsWith("'") ? inside.slice(1, -1).trim() : inside)
    at = end === -1 ? -1 : lower.indexOf('url(', end)
  }
  return found
}

function refusedAttribute(attributes: Record<string, string>): string | undefined {
  for (const [name, value] of Object.entries(attributes)) {
    const local = localOf(name)
    if (local.startsWith('on')) return 'a script'
    if (local === 'style' && value.includes('\\')) return 'a style that refers to something'
    const text = value.trim().toLowerCase()
    if (text.startsWith('javascript:') || text.startsWith('data:'))
      return 'a script or an embedded image of another kind'
    if ((local === 'href' || local === 'src') && text && !text.startsWith('#')) return OUTSIDE
    if (text.includes('url(') && referencesIn(value).some(reference => !reference.startsWith('#'))) return OUTSIDE
  }
  return undefined
}

interface Part {
  elements: number
  /** What is drawn within it: parts of its own that have a name, and those that it refers to. */
  draws: string[]
}

/** How many elements are drawn: those in a part that others refer to as often as they do, and for ever where it refers to itself. */
class Drawn {
  private readonly parts = new Map<string, Part>()
  /** The parts around the present place, the whole being the first. */
  private readonly around: Part[] = [{ elements: 0, draws: [] }]
  private readonly named: boolean[] = []
  private elements = 0

  open(attributes: Record<string, string>): void {
    if (++this.elements > MAX_DRAWN || this.named.length >= MAX_DEPTH) throw tooMany()
    const outer = this.around.at(-1)!
    const { id } = attributes
    const isNamed = Boolean(id) && !this.parts.has(id!)
    this.named.push(isNamed)
    let part = outer
    if (isNamed) {
      part = { elements: 0, draws: [] }
      this.parts.set(id!, part)
      outer.draws.push(id!)
      this.around.push(part)
    }
    part.elements++
    for (const value of Object.values(attributes))
      for (const reference of referencesIn(value)) part.draws.push(reference.slice(1))
  }

  close(): void {
    if (this.named.pop()) this.around.pop()
  }

  count(): number {
    const known = new Map<Part, number>()
    const of = (part: Part | undefined): number => {
      if (!part) return 0
      const before = known.get(part)
      if (before !== undefined) return before
      // Met again before it is known: it refers to itself.
      known.set(part, Infinity)
      const count = part.draws.reduce((sum, id) => sum + of(this.parts.get(id)), part.elements)
      known.set(part, count)
      return count
    }
    return of(this.around[0])
  }
}
