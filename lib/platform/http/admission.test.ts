import { describe, expect, test } from 'vitest'
import { AdmissionControl } from './admission'

const room = { most: 2, holdMs: 60_000 }

describe('The gate', () => {
  test('lets two of a network in at a time, in their order, and other networks at once', async () => {
    const gate = new AdmissionControl()
    const order: string[] = []
    const come = (network: string, name: string) => gate.enter(network, room).then(leave => (order.push(name), leave!))
    const [first] = [await come('one', 'first'), await come('one', 'second')]
    const [third, fourth] = [come('one', 'third'), come('one', 'fourth')]
    await come('two', 'other')
    expect(order).toEqual(['first', 'second', 'other'])
    first()
    first()
    const leaveThird = await third
    expect(order).toEqual(['first', 'second', 'other', 'third'])
    leaveThird()
    await fourth
    expect(order).toEqual(['first', 'second', 'other', 'third', 'fourth'])
  })

  test('turns away who has waited for too long, and who has left, and keeps no place for them', async () => {
    const gate = new AdmissionControl()
    const leave = await gate.enter('one', { most: 1, holdMs: 60_000 })
    const leaving = new AbortController()
    const gone = gate.enter('one', { most: 1, holdMs: 60_000 }, leaving.signal)
    leaving.abort()
    expect(await gone).toBeUndefined()
    expect(await gate.enter('one', { most: 1, holdMs: 1 })).toBeUndefined()
    leave!()
    expect(await gate.enter('one', { most: 1, holdMs: 60_000 })).toBeDefined()
  })
})
