/** How many of one network are let through at once, and for about how many milliseconds the others wait: half to one and a half of it. */
interface Room {
  most: number
  holdMs: number
}

interface Entry {
  inside: number
  waiting: Set<() => void>
}

/** More than this wait together only in a flood; who comes then is turned away at once. */
const MOST_WAITING = 5_000

/**
 * Keeps what one network sends before signing in from taking the time of all others: only so many of its requests are
 * worked on at once, in the order in which they came. To wait costs next to nothing, unlike the work.
 */
export class AdmissionControl {
  readonly #entries = new Map<string, Entry>()
  #waiting = 0

  /** @returns what lets the next one in, to be called once; undefined where nobody left in time, or `signal` was aborted */
  async enter(network: string, { most, holdMs }: Room, signal?: AbortSignal): Promise<(() => void) | undefined> {
    const entry = this.#entries.get(network) ?? { inside: 0, waiting: new Set() }
    this.#entries.set(network, entry)
    if (entry.inside < most && entry.waiting.size === 0) return this.#letIn(network, entry)
    if (this.#waiting >= MOST_WAITING || signal?.aborted) return undefined
    return new Promise(resolve => {
      const settle = (leave: (() => void) | undefined) => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', giveUp)
        if (entry.waiting.delete(come)) this.#waiting--
        resolve(leave)
      }
      const come = () => settle(this.#letIn(network, entry))
      const giveUp = () => {
        settle(undefined)
        this.#forget(network, entry)
      }
      // Not all at the same moment, when they came at one.
      const timer = setTimeout(giveUp, holdMs * (0.5 + Math.random()))
      signal?.addEventListener('abort', giveUp, { once: true })
      entry.waiting.add(come)
      this.#waiting++
    })
  }

  #letIn(network: string, entry: Entry): () => void {
    entry.inside++
    let left = false
    return () => {
      if (left) return
      left = true
      entry.inside--
      const [next] = entry.waiting
      if (next) next()
      else this.#forget(network, entry)
    }
  }

  #forget(network: string, entry: Entry): void {
    if (entry.inside === 0 && entry.waiting.size === 0) this.#entries.delete(network)
  }
}
