import { describe, expect, test } from 'vitest'
import { decodeCompanies, encodeCompanies } from './company-cookie'

const acme = { slug: 'acme-corp', name: 'Acme Corp' }
const globex = { slug: 'globex', name: 'Глобекс 🦄' }

describe('The companies that a browser remembers', () => {
  test('come back with their names, the last five', () => {
    const known = { ...globex, token: 'x'.repeat(22) }
    expect(decodeCompanies(encodeCompanies([known, acme]))).toEqual([known, acme])
    const many = Array.from({ length: 7 }, (_, at) => ({ slug: `company-${at}`, name: `Company ${at}` }))
    expect(decodeCompanies(encodeCompanies(many))).toEqual(many.slice(0, 5))
  })

  test('fit into a cookie, with the longest slugs and names of any script', () => {
    const long = Array.from({ length: 5 }, () => ({
      slug: 'x'.repeat(63),
      name: '🦄'.repeat(60),
      token: 'x'.repeat(22),
    }))
    expect(encodeCompanies(long).length).toBeLessThan(3500)
    expect(decodeCompanies(encodeCompanies(long))).toEqual(long)
  })

  test('are the one slug that earlier versions kept', () => {
    expect(decodeCompanies('acme-corp')).toEqual([{ slug: 'acme-corp', name: 'acme-corp' }])
  })

  test('are none where somebody else wrote the cookie', () => {
    const written = [
      [['javascript:alert(1)', 'Acme']],
      [['acme-corp']],
      [['acme-corp', '']],
      [['acme-corp', 'Acme', '../evil']],
      'x',
      null,
      [['a', 5]],
    ]
    for (const value of written)
      expect(decodeCompanies(Buffer.from(JSON.stringify(value)).toString('base64url'))).toEqual([])
    for (const value of ['', '%', '../evil', undefined]) expect(decodeCompanies(value)).toEqual([])
  })
})
