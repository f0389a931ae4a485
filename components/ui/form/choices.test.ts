import { describe, expect, test } from 'vitest'
import type { FoundOptions } from '@/components/ui/found-options'
import { choicesFor } from './choices'

const noun = { one: 'group', many: 'groups' }
const named = (...names: string[]) => names.map(label => ({ value: label, label }))
const found = (q: string, total: number, ...names: string[]): FoundOptions => ({
  q,
  options: names.map(name => ({ id: name, name })),
  more: total > names.length,
  total,
})
const labelsOf = ({ shown }: ReturnType<typeof choicesFor>) => shown.map(({ label }) => label)

describe('Where all choices are known', () => {
  const known = named('Finance', 'Sales', 'Sales abroad')
  const of = (typed: string, options = known) =>
    choicesFor({ noun, known: options, total: undefined, typed, asks: false, answer: undefined })

  test('they are shown, and told how many they are', () => {
    expect([labelsOf(of('')), of('').status]).toEqual([['Finance', 'Sales', 'Sales abroad'], '3 groups'])
    expect([labelsOf(of('sal')), of('sal').status]).toEqual([['Sales', 'Sales abroad'], '2 groups'])
    expect(of('nobody').status).toBe('No group matches “nobody”.')
  })

  test('twenty are shown at once', () => {
    const many = named(...Array.from({ length: 104 }, (_, n) => `Team ${n}`))
    expect([labelsOf(of('', many)).length, of('', many).status]).toEqual([20, '20 of 104 groups. Type to find others.'])
  })

  test('what nothing is called is new, whatever else it begins', () => {
    expect([of('sale').isNew, of('SALES').isNew, of('').isNew]).toEqual([true, false, false])
  })
})

describe('Where others are asked for', () => {
  const known = named('Finance', 'Sales')
  const of = (typed: string, answer?: FoundOptions) =>
    choicesFor({ noun, known, total: 640, typed, asks: true, answer })

  test('the first are shown, and how many there are', () => {
    expect([labelsOf(of('')), of('').status]).toEqual([['Finance', 'Sales'], '2 of 640 groups. Type to find others.'])
  })

  test('what matches of the known stays where it is when the answer comes, which stands behind it', () => {
    expect([labelsOf(of('s')), of('s').status]).toEqual([['Sales'], 'Loading…'])
    const answered = of('s', found('s', 3, 'Safety', 'Sales', 'Support'))
    expect([labelsOf(answered), answered.status]).toEqual([['Sales', 'Safety', 'Support'], '3 groups'])
    expect(of('s', found('s', 70, 'Safety', 'Sales')).status).toBe('2 of 70 groups. Type more to narrow the list.')
  })

  test('what is called as it was typed is among those that are shown, however many others are found', () => {
    const others = Array.from({ length: 30 }, (_, n) => `Rally ${n}`)
    const answered = of('sales abroad', found('sales abroad', 31, ...others, 'Sales abroad'))
    expect([labelsOf(answered).length, labelsOf(answered).at(-1), answered.isNew]).toEqual([20, 'Sales abroad', false])
  })

  test('nothing is new where the search failed', () => {
    expect(of('support', { q: 'support', options: [], more: false, failed: true }).isNew).toBe(false)
  })

  test('nothing is new before it was asked for', () => {
    expect(of('support').isNew).toBe(false)
    expect(of('support', found('support', 1, 'Support')).isNew).toBe(false)
    expect(of('support', found('support', 0))).toEqual({
      shown: [],
      status: 'No group matches “support”.',
      isNew: true,
    })
  })

  test('an answer that did not come is told beside what is known', () => {
    const failed = of('s', { q: 's', options: [], more: false, failed: true })
    expect([labelsOf(failed), failed.status]).toEqual([['Sales'], 'The search failed. Type again to retry.'])
  })

  test('and none are known, nothing is said before anything is typed', () => {
    expect(choicesFor({ noun, known: [], total: undefined, typed: '', asks: true, answer: undefined })).toEqual({
      shown: [],
      status: '',
      isNew: false,
    })
  })
})
