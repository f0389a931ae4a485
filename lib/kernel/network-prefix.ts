import ipaddr from 'ipaddr.js'

const prefixOf = (address: ipaddr.IPv4 | ipaddr.IPv6, bits: number): string =>
  address.kind() === 'ipv4'
    ? `${ipaddr.IPv4.networkAddressFromCIDR(`${address.toString()}/${bits}`).toString()}/${bits}`
    : `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/${bits}`).toRFC5952String()}/${bits}`

const parsed = (ip: string) => (ipaddr.isValid(ip) ? ipaddr.process(ip) : undefined)

/** What counts as one address: of IPv6 the first half, as a household has that many to choose from [RFC 6177]. */
export function addressPrefix(ip: string): string {
  const address = parsed(ip)
  if (!address) return ip
  return address.kind() === 'ipv4' ? address.toString() : prefixOf(address, 64)
}

/** What usually belongs to one owner: a /24 of IPv4, a /48 of IPv6 [RFC 6177]. */
export function networkPrefix(ip: string): string {
  const address = parsed(ip)
  if (!address) return ip
  return prefixOf(address, address.kind() === 'ipv4' ? 24 : 48)
}
