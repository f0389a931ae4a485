import { describe, expect, test } from 'vitest'
import { encrypt, tokenFromSeed, decrypt } from './encryption'
import { newToken } from './tokens'

describe('Encrypted text', () => {
  test('is read again in its own place, and looks different each time', () => {
    const [one, other] = [encrypt('JBSWY3DPEHPK3PXP', 'totp a'), encrypt('JBSWY3DPEHPK3PXP', 'totp a')]
    expect([decrypt(one, 'totp a'), decrypt(other, 'totp a')]).toEqual(['JBSWY3DPEHPK3PXP', 'JBSWY3DPEHPK3PXP'])
    expect(one).not.toBe(other)
  })

  test('does not open elsewhere, nor after a change, nor cut short', () => {
    const encrypted = encrypt('secret', 'totp a')
    expect(() => decrypt(encrypted, 'totp b')).toThrow(/authenticate/)
    expect(() => decrypt(`${encrypted.slice(0, -2)}${encrypted.endsWith('AA') ? 'BB' : 'AA'}`, 'totp a')).toThrow(
      /authenticate/,
    )
    expect(() => decrypt(encrypted.slice(0, 20), 'totp a')).toThrow(/auth/)
  })
})

describe('A token of a seed', () => {
  test('is the same again, another for another seed or use, and has 256 bits', () => {
    const seed = newToken()
    expect(tokenFromSeed(seed, 'invitation')).toBe(tokenFromSeed(seed, 'invitation'))
    expect(tokenFromSeed(seed, 'invitation')).not.toBe(tokenFromSeed(seed, 'reset'))
    expect(tokenFromSeed(newToken(), 'invitation')).not.toBe(tokenFromSeed(seed, 'invitation'))
    expect(Buffer.from(tokenFromSeed(seed, 'invitation'), 'base64url').length).toBe(32)
  })
})
