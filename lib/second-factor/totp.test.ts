import { spawnSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { totpCodeAt, totpUri, newTotpSecret, matchingStep } from './totp'

const base32 = (secret: string): Buffer => {
  const bits = [...secret]
    .map(letter => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from(bits.match(/.{8}/g)!.map(byte => Number.parseInt(byte, 2)))
}

/** RFC 4226 section 5.3 and RFC 6238 section 4, written down once more and apart from any library. */
function byTheBook(key: Buffer, seconds: number, digits = 6): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(seconds / 30)))
  const digest = createHmac('sha1', key).update(counter).digest()
  const offset = digest.at(-1)! & 0xf
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0')
}

/** What an independent program says, where it is installed; else what the RFC says. */
function independentCode(secret: string, seconds: number): string {
  const when = `${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`
  const oathtool = spawnSync('oathtool', ['--totp', '--base32', '--now', when, '--', secret], { encoding: 'utf8' })
  return oathtool.status === 0 ? oathtool.stdout.trim() : byTheBook(base32(secret), seconds)
}

describe('Codes of an authenticator app', () => {
  // RFC 6238 appendix B, SHA-1: the last six of eight digits.
  const vectors = [
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ] as const
  const rfcKey = Buffer.from('12345678901234567890')
  const rfcSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

  test.each(vectors)('at %i are those of RFC 6238', (seconds, code) => {
    expect(byTheBook(rfcKey, seconds, 8)).toBe(code)
    expect(independentCode(rfcSecret, seconds)).toBe(code.slice(2))
    expect(totpCodeAt(rfcSecret, seconds * 1000)).toBe(code.slice(2))
  })

  test('made elsewhere are accepted one step early and late, and refused two steps', () => {
    const secret = newTotpSecret()
    const now = 1_790_000_000
    const step = Math.floor(now / 30)
    const found = [-2, -1, 0, 1, 2].map(steps =>
      matchingStep(secret, independentCode(secret, now + steps * 30), now * 1000),
    )
    expect(found).toEqual([undefined, step - 1, step, step + 1, undefined])
  })

  test('of another key, or that are none, are refused', () => {
    const secret = newTotpSecret()
    expect(matchingStep(secret, totpCodeAt(newTotpSecret(), 0), 0)).toBeUndefined()
    for (const code of ['', '12345', '1234567', 'abcdef', '１２３４５６'])
      expect(matchingStep(secret, code, 0)).toBeUndefined()
  })
})

test('A key has 160 random bits, and its address says all that an app has to know, the issuer without a colon', () => {
  const secret = newTotpSecret()
  expect(base32(secret).length).toBe(20)
  expect(newTotpSecret()).not.toBe(secret)
  const uri = new URL(totpUri(secret, { company: 'Acme: R&D', email: 'ada@acme.example' }))
  expect([uri.protocol, uri.host]).toEqual(['otpauth:', 'totp'])
  expect(decodeURIComponent(uri.pathname)).toBe('/Acme R&D (Console):ada@acme.example')
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    issuer: 'Acme R&D (Console)',
    secret,
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  })
})
