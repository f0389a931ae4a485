import { describe, expect, test } from 'vitest'
import { mangled } from '@/testing/mangled-links'
import { linkToken, linkTokenField } from './link-token'
import { newToken } from './tokens'

/** The last part of a path, as a page gets it: encoded or not, and without parameters. */
const lastPart = (link: string) => new URL(link).pathname.split('/').at(-1)!

describe('The token in a link is found', () => {
  test.each(Object.entries(mangled))('with %s', (_, mangle) => {
    for (let tries = 0; tries < 50; tries += 1) {
      const token = newToken()
      const part = lastPart(mangle(`https://console.example.com/acme-corp/invitation/${token}`))
      expect(linkToken(part)).toBe(token)
      expect(linkToken(decodeURIComponent(part))).toBe(token)
    }
  })

  test('in at least twenty manglings', () => expect(Object.keys(mangled).length).toBeGreaterThanOrEqual(20))
})

test('What is no token stays as it is, and what is no text is none', () => {
  const token = newToken()
  for (const text of ['', 'x', token.slice(1), `.${token}`, '%', '%E0%A4%A']) expect(linkToken(text)).toBe(text)
  for (const garbage of [undefined, null, 5, {}, 'x'.repeat(2001)]) expect(linkTokenField.parse(garbage)).toBe('')
})
