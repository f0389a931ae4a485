import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { earlyAnswer } from './early-answer'

const ask = (method: string, url: string, headers: IncomingHttpHeaders = {}) =>
  earlyAnswer({ method, url, headers: { host: 'localhost:3000', ...headers } } as IncomingMessage, {
    requestId: 'R',
    appUrl: 'http://localhost:3000',
  })

const action = { 'next-action': 'x' }

describe('A method', () => {
  test.each(['GET', 'HEAD'])('%s reads pages', method => {
    expect(ask(method, '/acme/users?q=%')).toBeUndefined()
  })

  test('POST is an action, by script or as a form without one', () => {
    expect(ask('POST', '/acme/users', action)).toBeUndefined()
    expect(ask('POST', '/acme/users', { 'content-type': 'multipart/form-data; boundary=x' })).toBeUndefined()
    expect(ask('POST', '/acme/users', { 'content-type': 'application/json' })).toMatchObject({ status: 405 })
  })

  test.each(['PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'QUERY'])(
    '%s does nothing to a page, and is told what does',
    method => {
      expect(ask(method, '/acme/users', action)).toMatchObject({
        status: 405,
        headers: { Allow: 'GET, HEAD, POST, OPTIONS' },
      })
    },
  )

  test('OPTIONS says what there is', () => {
    expect(ask('OPTIONS', '/acme/users')).toMatchObject({
      status: 204,
      headers: { Allow: 'GET, HEAD, POST, OPTIONS' },
      body: '',
    })
    expect(ask('OPTIONS', '*')).toMatchObject({ status: 204 })
    // Each address of the API answers for itself.
    expect(ask('OPTIONS', '/api/v1/users')).toBeUndefined()
  })

  test('of the API is for its addresses to answer, where it is one at all; else in JSON', () => {
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE', 'POST']) expect(ask(method, '/api/v1/users')).toBeUndefined()
    const refused = ask('TRACE', '/api/v1/users')
    expect(refused).toMatchObject({ status: 405, headers: { 'Content-Type': 'application/json' } })
    expect(JSON.parse(refused!.body)).toMatchObject({ error: { code: 'method_not_allowed', requestId: 'R' } })
  })

  test('POST reaches every file outside the API that takes one', () => {
    const takers = readdirSync('app', { recursive: true, encoding: 'utf8' })
      .filter(
        name =>
          name.endsWith('/route.ts') &&
          !name.startsWith('api/') &&
          /handlers\(\{[^]*\bPOST:/.test(readFileSync(`app/${name}`, 'utf8')),
      )
      .map(
        name =>
          `/${name
            .replace(/\/route\.ts$/, '')
            .replace(/\([^)]*\)\//g, '')
            .replace(/\[[^\]]+\]/g, 'x')}`,
      )
    expect(takers).toEqual(expect.arrayContaining(['/x/users/import/review', '/x/settings/logo']))
    for (const taker of takers) expect([taker, ask('POST', taker)]).toEqual([taker, undefined])
  })
})

test.each(['https://evil.example', 'http://localhost:3001', 'null'])(
  'An action sent from a page of %s is refused before anything hears of it, and one of ours is not',
  origin => {
    const foreign = ask('POST', '/acme/users', { ...action, origin })
    expect(foreign).toMatchObject({ status: 403, body: 'This request did not come from a page of Console.' })
    expect(ask('POST', '/acme/users/import/review', { origin })).toMatchObject({ status: 403 })
    expect(ask('POST', '/acme/users', { ...action, origin: 'http://localhost:3000' })).toBeUndefined()
  },
)

describe('An address', () => {
  test.each(['/%', '/acme/%E0%A4%A', '/%ff', 'nothing', '', '*'])('that cannot be read (%s) is refused', url => {
    expect(ask('GET', url)).toMatchObject({ status: 400 })
  })
})

test.each(['/_global-error', '/_global-error?x=1', '/%5Fglobal-error', '/_global-error.rsc', '/_not-found', '/_error'])(
  '%s is no page to ask for',
  url => {
    expect(ask('GET', url)).toMatchObject({ status: 404 })
    expect(
      ask(
        'GET',
        url
          .replace('_global-error', 'x_global-error')
          .replace('%5Fg', 'g')
          .replace('_not', 'not')
          .replace('_error', 'error'),
      ),
    ).toBeUndefined()
  },
)

describe('An Origin', () => {
  test('that cannot be read is refused before Next reads it', () => {
    expect(ask('POST', '/acme/users', { ...action, origin: 'http://' })).toMatchObject({ status: 400 })
    expect(ask('POST', '/acme/users', { ...action, origin: 'null' })).toMatchObject({ status: 403 })
    expect(ask('POST', '/acme/users', { ...action, origin: 'http://localhost:3000' })).toBeUndefined()
  })
})

describe('A page opened under another name of this machine', () => {
  const opened = { host: '127.0.0.1:3000', 'sec-fetch-mode': 'navigate' }

  test('leads to the same page under the name of APP_URL, where cookies and passkeys live', () => {
    expect(ask('GET', '/acme/users?q=a', opened)).toMatchObject({
      status: 307,
      headers: { Location: 'http://localhost:3000/acme/users?q=a' },
    })
    expect(ask('GET', '//evil.example/', opened)).toMatchObject({
      headers: { Location: 'http://localhost:3000//evil.example/' },
    })
  })

  test('is no matter of programs, nor of what a page asks for itself', () => {
    expect(ask('GET', '/api/health', { host: '127.0.0.1:3000' })).toBeUndefined()
    expect(ask('GET', '/acme/users', { ...opened, 'sec-fetch-mode': 'cors' })).toBeUndefined()
    expect(ask('POST', '/acme/users', { ...opened, ...action })).toBeUndefined()
    expect(ask('GET', '/acme/users', { ...opened, host: 'localhost:3000' })).toBeUndefined()
  })
})
