import { startJobs } from '@/lib/server/jobs'

/** A process that takes jobs, for tests to kill. Ends with its parent. */
startJobs()
process.send?.('ready')
process.on('disconnect', () => process.exit(1))
