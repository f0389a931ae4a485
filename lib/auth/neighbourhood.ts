import ipaddr from 'ipaddr.js'

/** What counts as one address: of IPv6 the first half, as a household has that many to choose from [RFC 6177]. */
export function neighbourhood(ip: string): string {
  if (!ipaddr.IPv6.isValid(ip)) return ip
  return ipaddr.IPv6.parse(ip).toNormalizedString().split(':').slice(0, 4).join(':')
}
