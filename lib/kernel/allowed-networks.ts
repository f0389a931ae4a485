import ipaddr from 'ipaddr.js'

/** An address as people write it: the library would also take `10.0.0` or `1`, and mean something else by it. */
const parse = (text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined => {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text)
  return text.includes(':') && !text.includes('%') && ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text) : undefined
}

/** A range as it is kept, such as `203.0.113.0/24`; undefined for what is none. A lone address is a range of one. */
export function networkOf(text: string): string | undefined {
  const [address = '', length, ...more] = text.trim().split('/')
  const parsed = parse(address)
  if (!parsed || more.length || (length !== undefined && !/^\d{1,3}$/.test(length))) return undefined
  const whole = parsed.kind() === 'ipv4' ? 32 : 128
  const bits = length === undefined ? whole : Number(length)
  if (bits > whole) return undefined
  if (parsed instanceof ipaddr.IPv4)
    return `${ipaddr.IPv4.networkAddressFromCIDR(`${parsed.toString()}/${bits}`).toString()}/${bits}`
  // An IPv4 address in IPv6 clothes (RFC 4291 section 2.5.5.2): visitors are compared without them.
  if (parsed.isIPv4MappedAddress() && bits >= 96) return networkOf(`${parsed.toIPv4Address().toString()}/${bits - 96}`)
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/${bits}`).toString()}/${bits}`
}

/** Whether an address lies in one of the ranges; without ranges, always. An unknown address lies in none. */
export function isAllowedFrom(networks: readonly string[], ip: string | null): boolean {
  if (!networks.length) return true
  if (!ip || !ipaddr.isValid(ip)) return false
  const address = ipaddr.process(ip)
  return networks.some(network => {
    const [range, bits] = ipaddr.parseCIDR(network)
    return range.kind() === address.kind() && address.match(range as never, bits)
  })
}
