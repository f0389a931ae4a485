import { describe, expect, test } from 'vitest'
import { FailuresByNetwork } from './failures-by-network'

function atNoon() {
  let now = 0
  const failures = new FailuresByNetwork(() => now)
  return { failures, later: (seconds: number) => (now += seconds * 1000) }
}

const many = (count: number, fail: (at: number) => unknown) => Array.from({ length: count }, (_, at) => fail(at))

describe('Failures whatever the company', () => {
  test('hold an address back after 30, and its network after 100, and another network not at all', () => {
    const { failures } = atNoon()
    many(30, () => expect(failures.reserve('203.0.113.1')).toBeUndefined())
    expect(failures.reserve('203.0.113.1')).toMatchObject({ scope: 'address', failures: 30 })
    many(70, at => expect(failures.reserve(`203.0.113.${2 + (at % 10)}`)).toBeUndefined())
    expect(failures.reserve('203.0.113.99')).toMatchObject({ scope: 'network' })
    expect(failures.reserve('203.0.114.99')).toBeUndefined()
  })

  test('are let through once when the wait is over, then held back for twice as long, and forgotten after a quiet quarter of an hour', () => {
    const { failures, later } = atNoon()
    many(30, () => failures.reserve('203.0.113.1'))
    later(31)
    expect(failures.reserve('203.0.113.1')).toBeUndefined()
    later(31)
    expect(failures.reserve('203.0.113.1')).toMatchObject({ scope: 'address', until: new Date(91_000) })
    later(901)
    many(30, () => expect(failures.reserve('203.0.113.1')).toBeUndefined())
  })

  test('are forgiven where they were none, and put who has them behind who has not', () => {
    const { failures } = atNoon()
    many(60, () => {
      expect(failures.reserve('203.0.113.1')).toBeUndefined()
      failures.release('203.0.113.1')
    })
    failures.reserve('203.0.113.2')
    expect(failures.countsOf('203.0.113.2')).toEqual({ address: 1, network: 1 })
    expect(failures.countsOf('203.0.113.1')).toEqual({ address: 0, network: 1 })
    expect(failures.countsOf('198.51.100.1')).toEqual({ address: 0, network: 0 })
  })

  test('of a botnet do not fill the memory', () => {
    const { failures } = atNoon()
    failures.reserve('203.0.113.1')
    many(30_000, at => failures.reserve(`10.${(at >> 8) & 255}.${at & 255}.${at >> 16}`))
    expect(failures.countsOf('203.0.113.1').address).toBe(0)
    expect(failures.countsOf('10.117.47.0').address).toBe(1)
  })
})
