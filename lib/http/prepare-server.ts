import { prepareDatabase } from '@/db/prepare'
import { required } from '../env'
import { followExchanges } from './exchange'

/**
 * What a server does before its first answer: checks its configuration, brings the database to the
 * present and refuses to run on one whose locks are open.
 */
export async function prepareServer(): Promise<void> {
  followExchanges()
  required('PASSWORD_PEPPER')
  await prepareDatabase()
}
