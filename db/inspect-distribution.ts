import type postgres from 'postgres'
import { isDistributed, placements } from './citus'
import { isUnfinished, placementOf } from './distribute'

/** For the checks of doctor.ts. */
export const DISTRIBUTION = 'Companies are on one machine, or whole on one of several'

/**
 * Whether all tables lie where distributing puts them, with their keys, and the machines are told which company it is about.
 * @param sql a connection that may read the catalogue
 * @returns what is wrong; nothing, as it must be
 */
export async function inspectDistribution(sql: postgres.Sql): Promise<string[]> {
  const findings: string[] = []
  if (await isUnfinished(sql)) findings.push('the tables are on their way; go on: npm run console -- distribute')
  else if (await isDistributed(sql)) {
    for (const { table, placement } of await placements(sql))
      if (placement !== placementOf(table)) findings.push(`${table} is ${placement} and not ${placementOf(table)}`)
    const [row] = await sql<{ passed: string | null }[]>`
      select (select option from pg_db_role_setting s cross join unnest(s.setconfig) option
        where s.setdatabase = (select oid from pg_database where datname = current_database()) and s.setrole = 0
          and option = 'citus.propagate_set_commands=local') as passed`
    if (!row?.passed) findings.push(`the database has not the setting citus.propagate_set_commands = 'local'`)
  }
  return findings
}
