import { runJobs, type Jobs } from '@/lib/platform/jobs/runner'
import { lanes } from './tasks'

/** Takes every kind of job there is, until told to stop. Undefined where this process may not. */
export const startJobs = (): Jobs | undefined => runJobs(lanes)
