import { constants } from 'node:os'
import { onParentGone } from './parent.mjs'

type Closer = () => Promise<void>

/** How long after the first Ctrl-C another one counts as impatience: npm passes each on a second time. */
const SAME_PRESS = 700

interface Options {
  /** Said when a signal begins the end. */
  farewell?: string
  /** The exit code after a signal; to stop a server is no failure, to break a command off is one. */
  codeOf?: (signal: NodeJS.Signals) => number
}

export interface Lifetime {
  /** Remembers how to end something; when the end has begun already, does it now. */
  owns(close: Closer): void
  /** Ends everything, then the process. */
  end(code: number): Promise<void>
  readonly ending: boolean
}

/** The exit code that shells know for a process that a signal ended. */
export const killedBy = (signal: NodeJS.Signals): number => 128 + (constants.signals[signal] ?? 0)

/**
 * What this process has started and has to end, last started first, whatever ends it: Ctrl-C,
 * SIGTERM, a closed terminal, a failure.
 */
export function lifetime({ farewell = 'Stopping Console.', codeOf }: Options = {}): Lifetime {
  const closers: Closer[] = []
  let ending: Promise<void> | undefined
  let since = 0

  const closeAll = async () => {
    for (const close of closers.toReversed()) {
      await close().catch((error: unknown) => console.error(error instanceof Error ? error.message : error))
    }
  }
  const end = (code: number): Promise<void> => (ending ??= closeAll().then(() => process.exit(code)))

  const stop = (signal: NodeJS.Signals) => {
    if (!ending) {
      since = Date.now()
      if (farewell) console.log(signal === 'SIGINT' ? `\n${farewell}` : farewell)
      void end(codeOf?.(signal) ?? 0)
    } else if (Date.now() - since > SAME_PRESS) {
      console.error('Stopped at once. The next start recovers what was being written.')
      process.exit(killedBy(signal))
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  // Started by npm or by a program of ours, and not by somebody who may leave it to itself.
  if (process.env.npm_lifecycle_event || process.connected) onParentGone(() => !ending && stop('SIGTERM'))
  // A terminal that went away must not keep the database from being stopped.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

  return {
    owns(close) {
      if (ending) void close().catch(() => {})
      else closers.push(close)
    },
    end,
    get ending() {
      return ending !== undefined
    },
  }
}
