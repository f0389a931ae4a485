import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { invitationsIn } from '@/db/repositories/invitations'
import { usersIn } from '@/db/repositories/users'
import { inCompany } from '@/db/scope'
import { hashToken } from '@/lib/kernel/tokens'
import {
  addressesIn,
  mailCount,
  office,
  peopleCsv,
  rowsOf,
  runToEnd,
  startedImport,
  undoToEnd,
} from '@/testing/imports'
import { refusalCode } from '@/testing/run-as'
import { auditTrail } from '@/testing/snapshot'
import { undoImport } from './commands'
import { BATCH } from './tasks'

describe('Undoing an import', () => {
  test('cancels what is pending, leaves who accepted, and names the groups it leaves empty', async () => {
    const { company, ada } = await office()
    const id = await startedImport(
      ada,
      'email,groups\nann@acme.example,Interns\nbob@acme.example,Guests\nzoe@acme.example,Developers\n',
      { createGroups: true },
    )
    await runToEnd(company, id)
    await inCompany(company.id, async scope => {
      const [bob] = await usersIn(scope).byEmails(['bob@acme.example'])
      await scope.tx.execute(sql`update invitations set accepted_at = now() where user_id = ${bob!.id}`)
      await usersIn(scope).activate(bob!.id, { name: 'Bob', passwordHash: 'x' })
    })
    await ada.does(undoImport, { importId: id })
    await undoToEnd(company, id)
    expect(await addressesIn(company)).toEqual(['ada@acme.example', 'bob@acme.example'])
    expect((await rowsOf(company, id)).map(row => row.outcome)).toEqual(['undone', 'invited', 'undone'])
    const trail = await auditTrail(company.id)
    expect(trail.at(-1)).toMatchObject({
      event: 'import.undone',
      operation: 'imports.undo',
      data: { cancelled: 2, kept: 1, emptyGroups: ['Interns'] },
    })
    expect(trail.filter(event => event.event === 'invitation.cancelled').length).toBe(2)
    expect(await refusalCode(ada.does(undoImport, { importId: id }))).toBe('wrong_status')
    expect(await mailCount(company)).toBe(1)
  })

  test('in many batches leaves no link that works', async () => {
    const { company, ada } = await office()
    const id = await startedImport(ada, peopleCsv(BATCH + 20))
    await runToEnd(company, id)
    const hashes = await inCompany(company.id, async ({ tx }) =>
      [...(await tx.execute<{ hash: string }>(sql`select token_hash as hash from invitations limit 3`))].map(
        row => row.hash,
      ),
    )
    const opens = (hash: string) => inCompany(company.id, scope => invitationsIn(scope).byToken(hash))
    expect((await Promise.all(hashes.map(opens))).every(Boolean)).toBe(true)
    await ada.does(undoImport, { importId: id })
    await undoToEnd(company, id)
    expect(await Promise.all(hashes.map(opens))).toEqual([undefined, undefined, undefined])
    expect(await addressesIn(company)).toEqual(['ada@acme.example'])
    expect(hashes).not.toContain(hashToken(''))
  })

  test('is possible for 30 days and not for 31, and not while it runs', async () => {
    const { company, ada } = await office()
    const endedDaysAgo = (id: string, days: number) =>
      inCompany(company.id, ({ tx }) =>
        tx.execute(sql`update imports set finished_at = now() - make_interval(days => ${days}) where id = ${id}`),
      )
    const [old, recent] = [await startedImport(ada, peopleCsv(1)), await startedImport(ada, peopleCsv(1, 1))]
    expect(await refusalCode(ada.does(undoImport, { importId: old }))).toBe('wrong_status')
    for (const id of [old, recent]) await runToEnd(company, id)
    await endedDaysAgo(old, 31)
    await endedDaysAgo(recent, 29)
    expect(await refusalCode(ada.does(undoImport, { importId: old }))).toBe('wrong_status')
    await ada.does(undoImport, { importId: recent })
    await undoToEnd(company, recent)
    expect(await addressesIn(company)).toEqual(['ada@acme.example', 'p0@acme.example'])
  })

  test('is over when the rows of an old import go, with the next review', async () => {
    const { company, ada } = await office()
    const old = await startedImport(ada, peopleCsv(1))
    await runToEnd(company, old)
    await inCompany(company.id, ({ tx }) =>
      tx.execute(sql`update imports set finished_at = now() - interval '31 days' where id = ${old}`),
    )
    const recent = await startedImport(ada, peopleCsv(1, 1))
    expect([(await rowsOf(company, old)).length, (await rowsOf(company, recent)).length]).toEqual([0, 1])
  })
})
