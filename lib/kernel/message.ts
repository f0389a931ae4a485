import { IntlMessageFormat } from 'intl-messageformat'
import { locales } from './language'

/** Messages of one language by their keys, such as `{ "user.deleted.label": "User deleted" }`. */
export type Messages = Readonly<Record<string, string>>

const compiled = new Map<string, IntlMessageFormat>()

/**
 * An ICU message with its arguments put in, for the server: the parser is not worth its weight in a browser.
 * @param message such as `{count, plural, one {# session} other {# sessions}}`; an argument that is not given is nothing
 * @throws SyntaxError for what is no ICU message, Error when it names an argument that `values` does not have
 */
export function formatMessage(
  message: string,
  values: Record<string, unknown> = {},
  locale: string = locales.en,
): string {
  const key = `${locale} ${message}`
  let format = compiled.get(key)
  if (!format) {
    format = new IntlMessageFormat(message, locale, undefined, { ignoreTag: true })
    compiled.set(key, format)
  }
  // What was typed may look like markup or like a message: it is an argument, and stays what it is.
  return String(format.format(values as Record<string, string>))
}
