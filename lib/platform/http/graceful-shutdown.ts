import type { Server } from 'node:http'

const shared = globalThis as typeof globalThis & { consoleServers?: Set<Server> }

/** The servers of this process that have answered something. */
export const servers = (shared.consoleServers ??= new Set<Server>())

/**
 * Ends the process when it is told to: requests and jobs at work are finished first. Next's own handler
 * waits for requests only and would break off a mail on its way; NEXT_MANUAL_SIG_HANDLE, which `npm start` and
 * the container set, keeps it from answering signals. Where it is not set, this is a race, and a job that
 * loses it is taken up again.
 */
export function shutDownOnSignal(finishJobs: () => Promise<void>): void {
  const leave = async (): Promise<void> => {
    await Promise.all([finishJobs(), ...[...servers].map(finishRequests)])
    if (process.env.NEXT_MANUAL_SIG_HANDLE) process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void leave())
}

const finishRequests = (server: Server): Promise<void> =>
  new Promise(resolve => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
