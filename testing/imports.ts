import { sql } from 'drizzle-orm'
import { importsIn } from '@/db/repositories/imports'
import { inCompany } from '@/db/scope'
import { reviewImport, startImport } from '@/lib/imports/commands'
import { runImport } from '@/lib/imports/run'
import { runUndo } from '@/lib/imports/undo'
import { makeCompany, type MadeCompany } from './factories'
import { signedIn, type SignedInUser } from './run-as'

interface SeenRow extends Record<string, unknown> {
  line: number
  email: string
  verdict: string
  outcome: string | null
  reason: string | null
}

export const importNow = (company: MadeCompany, importId: string) =>
  inCompany(company.id, scope => importsIn(scope).find(importId))

export const rowsOf = (company: MadeCompany, importId: string): Promise<SeenRow[]> =>
  inCompany(company.id, async ({ tx }) => [
    ...(await tx.execute<SeenRow>(
      sql`select line, email, verdict, outcome, reason from import_rows where import_id = ${importId} order by line`,
    )),
  ])

export const addressesIn = (company: MadeCompany): Promise<string[]> =>
  inCompany(company.id, async ({ tx }) =>
    [...(await tx.execute<{ email: string }>(sql`select email from users order by email`))].map(row => row.email),
  )

/** Reviews and starts a file; returns the import's id. */
export async function startedImport(
  person: SignedInUser,
  content: string,
  options: { createGroups?: boolean } = {},
): Promise<string> {
  const { id } = await person.does(reviewImport, { fileName: 'people.csv', content })
  await person.does(startImport, { importId: id, message: '', expiryDays: 7, ...options })
  return id
}

/** What the queue would do: batch after batch, until there is nothing left to do. */
export async function runToEnd(company: MadeCompany, importId: string): Promise<void> {
  while (['queued', 'running'].includes((await importNow(company, importId)).state))
    await runImport(company.id, importId)
}

export async function undoToEnd(company: MadeCompany, importId: string): Promise<void> {
  while ((await importNow(company, importId)).undoneAt === null) await runUndo(company.id, importId)
}

/** A company with groups, and Ada who runs it. */
export async function office(): Promise<{
  company: MadeCompany
  ada: Awaited<ReturnType<typeof signedIn>>
  adaId: string
}> {
  const company = await makeCompany({ name: 'Acme' })
  await company.group({ name: 'Developers', grants: ['staging:deploy'] })
  await company.group({ name: 'Marketing' })
  const user = await company.user({ name: 'Ada', email: 'ada@acme.example', groups: [company.administrators] })
  return { company, ada: await signedIn(company, user), adaId: user.id }
}

/** Somebody who invites and has nothing else. */
export const recruiter = async (company: MadeCompany, can: string[] = []) => {
  const user = await company.user({ can: ['users:import', ...can] })
  return { user, person: await signedIn(company, user) }
}

export const peopleCsv = (count: number, from = 0): string =>
  `email,name,groups\n${Array.from({ length: count }, (_, n) => `p${from + n}@acme.example,Person ${from + n},Developers`).join('\n')}\n`

export const mailCount = (company: MadeCompany) =>
  inCompany(company.id, async ({ tx }) =>
    Number((await tx.execute<{ count: string }>(sql`select count(*) from mail_messages`))[0]!.count),
  )
