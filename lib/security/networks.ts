import ipaddr from 'ipaddr.js'

/** A range as it is kept, such as `203.0.113.0/24`; undefined for what is none. A lone address is a range of one. */
export function networkOf(text: string): string | undefined {
  const trimmed = text.trim()
  try {
    if (!trimmed.includes('/')) return `${ipaddr.process(trimmed).toString()}/${ipaddr.process(trimmed).kind() === 'ipv4' ? 32 : 128}`
    const [address, bits] = ipaddr.parseCIDR(trimmed)
    const Kind = address.kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6
    return `${Kind.networkAddressFromCIDR(`${address.toString()}/${bits}`).toString()}/${bits}`
  } catch {
    return undefined
  }
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
