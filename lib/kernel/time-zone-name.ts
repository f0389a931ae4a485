/** As people read it: "America/Sao Paulo". */
export const timeZoneName = (timeZone: string): string => timeZone.replaceAll('_', ' ')
