import { describe, expect, test } from 'vitest'
import { seal, tokenFromSeed, unseal } from './encryption'
import { newToken } from './tokens'

describe('Sealed text', () => {
  test('is read again in its own place, and looks different each time', () => {
    const [one, other] = [seal('JBSWY3DPEHPK3PXP', 'totp a'), seal('JBSWY3DPEHPK3PXP', 'totp a')]
    expect([unseal(one, 'totp a'), unseal(other, 'totp a')]).toEqual(['JBSWY3DPEHPK3PXP', 'JBSWY3DPEHPK3PXP'])
    expect(one).not.toBe(other)
  })

  test('does not open elsewhere, nor after a change, nor cut short', () => {
    const sealed = seal('secret', 'totp a')
    expect(() => unseal(sealed, 'totp b')).toThrow(/authenticate/)
    expect(() => unseal(`${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`, 'totp a')).toThrow(
      /authenticate/,
    )
    expect(() => unseal(sealed.slice(0, 20), 'totp a')).toThrow(/auth/)
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
