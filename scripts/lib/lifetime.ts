type Closer = () => Promise<void>

/** How long after the first Ctrl-C another one counts as impatience: npm passes each on a second time. */
const SAME_PRESS = 700

/**
 * What this process has started and has to end, last started first, whatever ends it: Ctrl-C,
 * SIGTERM, a closed terminal, a failure.
 */
export function lifetime() {
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
      console.log(signal === 'SIGINT' ? '\nStopping Console.' : 'Stopping Console.')
      void end(0)
    } else if (Date.now() - since > SAME_PRESS) {
      console.error('Stopped at once. The next start recovers what was being written.')
      process.exit(signal === 'SIGINT' ? 130 : 143)
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  // A terminal that went away must not keep the database from being stopped.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

  return {
    /** Remembers how to end something; when the end has begun already, does it now. */
    owns(close: Closer): void {
      if (ending) void close().catch(() => {})
      else closers.push(close)
    },
    /** Ends everything, then the process. */
    end,
    get ending(): boolean {
      return ending !== undefined
    },
  }
}
