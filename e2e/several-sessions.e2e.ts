import { readFileSync } from 'node:fs'
import type { MadeUser } from '@/testing/factories'
import { idsOf, makeWorld, mapStrings, ownSamples, SAMPLE_PASSWORD, samples, type World } from '@/testing/samples'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { cookieOf, expect, test } from './support/test'

/** Over HTTP: a browser that is signed in to three companies acts in the one of the address, and ids of the others are not there. */

interface Member {
  world: World
  user: MadeUser
  cookie: { name: string; value: string }
}

async function present(): Promise<Member> {
  const world = await makeWorld()
  const { company } = world
  const user = await company.user({ groups: [company.administrators], password: SAMPLE_PASSWORD })
  return { world, user, cookie: await cookieOf(company, user) }
}

const everythingOf = (members: Member[]) =>
  Promise.all(members.map(async ({ world }) => [await snapshot(world.company.id), await auditTrail(world.company.id)]))

/** The server takes up the mail of a new company by itself; what is compared is of later. */
const untilMailIsSettled = (members: Member[]) =>
  expect
    .poll(async () => {
      const all = await Promise.all(members.map(({ world }) => snapshot(world.company.id)))
      const mail = all.flatMap(tables => tables.mail_messages as { state: string }[])
      return mail.filter(({ state }) => state === 'queued' || state === 'sending')
    })
    .toEqual([])

const text = ({ name, value }: Member['cookie']): string => `${name}=${value}`

/** Cookie headers of a browser that holds sessions of three companies, and of somebody who moves them about. */
function headersOf(own: Member, second: Member, third: Member): string[] {
  const [acting, ...others] = [own, second, third].map(({ cookie }) => text(cookie)) as [string, string, string]
  const moved = text({ name: own.cookie.name, value: second.cookie.value })
  const movedAway = text({ name: third.cookie.name, value: own.cookie.value })
  const nobody = [1, 2, 3].map(n => text({ name: `${own.cookie.name.slice(0, -1)}${n}`, value: own.cookie.value }))
  return [
    [...others, acting],
    [acting, ...others],
    [moved, acting, movedAway, ...others],
    [acting, ...others, acting, ...others],
    [...nobody, acting, ...others],
  ].map(cookies => cookies.join('; '))
}

/** What programs may call; lib/schemas.test.ts holds it true. */
const exposed = Object.entries(
  JSON.parse(readFileSync('docs/api/schemas.json', 'utf8')) as Record<string, { http?: string }>,
).flatMap(([name, { http }]) => {
  const [method, path] = http?.split(' ') ?? []
  return method && path ? [{ name, method, path }] : []
})

test('Ids of a company that the browser is signed in to as well are not there for the API of another, however cookies are sent', async ({
  baseURL,
}) => {
  test.slow()
  const [own, second, third] = await Promise.all([present(), present(), present()])
  const cookies = headersOf(own, second, third)
  await untilMailIsSettled([second, third])
  const before = await everythingOf([second, third])
  const tried: string[] = []
  for (const [at, { name, method, path }] of exposed.entries()) {
    const foreign = at % 2 ? second : third
    const sample = samples[name]?.(own.world) ?? ownSamples[name]!(own.world, { id: own.user.id, sessionId: '' })
    const input: Record<string, unknown> = await sample
    const ids = idsOf(own.world)
    const swapped = mapStrings(input, id => (ids.includes(id) ? idsOf(foreign.world)[ids.indexOf(id)]! : id))
    if (JSON.stringify(swapped) === JSON.stringify(input)) continue
    const fields = { ...(swapped as Record<string, unknown>) }
    const address = path.replace(/:(\w+)/g, (_, field: string) => {
      const value = String(fields[field])
      delete fields[field]
      return encodeURIComponent(value)
    })
    const isRead = method === 'GET'
    const answer = await fetch(
      `${baseURL}/api/v1${address}${isRead ? `?${new URLSearchParams(fields as Record<string, string>)}` : ''}`,
      {
        method,
        headers: {
          Cookie: cookies[at % cookies.length]!,
          Origin: baseURL!,
          'Console-Company': own.world.company.slug,
          'Content-Type': 'application/json',
        },
        ...(!isRead && { body: JSON.stringify(fields) }),
      },
    )
    expect([name, answer.status, await answer.json()]).toMatchObject([name, 404, { error: { code: 'not_found' } }])
    tried.push(name)
  }
  expect(tried.length).toBeGreaterThan(25)
  expect(await everythingOf([second, third])).toEqual(before)
})

test('Pages and files show what is of the company in their address, however cookies are sent', async ({ baseURL }) => {
  const [own, second, third] = await Promise.all([present(), present(), present()])
  const pagesOf = ({ member, group, ledger, imports, bulkId }: World): string[] => [
    `users/${member.id}`,
    `users/${member.id}/edit`,
    `users/${member.id}/email`,
    `users/${member.id}/sessions/export`,
    `users/bulk/${bulkId}`,
    `users/import/${imports.done.id}`,
    `users/import/${imports.done.id}/failed`,
    `users/import/${imports.done.id}/rows/export`,
    `groups/${group.id}`,
    `permissions/${ledger}`,
    `permissions/${ledger}/holders/export`,
  ]
  await untilMailIsSettled([second, third])
  const before = await everythingOf([second, third])
  for (const cookie of headersOf(own, second, third)) {
    const statusOf = async (path: string): Promise<number> => {
      const answer = await fetch(`${baseURL}/${own.world.company.slug}/${path}`, {
        headers: { Cookie: cookie },
        redirect: 'manual',
      })
      const body = await answer.text()
      for (const { world } of [second, third])
        for (const theirs of [world.company.name, world.member.email]) expect(body).not.toContain(theirs)
      return answer.status
    }
    for (const { world } of [second, third])
      for (const path of pagesOf(world)) expect([path, await statusOf(path)]).toEqual([path, 404])
    for (const path of pagesOf(own.world)) expect([path, await statusOf(path)]).toEqual([path, 200])
  }
  expect(await everythingOf([second, third])).toEqual(before)
})
