/* Loaded by every page, so it imports nothing. */

/** Where a browser says that it is. */
export const timeZoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** In which a browser says where it is, by the name that it gives the time zone of its clock. */
export const TIME_ZONE_COOKIE = 'console.time-zone'

/** As long as browsers keep cookies. */
const YEAR_SECONDS = 31_536_000

/** For the next page: the first one of a browser is written before it could say so. */
export function rememberTimeZone(): void {
  document.cookie = `${TIME_ZONE_COOKIE}=${timeZoneHere()};path=/;max-age=${YEAR_SECONDS};samesite=lax${isSecureContext ? ';secure' : ''}`
}
