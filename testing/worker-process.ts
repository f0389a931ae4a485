import { startJobs } from '@/lib/server/jobs'

/** A process that takes jobs, for tests to kill. Started with stop-with-parent.mjs beside tsx. */
startJobs()
process.send?.('ready')
