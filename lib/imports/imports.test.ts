import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { accessIn } from '@/db/repositories/access'
import { usersIn } from '@/db/repositories/users'
import { inCompany } from '@/db/scope'
import { changeGroupPermissions } from '@/lib/groups/commands'
import { deactivateUser } from '@/lib/users/commands'
import { fileWithMistakes, parseFile } from '@/testing/import-file'
import {
  addressesIn,
  importNow,
  mailCount,
  office,
  peopleCsv,
  recruiter,
  rowsOf,
  runToEnd,
  startedImport,
  undoToEnd,
} from '@/testing/imports'
import { refusal, refusalCode, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { continueImport, reviewImport, startImport, stopImport, undoImport } from './commands'
import { failedRowsFile } from './files'
import { downloadFailedRows, viewImport, viewImportPage } from './queries'
import { runImport } from './run'
import { BATCH } from './tasks'

describe('A review', () => {
  test('of 10,000 rows names the 37 bad ones with line and reason, and sends nothing', async () => {
    const { company, ada } = await office()
    const { text, lines } = fileWithMistakes(10_000, 37)
    const began = performance.now()
    const { id, verdicts } = await ada.does(reviewImport, {
      fileName: 'people.csv',
      content: text,
    })
    process.stdout.write(`A review of 10,000 rows took ${Math.round(performance.now() - began)} ms.\n`)
    expect(verdicts).toEqual({ invalid: 37, new: 9963 })
    const bad = (await rowsOf(company, id)).filter(row => row.verdict === 'invalid')
    expect(bad.map(row => row.line)).toEqual(lines)
    expect(bad.every(row => /^\w.{15,}\.$/.test(row.reason ?? ''))).toBe(true)
    expect([
      await mailCount(company),
      (await addressesIn(company)).length,
      (await importNow(company, id)).state,
    ]).toEqual([0, 1, 'reviewed'])
  })

  test.each([
    ['more than 10,000 rows', peopleCsv(10_001), 'invalid_input', 422],
    ['no column of addresses', 'address,name\nHigh Street 1,A\n', 'invalid_input', 422],
  ])('of a file with %s is refused and stores nothing', async (_, content, code, status) => {
    const { company, ada } = await office()
    const before = await snapshot(company.id)
    expect(await refusal(ada.does(reviewImport, { fileName: 'x.csv', content }))).toMatchObject({
      code,
      status,
      fields: { file: expect.stringMatching(/\.$/) },
    })
    expect(await snapshot(company.id)).toEqual(before)
  })

  test('reads no file of somebody who may not send one; of somebody who may it does', async () => {
    const { company, ada } = await office()
    const nobody = await signedIn(company, await company.user())
    let read = 0
    const content = async () => (read++, new TextEncoder().encode(peopleCsv(1)))
    expect(await refusalCode(nobody.does(reviewImport, { fileName: 'x.csv', content }))).toBe('forbidden')
    expect(read).toBe(0)
    await ada.does(reviewImport, { fileName: 'x.csv', content })
    expect(read).toBe(1)
  })

  test('knows who is here, what is twice, and which groups are not there', async () => {
    const { company, ada } = await office()
    await company.user({ email: 'bob@acme.example' })
    await company.user({ email: 'ivy@acme.example', status: 'invited' })
    await company.user({ email: 'eve@acme.example', status: 'inactive' })
    const content =
      'email;groups\nBOB@acme.example;\nivy@acme.example;\neve@acme.example;\nann@acme.example;developers | Interns\nzoe@acme.example;MARKETING\nzoe@acme.example;\n'
    const { id } = await ada.does(reviewImport, { fileName: 'C:\\Users\\ada\\people.csv', content })
    expect((await rowsOf(company, id)).map(row => row.verdict)).toEqual([
      'member',
      'invited',
      'inactive',
      'unknown_group',
      'new',
      'duplicate',
    ])
    const view = await ada.does(viewImportPage, { importId: id })
    expect(view.counts.map(({ kind, count }) => [kind, count])).toEqual([
      ['unknown_group', 1],
      ['duplicate', 1],
      ['inactive', 1],
      ['invited', 1],
      ['member', 1],
      ['new', 1],
    ])
    expect([view.show, view.rows.map(row => row.email), view.import.fileName]).toEqual([
      'unknown_group',
      ['ann@acme.example'],
      'people.csv',
    ])
    expect(view.history[0]?.data).toMatchObject({ encoding: 'UTF-8', delimiter: 'semicolon', ignored: [], rows: 6 })
  })

  test('pages by line, forth and back', async () => {
    const { ada } = await office()
    const { id } = await ada.does(reviewImport, { content: peopleCsv(120) })
    const view = (cursor?: string) => ada.does(viewImport, { importId: id, show: 'new', cursor })
    const first = await view()
    const second = await view(first.next)
    const third = await view(second.next)
    const back = await view(third.previous)
    expect([first, second, third, back].map(({ rows }) => [rows[0]?.line, rows.at(-1)?.line])).toEqual([
      [2, 51],
      [52, 101],
      [102, 121],
      [52, 101],
    ])
    expect([first.previous, third.next, back.previous, back.next]).toEqual([undefined, undefined, '-52', '101'])
    expect(await refusalCode(view('x'))).toBe('invalid_input')
  })
})

describe('An import', () => {
  test('invites who is new into their groups, with one event a person and one for start and end', async () => {
    const { company, ada } = await office()
    const id = await startedImport(ada, `${peopleCsv(3)}nobody,,\nada@acme.example,,\n`)
    await runToEnd(company, id)
    expect(await importNow(company, id)).toMatchObject({ state: 'done', done: 5, total: 5 })
    expect((await rowsOf(company, id)).map(row => row.outcome)).toEqual([
      'invited',
      'invited',
      'invited',
      'failed',
      'skipped',
    ])
    expect(await mailCount(company)).toBe(3)
    const view = await ada.does(viewImportPage, { importId: id })
    expect([view.show, view.rows.map(row => row.email), view.fates]).toEqual([
      'failed',
      ['nobody'],
      { open: 3, accepted: 0 },
    ])
    const trail = await auditTrail(company.id)
    expect(trail.filter(event => event.event === 'invitation.sent').map(event => event.data.groups)).toEqual([
      ['Developers'],
      ['Developers'],
      ['Developers'],
    ])
    expect(trail.find(event => event.event === 'import.ended')).toMatchObject({
      operation: 'imports.run',
      via: 'system',
      data: { invited: 3, skipped: 1, failed: 1 },
    })
    const groups = await inCompany(company.id, async scope => {
      const [person] = await usersIn(scope).byEmails(['p1@acme.example'])
      return (await accessIn(scope).groupsOf(person!.id)).map(group => group.name)
    })
    expect(groups).toEqual(['Developers'])
  })

  test('run again changes nothing, and the same file again invites nobody twice', async () => {
    const { company, ada } = await office()
    const id = await startedImport(ada, peopleCsv(5))
    await runToEnd(company, id)
    const after = [await snapshot(company.id), (await auditTrail(company.id)).length]
    await runImport(company.id, id)
    await runImport(company.id, id)
    expect([await snapshot(company.id), (await auditTrail(company.id)).length]).toEqual(after)
    expect(await refusalCode(ada.does(startImport, { importId: id, expiryDays: 7 }))).toBe('wrong_status')
    const again = await startedImport(ada, peopleCsv(5))
    await runToEnd(company, again)
    expect((await rowsOf(company, again)).map(row => row.verdict)).toEqual(Array(5).fill('invited'))
    expect([await mailCount(company), (await addressesIn(company)).length]).toEqual([5, 6])
  })

  test('asks again what has changed since the review', async () => {
    const { company, ada } = await office()
    const { id } = await ada.does(reviewImport, {
      content: `${peopleCsv(3)}ann@acme.example,Ann,Marketing\n`,
    })
    await company.user({ email: 'P1@acme.example' })
    await inCompany(company.id, ({ tx }) => tx.execute(sql`delete from groups where name = 'Marketing'`))
    await ada.does(startImport, { importId: id, expiryDays: 7 })
    await runToEnd(company, id)
    expect((await rowsOf(company, id)).map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['invited', null],
      ['skipped', 'This person is already a user.'],
      ['invited', null],
      ['failed', 'There is no group called Marketing.'],
    ])
  })

  test('stops between two batches, keeps what it did, and goes on where it was', async () => {
    const { company, ada } = await office()
    const id = await startedImport(ada, peopleCsv(BATCH * 2 + 10))
    await runImport(company.id, id)
    await ada.does(stopImport, { importId: id })
    await runImport(company.id, id)
    expect(await importNow(company, id)).toMatchObject({ state: 'stopped', done: BATCH })
    expect((await addressesIn(company)).length).toBe(BATCH + 1)
    expect(await refusalCode(ada.does(stopImport, { importId: id }))).toBe('wrong_status')
    await ada.does(continueImport, { importId: id })
    await runToEnd(company, id)
    expect(await importNow(company, id)).toMatchObject({ state: 'done', done: BATCH * 2 + 10 })
    expect((await addressesIn(company)).length).toBe(BATCH * 2 + 11)
    expect(await mailCount(company)).toBe(BATCH * 2 + 10)
  })

  test('gives the failed rows back as a file that can be mended and uploaded again', async () => {
    const { company, ada } = await office()
    const id = await startedImport(
      ada,
      'email,name,groups\n=cmd@acme.example,"=HYPERLINK(""x"")",Developers\nann@,＝Ann,Developers; Marketing\nzoe@acme.example,Zoe,\n',
    )
    await runToEnd(company, id)
    const { body, name } = failedRowsFile(await ada.does(downloadFailedRows, { importId: id }))
    expect(name).toBe('people-failed.csv')
    expect(body).toContain("\r\nann@,'＝Ann,,Developers; Marketing,Line 3: ")
    expect(body).not.toMatch(/(^|[\r\n,"])[=+\-@＝]/)
    const { rows, ignored } = await parseFile(body.replace('\ufeff', '').replace('ann@', 'ann@acme.example'))
    expect([rows.map(row => [row.email, row.name, row.groups]), ignored]).toEqual([
      [['ann@acme.example', '＝Ann', 'Developers; Marketing']],
      [],
    ])
  })
})

describe('Groups that are not there', () => {
  const content =
    'email,groups\nann@acme.example,Interns\nbob@acme.example,Interns;Ärzte\nzoe@acme.example,Developers\n'

  test('are created where somebody says so, in the same moment', async () => {
    const { company, ada } = await office()
    const id = await startedImport(ada, content, { createGroups: true })
    await runToEnd(company, id)
    expect((await rowsOf(company, id)).map(row => row.outcome)).toEqual(['invited', 'invited', 'invited'])
    const groups = await inCompany(company.id, ({ tx }) =>
      tx.execute<{ name: string; slug: string }>(
        sql`select name, slug from groups where name in ('Interns', 'Ärzte') order by name collate "C"`,
      ),
    )
    expect(groups.map(row => [row.name, row.slug])).toEqual([
      ['Interns', 'interns'],
      ['Ärzte', 'arzte'],
    ])
    const created = (await auditTrail(company.id)).filter(event => event.event === 'group.created')
    expect(created.map(event => event.operation)).toEqual(['imports.start', 'imports.start'])
  })

  test('are not where nobody says so; their rows fail', async () => {
    const { company, ada } = await office()
    const id = await startedImport(ada, content)
    await runToEnd(company, id)
    expect((await rowsOf(company, id)).map(row => row.outcome)).toEqual(['failed', 'failed', 'invited'])
  })

  test('need groups:create, and with it somebody without more may create them', async () => {
    const { company } = await office()
    const { person } = await recruiter(company, ['staging:deploy'])
    const { id } = await person.does(reviewImport, { content })
    const before = await snapshot(company.id)
    expect(await refusal(person.does(startImport, { importId: id, expiryDays: 7, createGroups: true }))).toMatchObject({
      code: 'forbidden',
      status: 403,
    })
    expect(await snapshot(company.id)).toEqual(before)
    const creator = await recruiter(company, ['staging:deploy', 'groups:create'])
    await creator.person.does(startImport, { importId: id, expiryDays: 7, createGroups: true })
    await runToEnd(company, id)
    expect((await importNow(company, id)).state).toBe('done')
  })
})

describe('Nobody hands out what they do not hold', () => {
  test('the review says so at the row; who holds it has the row as new', async () => {
    const { company, ada } = await office()
    const { person } = await recruiter(company)
    const validated = async (who: typeof ada) => {
      const { id } = await who.does(reviewImport, { content: peopleCsv(1) })
      return (await rowsOf(company, id))[0]
    }
    expect(await validated(person)).toMatchObject({
      verdict: 'invalid',
      reason: expect.stringContaining('staging:deploy'),
    })
    expect(await validated(ada)).toMatchObject({ verdict: 'new' })
  })

  test("nor starts or continues somebody else's import that would", async () => {
    const { company, ada } = await office()
    const { person } = await recruiter(company)
    const { id } = await ada.does(reviewImport, { content: peopleCsv(BATCH + 1) })
    const before = await snapshot(company.id)
    expect(await refusalCode(person.does(startImport, { importId: id, expiryDays: 7 }))).toBe('not_held')
    expect(await snapshot(company.id)).toEqual(before)
    await ada.does(startImport, { importId: id, expiryDays: 7 })
    await runImport(company.id, id)
    await person.does(stopImport, { importId: id })
    expect(await refusalCode(person.does(continueImport, { importId: id }))).toBe('not_held')
    await ada.does(continueImport, { importId: id })
    await runToEnd(company, id)
  })

  test.each([
    ['is no longer active', 'not_active'],
    ['can no longer import', 'not_allowed'],
    ['no longer holds what the groups grant', 'not_held'],
  ])('an import stops when who started it %s, and another person can let it go on', async (_, because) => {
    const { company, ada } = await office()
    const own = await company.group({ grants: ['users:import', 'staging:deploy'] })
    const user = await company.user({ groups: [own] })
    const id = await startedImport(await signedIn(company, user), peopleCsv(BATCH + 5))
    await runImport(company.id, id)
    if (because === 'not_active') await ada.does(deactivateUser, { userId: user.id })
    if (because === 'not_allowed') await company.leave(user, own)
    if (because === 'not_held') {
      const [deploy = ''] = await company.permissionIds(['staging:deploy'])
      await ada.does(changeGroupPermissions, { groupId: own.id, revoke: [deploy] })
    }
    await runImport(company.id, id)
    expect(await importNow(company, id)).toMatchObject({ state: 'stopped', done: BATCH })
    expect((await auditTrail(company.id)).at(-1)).toMatchObject({
      event: 'import.stopped',
      outcome: 'refused',
      operation: 'imports.run',
      actor_id: user.id,
      via: 'system',
      data: { because },
    })
    await ada.does(continueImport, { importId: id })
    await runToEnd(company, id)
    expect(await importNow(company, id)).toMatchObject({ state: 'done', done: BATCH + 5 })
  })
})

test('The same address in two companies is two people: an import of one touches nobody of the other', async () => {
  const [acme, globex] = [await office(), await office()]
  const theirs = await startedImport(globex.ada, peopleCsv(2))
  await runToEnd(globex.company, theirs)
  const before = await snapshot(globex.company.id)
  const ours = await startedImport(acme.ada, peopleCsv(2))
  await runToEnd(acme.company, ours)
  await runImport(acme.company.id, theirs)
  await acme.ada.does(undoImport, { importId: ours })
  await undoToEnd(acme.company, ours)
  expect(await snapshot(globex.company.id)).toEqual(before)
})
