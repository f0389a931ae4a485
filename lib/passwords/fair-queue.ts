/** Who asks for a place, as far as fairness goes. */
export interface Claim {
  /** Lanes are served in rotation, however long each is: none starves another. */
  lane: string
  network: string
  address: string
  /** Failures that are held against them: who has fewer goes first. */
  counts: { network: number; address: number }
}

interface Waiting extends Claim {
  number: number
  begin: () => void
}

interface QueueOptions {
  /** How many are served at once. */
  slots: number
  /** Milliseconds that one is served for, by the latest experience. */
  costMs: () => number
  /** Whoever would wait longer, in milliseconds, is told to come back. */
  longestWaitMs: number
}

/**
 * A queue bounded by time, in which nobody's crowd is in anybody else's way: lanes take turns; in a lane those go first
 * against whom the fewest failures are held, and networks, and their addresses, take turns.
 */
export class FairQueue {
  readonly #options: QueueOptions
  readonly #waiting = new Set<Waiting>()
  /** When a lane, network or address was last served. */
  readonly #turns = new Map<string, number>()
  #serving = 0
  #number = 0

  constructor(options: QueueOptions) {
    this.#options = options
  }

  get length(): number {
    return this.#waiting.size
  }

  /** Milliseconds that somebody who came now would wait, were nobody to come after them. */
  expectedWait(claim: Claim): number {
    const { slots, costMs } = this.#options
    if (this.#serving < slots) return 0
    const lane = this.#inLane(claim.lane)
    const before = this.#aheadInLane(lane, claim)
    let others = 0
    for (const other of new Set([...this.#waiting].map(one => one.lane))) {
      if (other !== claim.lane) others += Math.min(this.#inLane(other).length, before + 1)
    }
    // Of those being served half is done, on average.
    return ((before + others + 0.5) * costMs()) / slots
  }

  /**
   * Waits for a turn.
   * @returns what gives the place back, to be called once; undefined at once where the wait would be too long, later when it
   *   was, and when `signal` is aborted
   */
  async enter(claim: Claim, signal?: AbortSignal): Promise<(() => void) | undefined> {
    if (signal?.aborted) return undefined
    const { slots, longestWaitMs } = this.#options
    if (this.#serving < slots && this.#waiting.size === 0) return this.#serve(claim)
    if (this.expectedWait(claim) > longestWaitMs) return undefined
    return new Promise(resolve => {
      const waiting: Waiting = {
        ...claim,
        number: this.#number++,
        begin: () => {
          clearTimeout(timer)
          signal?.removeEventListener('abort', leave)
          resolve(this.#serve(claim))
        },
      }
      const timer = setTimeout(() => {
        this.#waiting.delete(waiting)
        signal?.removeEventListener('abort', leave)
        resolve(undefined)
      }, longestWaitMs)
      const leave = () => {
        clearTimeout(timer)
        this.#waiting.delete(waiting)
        resolve(undefined)
      }
      signal?.addEventListener('abort', leave, { once: true })
      this.#waiting.add(waiting)
    })
  }

  #inLane = (lane: string): Waiting[] => [...this.#waiting].filter(one => one.lane === lane)

  #aheadInLane(lane: Waiting[], claim: Claim): number {
    const ofNetwork = new Map<string, Waiting[]>()
    for (const one of lane) ofNetwork.set(one.network, [...(ofNetwork.get(one.network) ?? []), one])
    const own = (ofNetwork.get(claim.network) ?? []).filter(
      one => one.address === claim.address || one.counts.address <= claim.counts.address,
    ).length
    let ahead = own
    for (const [network, ones] of ofNetwork) {
      if (network === claim.network) continue
      const failures = Math.min(...ones.map(one => one.counts.network))
      if (failures < claim.counts.network) ahead += ones.length
      else if (failures === claim.counts.network) ahead += Math.min(ones.length, own + 1)
    }
    return ahead
  }

  #serve({ lane, network, address }: Claim): () => void {
    this.#serving++
    for (const key of [`lane ${lane}`, `network ${network}`, `address ${address}`]) {
      this.#turns.delete(key)
      this.#turns.set(key, this.#number++)
    }
    for (const key of this.#turns.keys()) {
      if (this.#turns.size <= REMEMBERED_TURNS) break
      this.#turns.delete(key)
    }
    let given = false
    return () => {
      if (given) return
      given = true
      this.#serving--
      this.#next()
    }
  }

  #next(): void {
    while (this.#serving < this.#options.slots && this.#waiting.size > 0) {
      const [first, ...others] = this.#waiting
      const next = others.reduce((best, one) => (this.#compare(one, best) < 0 ? one : best), first!)
      this.#waiting.delete(next)
      next.begin()
    }
  }

  #lastTurn = (key: string): number => this.#turns.get(key) ?? -1

  #compare(one: Waiting, other: Waiting): number {
    if (one.lane !== other.lane)
      return this.#lastTurn(`lane ${one.lane}`) - this.#lastTurn(`lane ${other.lane}`) || one.number - other.number
    return (
      one.counts.network - other.counts.network ||
      this.#lastTurn(`network ${one.network}`) - this.#lastTurn(`network ${other.network}`) ||
      one.counts.address - other.counts.address ||
      this.#lastTurn(`address ${one.address}`) - this.#lastTurn(`address ${other.address}`) ||
      one.number - other.number
    )
  }
}

/** Of lanes, networks and addresses; who was forgotten has not been served for long. */
const REMEMBERED_TURNS = 10_000
