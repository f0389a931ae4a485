import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { idsFrom, shortenIds } from './short-ids'

test('Ids come out of an address as they went in, shortened or with commas', () => {
  const ids = Array.from({ length: 200 }, () => randomUUID() as string)
  const short = shortenIds(ids)
  expect(short).toMatch(/^[\w-]{4400}$/)
  expect(idsFrom(short)).toEqual(ids)
  expect(idsFrom(ids.join(','))).toEqual(ids)
  expect(idsFrom(ids[0]!)).toEqual([ids[0]])
})

test('What is no id stays none', () => {
  for (const text of ['', 'x', '!'.repeat(22), 'a'.repeat(44), ',,'])
    for (const id of idsFrom(text)) expect(typeof id).toBe('string')
  expect(idsFrom('!'.repeat(22))).toEqual(['!'.repeat(22)])
})
