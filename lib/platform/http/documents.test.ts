import type { IncomingMessage, ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { guardDocument } from './documents'

/** What Next hears of the policy, and the headers of the answer. */
function guarded(url: string) {
  const request = { url, headers: {} } as IncomingMessage
  const headers = new Map<string, unknown>()
  const setHeader = (name: string, value: unknown) => headers.set(name, value)
  guardDocument(request, { setHeader } as unknown as ServerResponse, '')
  return { told: request.headers['content-security-policy'], headers }
}

test.each([
  '/',
  '/login',
  '/acme-corp/users?q=/api/',
  '/icon-svg/login',
  '/icon.svgs',
  '/favicon.ico',
  '/api-things/users',
  '/_next/image',
  '/_next/statics',
])('%s gets a nonce of its own, should it be a document, and Next hears it', url => {
  const { told, headers } = guarded(url)
  expect(headers.get('Content-Security-Policy')).toBe(told)
  expect(told).toMatch(/script-src 'self' 'nonce-[\w+/=]{48}' 'strict-dynamic'/)
  expect(guarded(url).told).not.toBe(told)
  expect(headers.get('Cache-Control')).toBe('no-store')
  expect(headers.get('Referrer-Policy')).toBe('same-origin')
})

test.each([
  '/_next/static/chunks/main.js',
  '/icon.svg',
  '/icon.svg?v=1',
  '/api/v1/users',
  '/acme/logo/x',
  '/api/health',
])('%s is no document, and has its headers from wire.ts', url => {
  expect(guarded(url)).toEqual({ told: undefined, headers: new Map() })
})

test.each(
  ['invitation/abc', 'reset-password/abc?x=1', 'email-change/abc', 'email-objection/abc'].map(
    page => `/acme-corp/${page}`,
  ),
)('%s has a secret in it that no other site learns', url => {
  expect(guarded(url).headers.get('Referrer-Policy')).toBe('no-referrer')
})

test('A mail that was written to a file may do nothing, in a frame of ours alone', () => {
  const { told, headers } = guarded('/dev/mail/1.eml/html')
  expect(told).toBeUndefined()
  expect(headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'.*; sandbox /)
  expect(headers.get('X-Frame-Options')).toBe('SAMEORIGIN')
})
