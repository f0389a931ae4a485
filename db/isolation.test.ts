import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, describe, expect, test } from 'vitest'
import { fillTables } from '@/testing/fill-tables'
import { makeWorld } from '@/testing/samples'
import { growingTables, watchedTables } from '@/testing/snapshot'
import { isDistributed } from './citus'
import { roleUrl } from './roles'
import { companyIdBySlug, inCompany } from './scope'
import { askForSlug, setCompany } from './scope-settings'

const adminUrl = process.env.DATABASE_URL!
const asApp = postgres(roleUrl(adminUrl, process.env.AUTH_SECRET!, 'app'), { max: 1, onnotice: () => {} })
const asAdmin = postgres(adminUrl, { max: 1, onnotice: () => {} })

afterAll(async () => {
  await asApp.end()
  await asAdmin.end()
})

/** All tables there are, asked of the database, so that a new one is tested too. */
const tables = async (): Promise<string[]> =>
  (
    await asAdmin<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public' order by 1`
  ).map(row => row.name)

const sqlState = async (attempt: PromiseLike<unknown>): Promise<string | undefined> => {
  try {
    await attempt
    return undefined
  } catch (error) {
    return (error as { code?: string }).code
  }
}

describe('The app role without a company', () => {
  test('is a plain role that is the one the application uses', async () => {
    const [role] =
      await asApp`select current_user as name, usesuper as super, usebypassrls as bypasses from pg_user where usename = current_user`
    expect(role).toMatchObject({ super: false, bypasses: false, name: expect.stringMatching(/_app$/) })
  })

  test('reads no row of any table, though there are rows', async () => {
    await fillTables(await makeWorld())
    const names = await tables()
    expect(names).toEqual([...growingTables, ...watchedTables].sort())
    for (const name of names) {
      const [seen] = await asApp`select count(*)::int as rows from ${asApp(name)}`
      expect([name, seen?.rows]).toEqual([name, 0])
      if (name === 'audit_events') continue
      const [there] = await asAdmin`select count(*)::int as rows from ${asAdmin(name)}`
      expect(there?.rows).toBeGreaterThan(0)
    }
  })

  test('cannot insert, and changes and deletes nothing', async () => {
    const { company, member } = await makeWorld()
    expect(await sqlState(asApp`insert into companies (id, slug, name) values (gen_random_uuid(), 'x', 'x')`)).toBe(
      '42501',
    )
    expect(
      await sqlState(
        asApp`insert into users (company_id, id, name, name_key, email, email_key, status) values (${company.id}, gen_random_uuid(), 'x', 'x', 'x@y.z', 'x@y.z', 'active')`,
      ),
    ).toBe('42501')
    expect((await asApp`update users set name = 'x' where id = ${member.id}`).count).toBe(0)
    expect((await asApp`delete from users where id = ${member.id}`).count).toBe(0)
  })

  test('an empty company id is no company, not an error', async () => {
    const rows = await asApp.begin(async tx => {
      await tx`set local app.company_id = ''`
      return tx`select * from users`
    })
    expect(rows.length).toBe(0)
  })
})

describe('The app role within a company', () => {
  const within = <T>(companyId: string, work: (tx: postgres.TransactionSql) => Promise<T>) =>
    asApp.begin(async tx => {
      await tx.unsafe(setCompany(companyId))
      return work(tx)
    })

  test('sees its own rows and none of another, in every table', async () => {
    const [own, other] = [await makeWorld(), await makeWorld()]
    for (const world of [own, other]) await fillTables(world)
    for (const name of await tables()) {
      const column = name === 'companies' ? 'id' : 'company_id'
      const rows = await within(own.company.id, tx => tx`select ${tx(column)} as company from ${tx(name)}`)
      expect(rows.every(row => row.company === own.company.id)).toBe(true)
      expect(rows.some(row => row.company === other.company.id)).toBe(false)
    }
  })

  test('cannot write a row of another company, nor point into one', async () => {
    const [own, other] = [await makeWorld(), await makeWorld()]
    expect(
      await sqlState(
        within(
          own.company.id,
          tx =>
            tx`insert into groups (company_id, id, name, name_key, slug) values (${other.company.id}, gen_random_uuid(), 'x', 'x', 'x')`,
        ),
      ),
    ).toBe('42501')
    expect(
      await sqlState(
        within(own.company.id, tx => tx`update users set company_id = ${other.company.id} where id = ${own.member.id}`),
      ),
      // A distributed database lets nobody move a row.
    ).toBe((await isDistributed(asAdmin)) ? '0A000' : '42501')
    expect(
      await sqlState(
        within(
          own.company.id,
          tx =>
            tx`insert into memberships (company_id, id, group_id, user_id, added_via, valid_from) values (${own.company.id}, gen_random_uuid(), ${own.group.id}, ${other.member.id}, 'by_hand', now())`,
        ),
      ),
    ).toBe('23503')
    await within(
      own.company.id,
      tx =>
        tx`insert into memberships (company_id, id, group_id, user_id, added_via, valid_from) values (${own.company.id}, gen_random_uuid(), ${own.group.id}, ${own.outsider.id}, 'by_hand', now())`,
    )
  })

  test('inserts audit events, and can neither change, delete nor truncate them', async () => {
    const { company } = await makeWorld()
    const insert = (tx: postgres.TransactionSql) =>
      tx`insert into audit_events (company_id, id, event, kind, severity, outcome, actor_kind, operation, request_id) values (${company.id}, gen_random_uuid(), 'x', 'change', 'low', 'succeeded', 'operator', 'x', 'x')`
    await within(company.id, insert)
    for (const statement of [
      'update audit_events set event = event',
      'delete from audit_events',
      'truncate audit_events',
    ]) {
      expect([statement, await sqlState(within(company.id, tx => tx.unsafe(statement)))]).toEqual([statement, '42501'])
    }
  })

  test('reaches no slug that leads to another company, though it asks for it by name', async () => {
    const [own, other] = [await makeWorld(), await makeWorld()]
    const before = await asAdmin`select * from company_slugs where company_id = ${other.company.id}`
    const asking = (statement: string) =>
      within(own.company.id, async tx => {
        await tx.unsafe(askForSlug(other.company.slug))
        return tx.unsafe(`${statement} where slug = '${other.company.slug}'`)
      })
    for (const statement of [
      'select * from company_slugs',
      'delete from company_slugs',
      'update company_slugs set free_from = now()',
    ]) {
      expect([statement, (await asking(statement)).count]).toEqual([statement, 0])
    }
    expect(await asAdmin`select * from company_slugs where company_id = ${other.company.id}`).toEqual(before)
    await asAdmin`update company_slugs set free_from = now() where slug = ${other.company.slug}`
    expect(await sqlState(asking(`update company_slugs set free_from = null`))).toBe('42501')
    expect((await asking('delete from company_slugs')).count).toBe(1)
  })

  test.each([
    ['a temporary table', 'create temporary table users (id uuid)'],
    ['a temporary view', 'create temporary view users as select 1'],
    ['an empty large object', 'select lo_create(0)'],
    ['one of the older kind', 'select lo_creat(-1)'],
    ['a large object with something in it', `select lo_from_bytea(0, 'kept by nobody')`],
    ['one from a file of the server', `select lo_import('/etc/hostname')`],
  ])('cannot make %s', async (_, statement) => {
    const { company } = await makeWorld()
    const count = () => asAdmin`select count(*)::int as objects from pg_largeobject_metadata`
    const before = await count()
    expect(await sqlState(within(company.id, tx => tx.unsafe(statement)))).toBe('42501')
    expect(await count()).toEqual(before)
  })

  test('is left when the transaction ends: the next one on the same connection sees nothing', async () => {
    const { company } = await makeWorld()
    await within(company.id, tx => tx`select 1`)
    expect((await asApp`select * from users`).length).toBe(0)
  })
})

describe('The one unscoped read', () => {
  test('leads from a slug to a company and to nothing else', async () => {
    const { company } = await makeWorld()
    expect(await companyIdBySlug(company.slug)).toBe(company.id)
    for (const nobodys of ['no-such-company', '', '\0', '\ud800', 'x'.repeat(100_000)])
      expect(await companyIdBySlug(nobodys)).toBeUndefined()
    const rows = await asApp.begin(async tx => {
      await tx.unsafe(askForSlug(company.slug))
      return { slugs: await tx`select * from company_slugs`, users: await tx`select * from users` }
    })
    expect([rows.slugs.length, rows.users.length]).toEqual([1, 0])
  })
})

describe('inCompany', () => {
  test('rolls everything back when the work fails', async () => {
    const { company, member } = await makeWorld()
    const attempt = inCompany(company.id, async ({ tx }) => {
      await tx.execute(sql`update users set name = 'Changed' where id = ${member.id}`)
      throw new Error('no')
    })
    await expect(attempt).rejects.toThrow('no')
    const names = await inCompany(company.id, ({ tx }) =>
      tx.execute<{ name: string }>(sql`select name from users where id = ${member.id}`),
    )
    expect(names[0]?.name).toBe(member.name)
  })
})
