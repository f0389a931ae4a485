import { expect, test } from 'vitest'
import { isAllowedFrom, networkOf } from './allowed-networks'

test.each([
  ['203.0.113.0/24', '203.0.113.0/24'],
  [' 203.0.113.77/24 ', '203.0.113.0/24'],
  ['203.0.113.7', '203.0.113.7/32'],
  ['2001:db8::1', '2001:db8::1/128'],
  ['2001:DB8:0:0::/32', '2001:db8::/32'],
  ['::ffff:192.0.2.0/120', '192.0.2.0/24'],
  ['0.0.0.0/0', '0.0.0.0/0'],
])('%s is the network %s', (typed, network) => {
  expect(networkOf(typed)).toBe(network)
})

test.each([
  '',
  '10',
  '10.0.0',
  '10.0.0.0/33',
  '10.0.0.0/',
  '10.0.0.0/8/8',
  '10.0.0.256',
  '010.0.0.1',
  '2001:db8::/129',
  'fe80::1%eth0',
  'example.com',
  '10.0.0.1-10.0.0.9',
])('%j is no network', typed => {
  expect(networkOf(typed)).toBeUndefined()
})

test('An address lies in a network of its own kind, also in IPv6 clothes', () => {
  const networks = ['203.0.113.0/24', '2001:db8::/32']
  expect(['203.0.113.9', '::ffff:203.0.113.9', '2001:db8:1::1'].map(ip => isAllowedFrom(networks, ip))).toEqual([
    true,
    true,
    true,
  ])
  expect(['203.0.114.9', '2001:db9::1', '', 'nonsense', null].map(ip => isAllowedFrom(networks, ip))).toEqual([
    false,
    false,
    false,
    false,
    false,
  ])
  expect(isAllowedFrom([], null)).toBe(true)
})
