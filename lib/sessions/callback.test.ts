import { describe, expect, test } from 'vitest'
import { requestedPath, safeCallbackPath } from './callback'

describe('After signing in to acme-corp', () => {
  test.each([
    ['/acme-corp/users?status=active&q=a%20b', '/acme-corp/users?status=active&q=a%20b'],
    ['/acme-corp', '/acme-corp'],
  ])('%s is where one goes', (wanted, target) => {
    expect(safeCallbackPath(wanted, 'acme-corp')).toBe(target)
  })

  test.each([
    undefined,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '\\\\evil.example',
    '/acme-corp/..//evil.example',
    '/acme-corp/../../globex',
    '/globex/users',
    '/acme-corpse',
    'acme-corp/users',
    '/acme-corp/login',
    '/acme-corp/login?callbackUrl=x',
    '/acme-corp/second-factor',
    '/acme-corp/expired-password?callbackUrl=x',
    'javascript:alert(1)',
    '/acme-corp/\nusers',
    '/%2f%2fevil.example',
    '/acme-corp\\@evil.example',
  ])('%j leads to the dashboard instead', wanted => {
    expect(safeCallbackPath(wanted, 'acme-corp')).toBe('/acme-corp')
  })

  test('the page that was asked for leaves out what navigation added', () => {
    expect(requestedPath('/acme-corp/users?q=x&_rsc=1abc')).toBe('/acme-corp/users?q=x')
    expect(requestedPath('/acme-corp/users?_rsc=1abc')).toBe('/acme-corp/users')
  })
})
