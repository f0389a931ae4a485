import { redactEmail } from '@/lib/kernel/redact'

/**
 * What a list was narrowed to, as the log may keep it.
 * @param fields all that it can be narrowed by
 * @param typed those of them that are text of whoever asks, which may name a person
 */
export function filtersAsked<Field extends string>(
  fields: Record<Field, unknown>,
  input: Partial<Record<Field, string>>,
  typed: readonly Field[],
): Record<string, string> {
  const names = Object.keys(fields) as Field[]
  const asked = names.map(name => {
    const value = input[name]
    return [name, value && typed.includes(name) ? redactEmail(value) : value]
  })
  return Object.fromEntries(asked.filter((entry): entry is [string, string] => Boolean(entry[1])))
}
