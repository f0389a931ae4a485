import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { inCompany } from '@/db/scope'
import { createGroup } from '@/lib/groups/commands'
import { nameKey, spellingKey } from '@/lib/kernel/fold'
import type { MadeCompany } from '@/testing/factories'
import { office, recruiter, rowsOf, runToEnd, startedImport } from '@/testing/imports'
import { refusal } from '@/testing/run-as'
import { snapshot } from '@/testing/snapshot'
import { reviewImport, startImport } from './commands'
import { viewImportPage } from './queries'

const spelled = (company: MadeCompany, id: string, name: string) =>
  inCompany(company.id, ({ tx }) =>
    tx.execute(sql`update groups set name = ${name}, name_key = ${spellingKey(nameKey(name), name)} where id = ${id}`),
  )

/** As fold() leaves them that were told apart before. */
async function withTwoAlike(...grants: string[]) {
  const { company, ada } = await office()
  const usual = await company.group({ name: 'Cafe' })
  const other = await company.group({ name: 'Later', grants })
  await spelled(company, other.id, 'Café')
  return { company, ada, usual }
}

/** Who is in which of these groups. */
const membersOf = (company: MadeCompany) =>
  inCompany(company.id, async ({ tx }) => [
    ...(await tx.execute<{ member: string }>(sql`
      select u.email || ' in ' || g.name as member from memberships m
      join users u on u.company_id = m.company_id and u.id = m.user_id
      join groups g on g.company_id = m.company_id and g.id = m.group_id
      where m.company_id = ${company.id} and u.status = 'invited' order by 1`)),
  ]).then(rows => rows.map(({ member }) => member))

test('An import that names two groups told apart by accents alone puts everybody into theirs', async () => {
  const { company, ada } = await withTwoAlike()
  const content =
    'email,groups\nann@example.com,Café\nben@example.com,Cafe\ncleo@example.com,Cafe; Café\ndan@example.com,CAFÉ\n'
  const importId = await startedImport(ada, content)
  const page = await ada.does(viewImportPage, { importId })
  expect(page.import.groups.map(({ name }) => name).toSorted()).toEqual(['Cafe', 'Café'])
  await runToEnd(company, importId)
  expect(await membersOf(company)).toEqual([
    'ann@example.com in Café',
    'ben@example.com in Cafe',
    'cleo@example.com in Cafe',
    'cleo@example.com in Café',
  ])
  expect((await rowsOf(company, importId)).map(({ outcome, reason }) => reason ?? outcome)).toEqual([
    'invited',
    'invited',
    'invited',
    'The group “CAFÉ” could be Cafe or Café. Use its exact name.',
  ])
})

test('Of two groups alike each is handed out by who holds what that one grants', async () => {
  const { company } = await withTwoAlike('ledger:post')
  const { person } = await recruiter(company)
  const importId = await startedImport(person, 'email,groups\nann@example.com,Cafe\nben@example.com,Café\n')
  await runToEnd(company, importId)
  expect(await membersOf(company)).toEqual(['ann@example.com in Cafe'])
  expect((await rowsOf(company, importId)).map(({ reason }) => reason)).toEqual([
    null,
    'You cannot add people to the group Café: it grants permissions you do not have (ledger:post).',
  ])
})

test('Where only the later of two is left, any spelling means it, and nobody makes another', async () => {
  const { company, ada, usual } = await withTwoAlike()
  await inCompany(company.id, ({ tx }) => tx.execute(sql`delete from groups where id = ${usual.id}`))
  const importId = await startedImport(ada, 'email,groups\nann@example.com,CAFE\n', { createGroups: true })
  await runToEnd(company, importId)
  expect(await membersOf(company)).toEqual(['ann@example.com in Café'])
  const before = await snapshot(company.id)
  const error = await refusal(ada.does(createGroup, { name: 'CAFE', slug: 'cafe-2', description: '' }))
  expect(error.fields).toEqual({ name: 'Another group has this name.' })
  expect((await snapshot(company.id)).groups).toEqual(before.groups)
  await ada.does(createGroup, { name: 'CAFES', slug: 'cafe-2', description: '' })
})

test('A group that two spellings in one file name is made once, and both are put into it', async () => {
  const { company, ada } = await office()
  const content = 'email,groups\nann@example.com,Café\nben@example.com,CAFE\n'
  const { id } = await ada.does(reviewImport, { fileName: 'x.csv', content })
  expect((await ada.does(viewImportPage, { importId: id })).unknownGroups).toEqual(['CAFE'])
  await ada.does(startImport, { importId: id, message: '', expiryDays: 7, createGroups: true })
  await runToEnd(company, id)
  expect(await membersOf(company)).toEqual(['ann@example.com in Café', 'ben@example.com in Café'])
})

test('Groups that become alike between review and start fail the rows that could mean both', async () => {
  const { company, ada } = await office()
  const usual = await company.group({ name: 'Later' })
  const other = await company.group({ name: 'Later still' })
  const content = 'email,groups\nann@example.com,CAFE\nben@example.com,Café\n'
  const { id } = await ada.does(reviewImport, { fileName: 'x.csv', content })
  await inCompany(company.id, ({ tx }) =>
    tx.execute(sql`update groups set name = 'Cafe', name_key = 'cafe' where id = ${usual.id}`),
  )
  await spelled(company, other.id, 'Café')
  await ada.does(startImport, { importId: id, message: '', expiryDays: 7, createGroups: true })
  await runToEnd(company, id)
  expect(await membersOf(company)).toEqual(['ben@example.com in Café'])
  expect((await rowsOf(company, id)).map(({ outcome }) => outcome)).toEqual(['failed', 'invited'])
})
