const MS_DIGITS = 12

/**
 * The smallest id of version 7 that can have been made at this moment: ids of later moments are greater, those of earlier ones
 * less (RFC 9562, 5.7: the first 48 bits are the milliseconds since 1970).
 */
export function firstIdAt(at: Date): string {
  const ms = Math.max(0, at.getTime()).toString(16).padStart(MS_DIGITS, '0')
  return `${ms.slice(0, 8)}-${ms.slice(8, MS_DIGITS)}-7000-8000-000000000000`
}
