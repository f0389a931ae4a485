import { describe, expect, test } from 'vitest'
import { isOwnOrigin, otherLoopbackName } from './own-origin'

const PUBLIC = 'https://console.example.com'
const LOCAL = 'http://localhost:3000'

describe('The Origin of a change', () => {
  test.each([
    [PUBLIC, 'console.example.com', PUBLIC],
    // A proxy that does not pass Host on.
    [PUBLIC, '10.0.0.7:3000', PUBLIC],
    [PUBLIC, null, PUBLIC],
    [LOCAL, 'localhost:3000', LOCAL],
    ['http://127.0.0.1:3000', '127.0.0.1:3000', LOCAL],
    ['http://[::1]:3000', '[::1]:3000', LOCAL],
    ['http://localhost:3000', 'localhost:3000', 'http://127.0.0.1:3000'],
    // A forwarded port of this machine.
    ['http://localhost:8080', 'localhost:8080', LOCAL],
  ])('%s is ours, asked at %s, where Console is %s', (origin, host, appUrl) => {
    expect(isOwnOrigin({ origin, host }, appUrl)).toBe(true)
  })

  test.each([
    // The Host is the caller's word: a name that was made to lead here must not become ours.
    ['https://evil.example', 'evil.example', PUBLIC],
    ['http://evil.example', 'evil.example', LOCAL],
    ['https://evil.example', 'console.example.com', PUBLIC],
    // Another scheme or port is another origin.
    ['http://console.example.com', 'console.example.com', PUBLIC],
    ['https://console.example.com:8443', 'console.example.com:8443', PUBLIC],
    ['https://127.0.0.1:3000', '127.0.0.1:3000', LOCAL],
    // Another program on this machine.
    ['http://localhost:9999', 'localhost:3000', LOCAL],
    ['http://127.0.0.1:3000', 'localhost:3000', LOCAL],
    ['http://127.0.0.1:3000', '127.0.0.1:3000', PUBLIC],
    ['http://127.0.0.1.evil.example', '127.0.0.1.evil.example', LOCAL],
    ['http://localhost.evil.example:3000', 'localhost:3000', LOCAL],
    ['null', 'localhost:3000', LOCAL],
    ['', 'localhost:3000', LOCAL],
    [null, 'localhost:3000', LOCAL],
    ['no address', 'localhost:3000', LOCAL],
    ['http://127.0.0.1:3000', 'x@127.0.0.1:3000', LOCAL],
    ['http://localhost:3000', 'localhost:3000', ''],
  ])('%s is not ours, asked at %s, where Console is %s', (origin, host, appUrl) => {
    expect(isOwnOrigin({ origin, host }, appUrl)).toBe(false)
  })
})

describe('Somebody on their own machine', () => {
  test('is led to the name that APP_URL has, at the port that they asked', () => {
    expect(otherLoopbackName('127.0.0.1:3000', LOCAL)).toBe(LOCAL)
    expect(otherLoopbackName('[::1]:3000', LOCAL)).toBe(LOCAL)
    expect(otherLoopbackName('127.0.0.1:8080', LOCAL)).toBe('http://localhost:8080')
    expect(otherLoopbackName('localhost:3000', 'http://127.0.0.1:3000')).toBe('http://127.0.0.1:3000')
    expect(otherLoopbackName('localhost', 'http://127.0.0.1')).toBe('http://127.0.0.1')
  })

  test.each([
    'localhost:3000',
    'LOCALHOST:3000',
    'localhost:8080',
    'console.example.com',
    '192.168.1.5:3000',
    '127.0.0.1:3000/x',
    '127.0.0.1:99999',
    ']',
    '',
    null,
  ])('stays at %s', host => {
    expect(otherLoopbackName(host, LOCAL)).toBeUndefined()
  })

  test('stays at the loopback address of a server that is no local one', () => {
    expect(otherLoopbackName('127.0.0.1:3000', PUBLIC)).toBeUndefined()
  })
})
