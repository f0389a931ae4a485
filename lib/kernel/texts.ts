import { locales, type Language } from './language'
import { formatMessage } from './message'
import { readerLanguage } from './reader'

/**
 * The texts of a domain in every language, for the server, whose reader is known by the request
 * (docs/decisions/0042-three-languages.md).
 * @param texts messages in ICU's syntax by their keys, the same ones in each
 * @returns what gives one in the reader's language; an argument that is a moment, a number or a list was put in words before
 */
export const textsOf =
  <K extends string>(texts: Readonly<Record<Language, Readonly<Record<K, string>>>>) =>
  (key: K, values?: Record<string, unknown>): string => {
    const language = readerLanguage()
    return formatMessage(texts[language][key], values, locales[language])
  }
