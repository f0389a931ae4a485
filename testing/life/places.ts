import type { LivingPerson } from './life'

const browsers = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0',
]
const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1'

const OFFICE = '203.0.113.24'

/** Nobody of the company [RFC 5737, for documentation]. */
export const elsewhere = { ip: '198.51.100.77', userAgent: browsers[2]! }

/** Where the n-th person works: most in the office, each fourth at home. */
export const placeOf = (n: number): LivingPerson['place'] => ({
  ip: n % 4 === 3 ? `198.51.100.${100 + (n % 100)}` : OFFICE,
  userAgent: browsers[n % browsers.length]!,
})

/** On the way. */
export const onTheWay = { ip: '192.0.2.61', userAgent: phone }
