import { readFileSync } from 'node:fs'
import { usersIn } from '@/db/repositories/users'
import { inCompany } from '@/db/scope'
import { makeCompany } from '@/testing/factories'
import { sendRaw } from '@/testing/raw-http'
import { cookieOf, expect, test } from './support/test'

interface Manifest {
  node: Record<string, { exportedName?: string }>
}

/** The public id of a server action, as anybody could read it in a page's scripts. */
const actionId = (name: string): string => {
  const { node } = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as Manifest
  return Object.entries(node).find(([, action]) => action.exportedName === `${name}Action`)![0]
}

test('A hand-made action is refused like the page, with 403, and changes nothing; with the permission it works', async ({
  page,
  company,
  signIn,
  baseURL,
}) => {
  const victim = await company.user()
  const send = (path: string, origin: string | undefined) =>
    page.request.post(`/${company.slug}/${path}`, {
      headers: {
        'Next-Action': actionId('deactivateUser'),
        'Content-Type': 'text/plain;charset=UTF-8',
        ...(origin && { Origin: origin }),
      },
      data: JSON.stringify([company.slug, { userId: victim.id }]),
    })
  const status = async () => (await inCompany(company.id, scope => usersIn(scope).find(victim.id))).status

  await signIn(await company.user({ name: 'Bob' }))
  for (const path of ['access', 'users', `users/${victim.id}`]) {
    const refused = await send(path, baseURL)
    expect([path, refused.status()]).toEqual([path, 403])
    expect(await refused.text()).toContain('users:deactivate')
  }
  await signIn(await company.user({ groups: [company.administrators] }))
  for (const origin of [undefined, 'null', 'http://evil.example'])
    expect((await send('users', origin)).status()).toBe(403)
  expect(await status()).toBe('active')
  expect((await send('access', baseURL)).status()).toBe(200)
  expect(await status()).toBe('inactive')
})

test('Nothing in an address or a body makes the server fail', async ({ page, company, signIn, baseURL }) => {
  await signIn(await company.user({ groups: [company.administrators] }))
  const addresses = [
    'users?q=%00',
    'users?q=%ED%A0%80',
    `users?q=${'x'.repeat(5000)}`,
    'users?status=foo',
    'users?group=foo',
    "users?sort=name'",
    'users?cursor=%00',
    'users?q=a&q=b',
    'users/%00',
    'users/%E0%A4%A',
    `users/${'x'.repeat(2000)}`,
    'audit-log?from=2026-13-45',
    'audit-log?to=9999-12-31',
    'audit-log?from=0000-01-01',
    'audit-log?person=%00',
    'audit-log?kind=__proto__',
    'audit-log?event=constructor',
    'audit-log?cursor=WyJ4IiwiMDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAwIixmYWxzZV0',
    'groups?q=%E2%80%AE',
    'groups/new/x',
    'nothing',
  ]
  for (const address of addresses) {
    const answer = await page.request.get(`/${company.slug}/${address}`)
    expect([address, answer.status() < 500]).toEqual([address, true])
  }
  for (const body of [
    '',
    '{',
    '[]',
    'null',
    '{"name":"\\u0000","slug":"x"}',
    '{"name":"\\ud800","slug":"ab"}',
    '{"name":["x"],"slug":{}}',
    '{"name":"x","slug":"<script>"}',
  ]) {
    const answer = await page.request.post('/api/v1/groups', {
      headers: { Origin: baseURL!, 'Content-Type': 'application/json' },
      data: body,
    })
    expect([body, answer.status()]).toEqual([body, 422])
  }
})

test('Nothing in an action makes the server fail, nor lead to somebody else', async ({
  page,
  company,
  signIn,
  baseURL,
}) => {
  const send = (
    name: string,
    body: string,
    { path = 'profile', ...headers }: Record<string, string> = { Origin: baseURL! },
  ) =>
    page.request.post(`/${company.slug}/${path}`, {
      headers: { 'Next-Action': actionId(name), 'Content-Type': 'text/plain;charset=UTF-8', ...headers },
      data: body,
      maxRedirects: 0,
    })

  for (const slug of ['/evil.example', '\\evil.example', '//evil.example', { toString: 1 }, 'x\r\ny: z']) {
    const answer = await send('signOut', JSON.stringify([slug]), { path: 'login', Origin: baseURL! })
    expect([slug, answer.headers()['x-action-redirect']]).toEqual([slug, '/login;push'])
  }
  await signIn(await company.user({ name: 'Ada' }))
  for (const slug of [{ toString: 1, valueOf: 1 }, '\0', '\ud800', null, 7, ['x'], Array.from({ length: 5 })]) {
    const answer = await send('renameProfile', JSON.stringify([slug, { name: 'Bea' }]))
    expect([slug, answer.status()]).toEqual([slug, 409])
  }
  for (const form of ['[]', '["x"]', '[null]', '[{"get":1}]'])
    expect([form, (await send('chooseTheme', form)).status()]).toEqual([form, 200])
  for (const name of ['chooseTheme', 'signOut'])
    expect([name, (await send(name, JSON.stringify([company.slug]), {})).status()]).toEqual([name, 403])
  const broken = {
    text: '{{{',
    nothing: '',
    reference: '["$F1"]',
    deep: '['.repeat(50_000),
    number: `["$n${'9'.repeat(5000)}"]`,
  }
  for (const [name, body] of Object.entries(broken))
    expect([name, (await send('renameProfile', body)).status()]).toEqual([name, 400])
  for (const type of ['multipart/form-data', 'multipart/form-data; boundary=', 'multipart/form-data; boundary=a']) {
    for (const body of [
      'x',
      '--a\r\nContent-Disposition: form-data\r\n\r\nx',
      '--a\r\nContent-Disposition: form-data; name="0"\r\n\r\n{{\r\n--a--\r\n',
    ]) {
      const answers = [
        await send('renameProfile', body, { 'Content-Type': type, Origin: baseURL! }),
        await page.request.post(`/${company.slug}/profile`, {
          headers: { 'Content-Type': type, Origin: baseURL! },
          data: body,
        }),
      ]
      for (const answer of answers) expect([type, body, answer.status()]).toEqual([type, body, 400])
    }
  }
  for (const tree of ['%%%', '{}', '[[[', encodeURIComponent('["",{}]'), 'x'.repeat(5000)]) {
    const answer = await page.request.get(`/${company.slug}/profile`, {
      headers: { RSC: '1', 'Next-Router-State-Tree': tree },
    })
    expect([tree, answer.status() < 500]).toEqual([tree, true])
  }
  for (const method of ['TRACE', 'PROPFIND'])
    expect([method, (await page.request.fetch(`/${company.slug}/profile`, { method })).status()]).toEqual([method, 405])
  expect((await page.request.get(`/_next/image?url=%2F${company.slug}%2Fprofile&w=64&q=75`)).status()).toBe(404)
  await page.goto(`/${company.slug}/profile`)
  await expect(page.getByLabel('Name')).toHaveValue('Ada')
})

test('Over HTTP, a foreign id and one that never existed get the same bytes', async ({ page, company, signIn }) => {
  const other = await makeCompany()
  const foreign = await other.user()
  await signIn(await company.user({ groups: [company.administrators] }))
  const bodies = []
  for (const id of [foreign.id, '0198c0de-0000-7000-8000-000000000000']) {
    const answer = await page.request.get(`/api/v1/users/${id}`)
    bodies.push([answer.status(), (await answer.text()).replace(/"requestId":"[^"]+"/, '')])
  }
  expect(bodies[0]).toEqual(bodies[1])
  expect(bodies[0]![0]).toBe(404)
})

test('A change is taken from a page of APP_URL whatever Host a proxy passes on, and from no other', async ({
  company,
  baseURL,
}) => {
  const ada = await company.user({ name: 'Ada' })
  const { name, value } = await cookieOf(company, ada)
  const { port, origin, host } = new URL(baseURL!)
  const rename = async (to: string, sent: { host: string; origin: string; more?: string }) => {
    const body = JSON.stringify([company.slug, { name: to }])
    const head = [
      `POST /${company.slug}/profile HTTP/1.1`,
      `Host: ${sent.host}`,
      `Origin: ${sent.origin}`,
      `Cookie: ${name}=${value}`,
      `Next-Action: ${actionId('renameProfile')}`,
      'Content-Type: text/plain;charset=UTF-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      ...(sent.more ? [sent.more] : []),
    ]
    const { status } = await sendRaw(Number(port), `${head.join('\r\n')}\r\n\r\n${body}`)
    return [status, (await inCompany(company.id, scope => usersIn(scope).find(ada.id))).name]
  }
  expect(await rename('Bea', { origin, host: '10.0.0.7:8080' })).toEqual([200, 'Bea'])
  expect(await rename('Cleo', { origin, host, more: 'X-Forwarded-Host: internal.example' })).toEqual([200, 'Cleo'])
  expect(await rename('Dora', { origin: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}` })).toEqual([200, 'Dora'])
  for (const sent of [
    { origin: 'http://evil.example', host: 'evil.example' },
    { origin: 'http://evil.example', host, more: 'X-Forwarded-Host: evil.example' },
    { origin: 'http://localhost:1', host },
    { origin: `https://localhost:${port}`, host },
  ]) {
    expect([sent, await rename('Eve', sent)]).toEqual([sent, [403, 'Dora']])
  }
})

test('A page opened under another name of this machine leads to that of APP_URL', async ({ page, baseURL }) => {
  await page.goto(`${baseURL!.replace('localhost', '127.0.0.1')}/login?x=1`)
  expect(page.url()).toBe(`${baseURL}/login?x=1`)
})

test('A request for another protocol is answered like any other, and an unknown notice says nothing', async ({
  company,
  page,
  baseURL,
}) => {
  const upgrade = `GET /login HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: eA==\r\nSec-WebSocket-Version: 13\r\n\r\n`
  expect((await sendRaw(Number(new URL(baseURL!).port), upgrade)).status).toBe(200)
  for (const notice of ['constructor', '__proto__', 'toString', 'signed-out']) {
    expect([notice, (await page.goto(`/${company.slug}/login?notice=${notice}`))?.status()]).toEqual([notice, 200])
    await expect(page.getByText('You are signed out.')).toHaveCount(notice === 'signed-out' ? 1 : 0)
  }
})

test('An argument that is no data is refused with a code, in the bulk act and everywhere', async ({
  page,
  company,
  signIn,
  baseURL,
}) => {
  await signIn(await company.user({ groups: [company.administrators] }))
  for (const name of [
    'runBulk',
    'sendInvitations',
    'changeGroups',
    'changeSecurity',
    'requestPasswordReset',
    'signInWithPasskey',
    'verifyPasskey',
  ]) {
    for (const value of [
      '"$@1"',
      '{"group":"$@1","act":"$@1","company":"$@1"}',
      '"$T"',
      '"$D2026-01-01"',
      '"$n1"',
      '"$NaN"',
      '"$Infinity"',
      '{"then":"$@1"}',
      '["$0"]',
    ]) {
      const answer = await page.request.post(`/${company.slug}/profile`, {
        headers: { 'Next-Action': actionId(name), 'Content-Type': 'text/plain;charset=UTF-8', Origin: baseURL! },
        data: `[${JSON.stringify(company.slug)},${value}]`,
      })
      expect([name, value, answer.status(), (await answer.text()).includes('"code":"invalid_input"')]).toEqual([
        name,
        value,
        422,
        true,
      ])
    }
  }
})
