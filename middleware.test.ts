import { getRedirectUrl, unstable_doesMiddlewareMatch as matches } from 'next/experimental/testing/server'
import { NextRequest } from 'next/server'
import { expect, test } from 'vitest'
import { sessionCookieName } from '@/lib/platform/cookies/session-cookie-name'
import { config, middleware } from './middleware'
import nextConfig from './next.config'

const leadsTo = (path: string) => getRedirectUrl(middleware(new NextRequest(`http://localhost:3000${path}`)))

test('Who carries no cookie is led to the sign-in page of the company, and back from there', () => {
  expect(matches({ config, nextConfig, url: '/acme-corp/users' })).toBe(true)
  expect(leadsTo('/acme-corp/users?q=a')).toBe(
    'http://localhost:3000/acme-corp/login?callbackUrl=%2Facme-corp%2Fusers%3Fq%3Da',
  )
})

test.each([
  '/',
  '/login',
  '/acme-corp/login',
  '/acme-corp/invitation/x',
  '/acme-corp/reset-password/x',
  '/acme-corp/email-change/x',
  '/acme-corp/email-objection/x',
  '/favicon.ico',
])('%s is open to everybody', path => {
  expect(leadsTo(path)).toBeNull()
})

test.each(['http://localhost:3000', 'https://console.example'])('Who carries the cookie of %s goes by', appUrl => {
  const cookies = { theme: 'dark', [sessionCookieName(appUrl, 'of-a-company')]: 'x' }
  expect(matches({ config, nextConfig, url: '/acme-corp/users', cookies })).toBe(false)
})

test.each(['/_next/static/chunks/main.js', '/icon.svg', '/api/v1/users', '/api/health'])('%s goes by', url => {
  expect(matches({ config, nextConfig, url })).toBe(false)
})
