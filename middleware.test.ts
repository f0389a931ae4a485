import { unstable_doesMiddlewareMatch as matches } from 'next/experimental/testing/server'
import { expect, test } from 'vitest'
import nextConfig from './next.config'
import { config } from './middleware'

test.each(['/', '/login', '/acme-corp/users', '/icon-svg/login', '/icon-svgs', '/favicon-ico/users', '/api/v1/users', '/_next/image', '/_next/statics'])(
  '%s gets the security headers',
  url => {
    expect(matches({ config, nextConfig, url })).toBe(true)
  },
)

test.each(['/_next/static/chunks/main.js', '/favicon.ico', '/icon.svg'])('%s is a file that needs none', url => {
  expect(matches({ config, nextConfig, url })).toBe(false)
})
