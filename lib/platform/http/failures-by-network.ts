import { addressPrefix, networkPrefix } from '@/lib/kernel/network-prefix'

/** The same for an address and for a network, whatever company is tried, and also where there is none. */
export const ADDRESS = { free: 30, forgetAfter: 900 }
/** Many households, or one company's offices. */
export const NETWORK = { free: 100, forgetAfter: 900 }

/** The longest wait, as in db/repositories/throttles.ts. */
const LONGEST_WAIT_MS = 900_000
const FIRST_WAIT_MS = 30_000

/** So many are remembered; those that were not heard of for longest go first. */
const MOST = 20_000

interface Row {
  failures: number
  lastAt: number
  blockedUntil: number
}

/**
 * Failed attempts at secrets by where they came from, in the memory of this process: what they cost is this process's
 * time for hashing, and a company that does not exist has no rows to count them in. What a company's people have to be
 * protected from, on every instance, is counted in its `throttles`.
 */
export class FailuresByNetwork {
  readonly #rows = new Map<string, Row>()
  readonly #now: () => number

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /**
   * Counts an attempt as failed before it is looked at.
   * @returns what is over its limit, and until when; then it is not counted
   */
  reserve(ip: string): { scope: 'address' | 'network'; failures: number; until: Date } | undefined {
    const limits = this.#limitsOf(ip)
    const now = this.#now()
    for (const { scope, key } of limits) {
      const row = this.#rows.get(key)
      if (row && row.blockedUntil > now) return { scope, failures: row.failures, until: new Date(row.blockedUntil) }
    }
    for (const { key, free, forgetAfter } of limits) {
      const known = this.#rows.get(key)
      const failures = 1 + (known && known.lastAt > now - forgetAfter * 1000 ? known.failures : 0)
      const wait = failures < free ? 0 : Math.min(FIRST_WAIT_MS * 2 ** Math.min(failures - free, 10), LONGEST_WAIT_MS)
      this.#rows.delete(key)
      this.#rows.set(key, { failures, lastAt: now, blockedUntil: wait && now + wait })
    }
    for (const key of this.#rows.keys()) {
      if (this.#rows.size <= MOST) break
      this.#rows.delete(key)
    }
    return undefined
  }

  /** One that was counted was right after all, or was not looked at. */
  release(ip: string): void {
    for (const { key } of this.#limitsOf(ip)) {
      const row = this.#rows.get(key)
      if (row) Object.assign(row, { failures: Math.max(0, row.failures - 1), blockedUntil: 0 })
    }
  }

  /** Whether the next attempt would be refused. */
  isOver(ip: string): boolean {
    const now = this.#now()
    return this.#limitsOf(ip).some(({ key }) => (this.#rows.get(key)?.blockedUntil ?? 0) > now)
  }

  /** Failures of the network and of the address: who has fewer is served first. */
  countsOf(ip: string): { network: number; address: number } {
    const [address, network] = this.#limitsOf(ip).map(({ key }) => this.#rows.get(key)?.failures ?? 0)
    return { address: address ?? 0, network: network ?? 0 }
  }

  #limitsOf(ip: string) {
    return [
      { scope: 'address' as const, key: `address ${addressPrefix(ip)}`, ...ADDRESS },
      { scope: 'network' as const, key: `network ${networkPrefix(ip)}`, ...NETWORK },
    ]
  }
}

/** One per process, also where a bundler evaluates this module more than once. */
const shared = globalThis as typeof globalThis & { consoleFailures?: FailuresByNetwork }

/** Those of this process. */
export const failuresByNetwork = (): FailuresByNetwork => (shared.consoleFailures ??= new FailuresByNetwork())
