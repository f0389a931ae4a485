import { describe, expect, test } from 'vitest'
import { FairQueue, type Claim } from './fair-queue'

const COST_MS = 300

const claim = (who: Partial<Claim> & { failures?: number } = {}): Claim => ({
  lane: 'sign_in',
  network: '198.51.100.0/24',
  address: who.network ?? '198.51.100.1',
  counts: { network: who.failures ?? 0, address: who.failures ?? 0 },
  ...who,
})

/** One place, taken from the start; `serve` gives it from one to the next, and says who came in which order. */
async function busyQueue() {
  const queue = new FairQueue({ slots: 1, costMs: () => COST_MS, longestWaitMs: 8_000 })
  const order: string[] = []
  let leave = (await queue.enter(claim({ lane: 'nobody', network: 'nobody' })))!
  const join = (name: string, who: Claim, signal?: AbortSignal) =>
    queue.enter(who, signal).then(next => {
      order.push(next ? name : `${name} turned away`)
      if (next) leave = next
    })
  const serve = async (times: number) => {
    for (let served = 0; served < times; served++) {
      leave()
      // The next one is served in a microtask of its own.
      await Promise.resolve()
      await Promise.resolve()
      await Promise.resolve()
    }
  }
  return { queue, order, join, serve }
}

describe('In the queue for hashing', () => {
  test('a network with failures comes after one without, however early it came', async () => {
    const { order, join, serve } = await busyQueue()
    for (let at = 0; at < 5; at++) void join(`flood ${at}`, claim({ network: '203.0.113.0/24', failures: 40 }))
    void join('bob', claim({ network: '192.0.2.0/24' }))
    await serve(6)
    expect(order[0]).toBe('bob')
    expect(order).toHaveLength(6)
  })

  test('networks take turns, and so do the addresses of one', async () => {
    const { order, join, serve } = await busyQueue()
    for (let at = 0; at < 3; at++) void join(`crowd ${at}`, claim({ network: 'one', address: 'one.1' }))
    void join('neighbour', claim({ network: 'one', address: 'one.2' }))
    void join('other', claim({ network: 'two' }))
    await serve(5)
    expect(order.indexOf('other')).toBeLessThanOrEqual(1)
    expect(order.indexOf('neighbour')).toBeLessThanOrEqual(2)
  })

  test('lanes take turns: a crowd that accepts invitations does not keep one from signing in', async () => {
    const { order, join, serve } = await busyQueue()
    for (let at = 0; at < 10; at++) void join(`accepts ${at}`, claim({ lane: 'acceptance', network: `n${at}` }))
    void join('signs in', claim({ lane: 'sign_in known', network: 'home' }))
    await serve(11)
    expect(order.indexOf('signs in')).toBeLessThanOrEqual(1)
    expect(order).toHaveLength(11)
  })

  test('whoever would wait longer than eight seconds is turned away at once, and others are not', async () => {
    const { queue, order, join } = await busyQueue()
    for (let at = 0; at < 60; at++) void join('crowd', claim({ network: 'crowd', failures: 3 }))
    await Promise.resolve()
    expect(order.filter(name => name === 'crowd turned away').length).toBeGreaterThan(30)
    expect(queue.length * COST_MS).toBeLessThanOrEqual(8_000 + COST_MS)
    expect(await queue.enter(claim({ network: 'crowd', failures: 3 }))).toBeUndefined()
    expect(queue.expectedWait(claim({ network: 'crowd', failures: 3 }))).toBeGreaterThan(8_000)
    expect(queue.expectedWait(claim({ network: 'bob' }))).toBeLessThan(2 * COST_MS)
  })

  test('who has left is not served, and stands in nobody’s way', async () => {
    const { queue, order, join, serve } = await busyQueue()
    const leaving = new AbortController()
    void join('gone', claim(), leaving.signal)
    void join('stays', claim())
    leaving.abort()
    await serve(1)
    expect(order).toEqual(['gone turned away', 'stays'])
    expect(queue.length).toBe(0)
  })

  test('of many who come and go, each is served once and every place is given back', async () => {
    const queue = new FairQueue({ slots: 2, costMs: () => 1, longestWaitMs: 8_000 })
    let [serving, most, served] = [0, 0, 0]
    await Promise.all(
      Array.from({ length: 500 }, async (_, at) => {
        const leave = (await queue.enter(claim({ network: `n${at % 7}`, lane: `lane ${at % 3}`, failures: at % 5 })))!
        most = Math.max(most, ++serving)
        await Promise.resolve()
        serving--
        served++
        leave()
        leave()
      }),
    )
    expect([most, served, serving, queue.length]).toEqual([2, 500, 0, 0])
  })
})
