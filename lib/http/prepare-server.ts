import { prepareDatabase } from '@/db/prepare'
import { required } from '../env'
import { log } from '../log'
import { followExchanges } from './exchange'

/**
 * What a server does before its first answer: checks its configuration, brings the database to the
 * present and refuses to run on one whose locks are open. Ends the process then: Next.js would go
 * on listening, and fail the same way with every request.
 */
export async function prepareServer(): Promise<void> {
  followExchanges()
  try {
    required('PASSWORD_PEPPER')
    await prepareDatabase()
  } catch (error) {
    log.fatal({ err: error }, 'Console cannot start.')
    process.exit(1)
  }
}
