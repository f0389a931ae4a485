import { loadEnvironment, openDatabase } from './lib/environment'
import { lifetime } from './lib/lifetime'

/** Takes jobs (mail, imports) in a process of its own; servers beside it run with RUN_JOBS=false. */
const life = lifetime({ farewell: 'Stopping the worker.' })

async function work(): Promise<void> {
  await openDatabase(loadEnvironment(), life)
  const { prepareDatabase } = await import('@/db/prepare')
  const { workerUrl } = await import('@/lib/platform/jobs/worker-url')
  await prepareDatabase({ workerUrl: workerUrl() })
  const { startJobs } = await import('@/lib/server/jobs')
  const { closeMailer } = await import('@/lib/platform/mail/transport')
  const jobs = startJobs()
  if (!jobs) return life.end(1)
  life.owns(async () => closeMailer())
  life.owns(() => jobs.stop())
  console.log('Console takes jobs: mail and imports.')
}

work().catch(async (error: unknown) => {
  const { explainFailure } = await import('./lib/failure')
  if (!life.ending) console.error(explainFailure(error, { command: 'worker' }))
  void life.end(1)
})
