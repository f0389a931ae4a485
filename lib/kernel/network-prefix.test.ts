import { expect, test } from 'vitest'
import { addressPrefix, networkPrefix } from './network-prefix'

test.each([
  ['203.0.113.77', '203.0.113.77', '203.0.113.0/24'],
  ['::ffff:203.0.113.77', '203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['2001:DB8:1:2::', '2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['fe80::1%eth0', 'fe80::/64', 'fe80::/48'],
  ['not an address', 'not an address', 'not an address'],
])('%s is of the address %s and the network %s', (ip, address, network) => {
  expect([addressPrefix(ip), networkPrefix(ip)]).toEqual([address, network])
})
