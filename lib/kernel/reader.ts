import { AsyncLocalStorage } from 'node:async_hooks'

interface Reader {
  timeZone: string
}

/** One per process, also where a bundler evaluates this module more than once. */
const shared = globalThis as typeof globalThis & { consoleReaders?: AsyncLocalStorage<Reader> }
const readers = (shared.consoleReaders ??= new AsyncLocalStorage<Reader>())

/** Of whom a page, an answer or an email is written for: UTC until it is known (docs/decisions/0040-times-of-the-reader.md). */
export const readerTimeZone = (): string => readers.getStore()?.timeZone ?? 'UTC'

/** For the rest of the request. */
export function setReaderTimeZone(timeZone: string): void {
  const reader = readers.getStore()
  if (reader) reader.timeZone = timeZone
}

/** What is written within is written for a reader there. */
export const forReaderIn = <T>(timeZone: string, write: () => T): T => readers.run({ timeZone }, write)
