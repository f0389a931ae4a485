import { unstable_doesMiddlewareMatch as matches } from 'next/experimental/testing/server'
import { expect, test } from 'vitest'
import { config } from './middleware'
import nextConfig from './next.config'

test.each([
  '/',
  '/login',
  '/acme-corp/users',
  '/icon-svg/login',
  '/icon-svgs',
  '/favicon-ico/users',
  '/favicon.ico',
  '/api-things/users',
  '/_next/image',
  '/_next/statics',
])('%s gets a nonce, should it be a document', url => {
  expect(matches({ config, nextConfig, url })).toBe(true)
})

test.each(['/_next/static/chunks/main.js', '/icon.svg', '/api/v1/users', '/api/health'])(
  '%s is no document, and has its headers from the server (lib/platform/http/wire.ts)',
  url => {
    expect(matches({ config, nextConfig, url })).toBe(false)
  },
)
