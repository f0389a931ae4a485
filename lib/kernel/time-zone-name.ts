/** As people read it: "America/Sao Paulo". */
export const timeZoneName = (timeZone: string): string => timeZone.replaceAll('_', ' ')

/** What a field for a day is called, with whose day it is where that is not UTC. */
export const dayLabel = (label: string, timeZone: string): string =>
  timeZone === 'UTC' ? label : `${label} (${timeZoneName(timeZone)})`
