import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type * as Groups from '@/lib/groups/queries'
import type * as Profile from '@/lib/profile/queries'
import type * as Users from '@/lib/users/queries'
import type * as Factories from '@/testing/factories'
import type * as RunAs from '@/testing/run-as'
import { wireTo, type Wire } from '@/testing/wire'
import type * as Client from './client'
import { roleUrl } from './roles'
import type * as Scope from './scope'

// The application reaches its database by a way that counts; the modules that read the configuration are loaded when that is known.
let wire: Wire
let closeDatabase: typeof Client.closeDatabase
let inCompany: typeof Scope.inCompany
let makeCompany: typeof Factories.makeCompany
let signedIn: typeof RunAs.signedIn
let queries: typeof Groups & typeof Profile & typeof Users

beforeAll(async () => {
  wire = await wireTo(roleUrl(process.env.DATABASE_URL!, process.env.AUTH_SECRET!, 'app'))
  process.env.DATABASE_APP_URL = wire.url
  ;({ closeDatabase } = await import('./client'))
  ;({ inCompany } = await import('./scope'))
  ;({ makeCompany } = await import('@/testing/factories'))
  ;({ signedIn } = await import('@/testing/run-as'))
  queries = {
    ...(await import('@/lib/groups/queries')),
    ...(await import('@/lib/profile/queries')),
    ...(await import('@/lib/users/queries')),
  }
})

afterAll(async () => {
  await closeDatabase()
  await wire.close()
})

describe('A request asks the database', () => {
  test.each(['viewAccess', 'listGroups', 'listUsers'] as const)('in three journeys: %s', async name => {
    const company = await makeCompany()
    const as = await signedIn(company, await company.user({ groups: [company.administrators] }))
    const ask = () => as.does(queries[name] as typeof queries.viewAccess)
    // Statements are prepared when they have come a few times.
    for (let times = 0; times < 5; times++) await ask()
    wire.restart()
    await ask()
    expect(wire.journeys()).toBeLessThanOrEqual(3)
  })
})

describe('Nothing is left, and it is said,', () => {
  const made = async () => {
    const company = await makeCompany()
    const group = (slug: string) => sql`
      insert into groups (company_id, id, name, name_key, slug) values (${company.id}, gen_random_uuid(), ${slug}, ${slug}, ${slug})`
    const groups = () =>
      inCompany(company.id, async ({ tx }) => {
        const rows = await tx.execute<{ slug: string }>(sql`select slug from groups where slug like 'made%'`)
        return rows.map(({ slug }) => slug)
      })
    return { company, group, groups }
  }

  test('where a question fails, also one whose failure was overlooked', async () => {
    const { company, group, groups } = await made()
    const attempt = inCompany(company.id, async ({ tx, last }) => {
      await tx.execute(group('made'))
      await tx.execute(sql`select 1 / 0`).catch(() => {})
      last(group('made-last'))
      return 'done'
    })
    await expect(attempt).rejects.toMatchObject({ code: '22012' })
    expect(await groups()).toEqual([])
  })

  test('where what is last fails, and the twin that does not is there', async () => {
    const { company, group, groups } = await made()
    const attempt = inCompany(company.id, async ({ tx, last }) => {
      await tx.execute(group('made'))
      last(group('made'))
      return 'done'
    })
    await expect(attempt).rejects.toMatchObject({ code: '23505' })
    expect(await groups()).toEqual([])
    const twin = inCompany(company.id, async ({ tx, last }) => {
      await tx.execute(group('made'))
      last(group('made-last'))
      return 'done'
    })
    expect(await twin).toBe('done')
    expect((await groups()).toSorted()).toEqual(['made', 'made-last'])
  })

  test('where what is last cannot be sent, and the next one finds the connection free', async () => {
    const { company, group, groups } = await made()
    const cyclic: Record<string, unknown> = {}
    cyclic.itself = cyclic
    for (const unsendable of [
      () => sql`select ${sql.param(undefined)}`,
      () => sql`select ${sql.param(cyclic, { mapToDriverValue: JSON.stringify })}`,
      () =>
        sql`select ${sql.join(
          Array.from({ length: 65_534 }, () => sql`${1}`),
          sql`, `,
        )}`,
    ]) {
      const attempt = inCompany(company.id, async ({ tx, last }) => {
        await tx.execute(group('made'))
        last(unsendable())
        return 'done'
      })
      await expect(attempt).rejects.toThrow(/last statement|circular/)
      expect(await groups()).toEqual([])
    }
  })

  test('where the connection is lost before the commit, or between two questions', async () => {
    const { company, group, groups } = await made()
    // Whoever has sent the commit does not know what became of it.
    for (const [at, code, work] of [
      ['commit', 'outcome_unknown', async () => {}],
      ['between', 'unavailable', (tx: Scope.CompanyScope['tx']) => tx.execute(sql`select 'between'`)],
    ] as const) {
      const attempt = inCompany(company.id, async ({ tx, last }) => {
        await tx.execute(group(`made-${at}`))
        wire.cutAt(at)
        await work(tx)
        last(group(`made-last-${at}`))
        return 'done'
      })
      await expect(attempt).rejects.toMatchObject({ code, status: 503 })
    }
    expect(await groups()).toEqual([])
  })

  test('where the database breaks the connection while nobody asks anything', async () => {
    const { company, group, groups } = await made()
    const attempt = inCompany(company.id, async ({ tx }) => {
      const [backend] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
      await tx.execute(group('made'))
      const { default: postgres } = await import('postgres')
      const admin = postgres(process.env.DATABASE_URL!, { max: 1 })
      await admin`select pg_terminate_backend(${backend!.pid}::int)`
      await admin.end()
      await new Promise(() => {})
    })
    await expect(attempt).rejects.toMatchObject({ code: 'unavailable' })
    expect(await groups()).toEqual([])
  })

  test('where somebody goes on asking when it is over, also while the next one has the connection', async () => {
    const { company, group, groups } = await made()
    const other = await makeCompany()
    let goOn!: () => void
    const next = new Promise<void>(resolve => (goOn = resolve))
    let late!: Promise<unknown>
    const attempt = inCompany(company.id, async ({ tx }) => {
      await tx.execute(group('made'))
      late = next.then(() => tx.execute(group('made-late')))
      await tx.execute(sql`select 1 / 0`)
    })
    await expect(attempt).rejects.toMatchObject({ cause: { code: '22012' } })
    await inCompany(other.id, async ({ tx }) => {
      goOn()
      await expect(late).rejects.toMatchObject({ cause: { message: 'This transaction is over.' } })
      await tx.execute(sql`select 1`)
    })
    expect(await groups()).toEqual([])
  })

  test('where a text is no id, and nothing is asked', async () => {
    wire.restart()
    for (const id of ['', "' or true --", `${crypto.randomUUID()}'; drop table users`])
      await expect(inCompany(id, async () => 'done')).rejects.toThrow('The id of a company is a UUID.')
    expect(wire.journeys()).toBe(0)
  })
})
