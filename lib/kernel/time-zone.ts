import { z } from 'zod'

/** As the IANA Time Zone Database has names: "America/Sao_Paulo", "Etc/GMT+3", "UTC". */
const shape = /^[A-Za-z][\w+-]*(?:\/[\w+-]+){0,2}$/

/** Its longest name has 32 characters. */
const LONGEST = 64

/** Only those that there are, some 600: to look takes longer than all else that is done with one. */
const known = new Map<string, string>()

/**
 * The name by which this process knows a time zone; browsers and people may use another one of the same zone.
 * @returns undefined where there is none of that name
 */
export function readTimeZone(name: string | undefined | null): string | undefined {
  if (!name || name.length > LONGEST || !shape.test(name)) return undefined
  const key = name.toLowerCase()
  const read = known.get(key)
  if (read) return read
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions()
    known.set(key, timeZone)
    return timeZone
  } catch {
    return undefined
  }
}

/** All that can be chosen, UTC first. */
export const timeZones = (): string[] => ['UTC', ...Intl.supportedValuesOf('timeZone').filter(zone => zone !== 'UTC')]

const typedName = z.string({ error: 'The time zone is missing.' })

function zoneOf(typed: string, { addIssue }: z.core.$RefinementCtx<string>): string {
  const zone = readTimeZone(typed.trim())
  if (zone) return zone
  addIssue({ code: 'custom', message: 'This time zone does not exist. Choose one such as Europe/Madrid.' })
  return z.NEVER
}

const inSchemas = { type: 'string', maxLength: LONGEST } as const

/** A time zone by its name. */
export const timeZoneField = typedName.transform(zoneOf).meta(inSchemas)

/** The same, or null where nothing is chosen. */
export const timeZoneOrNone = typedName
  .transform((typed, context) => (typed ? zoneOf(typed, context) : null))
  .meta(inSchemas)
