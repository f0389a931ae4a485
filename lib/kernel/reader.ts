import { AsyncLocalStorage } from 'node:async_hooks'
import type { Language } from './language'

/** Of whom a page, an answer or an email is written for. */
interface Reader {
  timeZone: string
  language: Language
}

const NOBODY: Reader = { timeZone: 'UTC', language: 'en' }

/** One per process, also where a bundler evaluates this module more than once. */
const shared = globalThis as typeof globalThis & { consoleReaders?: AsyncLocalStorage<Reader> }
const readers = (shared.consoleReaders ??= new AsyncLocalStorage<Reader>())

/** By whose clock: UTC until it is known (docs/decisions/0040-times-of-the-reader.md). */
export const readerTimeZone = (): string => (readers.getStore() ?? NOBODY).timeZone

/** In which language: English until it is known (docs/decisions/0042-three-languages.md). */
export const readerLanguage = (): Language => (readers.getStore() ?? NOBODY).language

/** For the rest of the request. */
export function setReader(known: Partial<Reader>): void {
  const reader = readers.getStore()
  if (reader) Object.assign(reader, known)
}

/** What is written within is written for this reader. */
export const forReader = <T>(known: Partial<Reader>, write: () => T): T => readers.run({ ...NOBODY, ...known }, write)
