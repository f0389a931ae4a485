import { readFileSync } from 'node:fs'

/** One call of the generator: bytes for a socket, and what to say of it when it goes wrong. */
interface HostileCall {
  bytes: Buffer
  label: string
  /** The body of the answer does not come: a HEAD. */
  headOnly: boolean
  /** The client says that nothing follows. */
  half: boolean
  /** A file that never changes may be kept. */
  cacheable: boolean
}

/** What the calls are about. */
interface Ground {
  slug: string
  otherSlug: string
  ids: string[]
  origin: string
  host: string
  /** Cookie headers of people who are signed in. */
  cookies: string[]
}

/** Numbers that look random and are the same every time (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

interface Manifest {
  node: { [id: string]: { exportedName?: string } }
}

/** The public ids of all server actions, as anybody could read them in the pages' scripts. */
function actionIds(): { id: string; name: string }[] {
  const { node } = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as Manifest
  return Object.entries(node).map(([id, { exportedName = '' }]) => ({ id, name: exportedName }))
}

/** What every object has, and names that mean something to JavaScript. */
const MEMBERS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'then',
  'length',
  'toJSON',
  '__defineGetter__',
  'isPrototypeOf',
  '$$typeof',
]

const FIELDS = [
  'q',
  'status',
  'group',
  'sort',
  'cursor',
  'notice',
  'callbackUrl',
  'tab',
  'show',
  'kind',
  'event',
  'person',
  'target',
  'from',
  'to',
  'outcome',
  'state',
  'factor',
  'signedIn',
  'act',
  'all',
  'people',
  'userIds',
  'userId',
  'groupId',
  'company',
  'email',
  'password',
  'token',
  'name',
  'add',
  'remove',
  'response',
  'code',
  'changes',
  'section',
  'reason',
  'fileName',
  'content',
  '_rsc',
]

/** As they stand in an address. */
const VALUES = [
  '',
  'a',
  '0',
  '-1',
  '9'.repeat(400),
  'true',
  'null',
  'undefined',
  'NaN',
  '[]',
  '{}',
  '[object Object]',
  '%00',
  'a%00b',
  '%ED%A0%80',
  '%F0%9F%A6%84',
  '%E2%80%AE',
  '%0d%0aX-Evil:1',
  '%ff',
  '%',
  '%2e%2e%2f',
  "'%20or%201=1--",
  '%3Cscript%3E',
  '%7B%7D',
  'WyJ4Il0',
  'W10',
  'e30',
  'x'.repeat(3000),
  '9999-99-99',
  '2026-02-30',
  '-271821-04-20',
  '1e309',
  '..',
  '//evil.example',
  '%5C%5Cevil.example',
  'javascript:1',
  '*',
  '%25',
  '+',
]

/** What React turns into something that is no data; rows 1 to 3 follow in a multipart body. */
const FLIGHT = [
  '"$@1"',
  '"$@9"',
  '"$F1"',
  '"$F9"',
  '"$Q1"',
  '"$W1"',
  '"$B1"',
  '"$K1"',
  '"$i1"',
  '"$1"',
  '"$2"',
  '"$9"',
  '"$0"',
  '"$T"',
  '"$Tx"',
  '"$D2026-01-01"',
  '"$Dx"',
  '"$n12"',
  '"$nx"',
  '"$NaN"',
  '"$Infinity"',
  '"$-Infinity"',
  '"$-0"',
  '"$undefined"',
  '"$$x"',
  '"$R1"',
  '"$r1"',
  '"$X1"',
  '"$x1"',
  '"$A1"',
  '"$O1"',
  '"$o1"',
  '"$U1"',
  '"$S1"',
  '"$s1"',
  '"$L1"',
  '"$l1"',
  '"$G1"',
  '"$g1"',
  '"$M1"',
  '"$m1"',
  '"$V1"',
  '"$Zx"',
  '"$E"',
  '"$1:a:b"',
  '"$1:__proto__:constructor"',
  '"$1:then"',
]

const ROWS = [
  '1',
  '"x"',
  '{}',
  '[]',
  'null',
  '{{',
  '',
  '{"a":"$1"}',
  '["$1"]',
  '["$2","$2"]',
  '{"then":"$F2"}',
  '{"then":"$@1"}',
  '{"id":"ACTION","bound":null}',
  '{"id":"ACTION","bound":"$@2"}',
  '{"id":"nothing#x","bound":null}',
  '[["a",1]]',
  '[1,2]',
  '{"status":"resolved_model","then":"$1:then","value":"{}"}',
  '{"__proto__":{"x":1}}',
  '"$@2"',
  '"$3"',
]

const JSON_VALUES = [
  'null',
  'true',
  '0',
  '-1',
  '1e308',
  '""',
  '"x"',
  '"\\u0000"',
  '"\\ud800"',
  '"' + 'x'.repeat(2000) + '"',
  '[]',
  '[null]',
  '{}',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":1}}',
  '{"toString":1,"valueOf":1}',
  '{"then":1}',
  '[[[[[[[[1]]]]]]]]',
  '["' + 'a","'.repeat(300) + 'b"]',
]

const API = [
  'audit-events',
  'company',
  'company/security',
  'company/security/trial',
  'groups',
  'groups/ID',
  'groups/ID/permissions',
  'imports',
  'imports/ID',
  'imports/ID/progress',
  'invitations',
  'invitations/ID',
  'invitations/ID/resend',
  'me',
  'me/access',
  'memberships',
  'permissions',
  'permissions/ID',
  'users',
  'users/ID',
  'users/ID/sessions',
  'users/ID/sessions/ID',
  'users/ID/second-factor',
  'users/ID/email',
  'users/ID/email-change',
  'users/ID/email-change/resend',
  'users/ID/email-hold',
  'users/ID/receipt',
  'users/ID/reactivate',
  'users/bulk',
  'users/bulk/ID',
  'nothing',
  '',
  '__proto__',
]

const PAGES = [
  '',
  '/users',
  '/users/ID',
  '/users/ID/edit',
  '/users/ID/email',
  '/users/ID/deactivate',
  '/users/ID/receipt',
  '/users/invite',
  '/users/import',
  '/users/import/ID',
  '/users/import/template',
  '/users/import/ID/failed',
  '/users/bulk',
  '/users/bulk/ID',
  '/groups',
  '/groups/new',
  '/groups/ID',
  '/groups/ID/edit',
  '/groups/ID/permissions',
  '/groups/ID/delete',
  '/permissions',
  '/permissions/new',
  '/permissions/ID',
  '/access',
  '/audit-log',
  '/settings',
  '/settings/mail',
  '/settings/security',
  '/profile',
  '/invitations',
  '/invitations/ID',
  '/login',
  '/forgot-password',
  '/second-factor',
  '/expired-password',
  '/invitation/TOKEN',
  '/reset-password/TOKEN',
  '/email-change/TOKEN',
  '/email-objection/TOKEN',
  '/nothing',
  '/constructor',
]

const TARGETS = [
  '/',
  '/login',
  '/favicon.ico',
  '/icon.svg',
  '/robots.txt',
  '/%',
  '/%%',
  '/%00',
  '/%c0%af',
  '/..',
  '/../../etc/passwd',
  '/%2e%2e/%2e%2e/etc/passwd',
  '//evil.example',
  '//evil.example/..',
  '///',
  '/\\evil.example',
  '/\\/evil.example',
  '/.',
  '/a//b',
  '/?',
  '/#x',
  '/;x',
  '/_next/static/missing.js',
  '/_next/static/%',
  '/_next/static/../../package.json',
  '/_next/static/chunks/..%2f..%2fserver',
  '/_next/image',
  '/_next/image?url=',
  '/_next/image?url=%2Flogin&w=64&q=75',
  '/_next/image?url=http://evil.example&w=1&q=1',
  '/_next/data/x/login.json',
  '/_next/data/',
  '/_next',
  '/_next/',
  '/_next/nothing',
  '/_next/webpack-hmr',
  '/__nextjs_original-stack-frame',
  '/api',
  '/api/',
  '/api/health',
  '/api/auth/session',
  '/api/v1',
  '/api/v1/%00',
  '/dev/mail',
  '/dev/mail/x',
  '/dev/mail/x/html',
  '/dev/mail/..%2f..%2f',
  '/_error',
  '/404',
  '/500',
  '/_not-found',
  '/_global-error',
  '/index',
  '/login/',
  '/LOGIN',
  '/login.rsc',
  '/login.txt',
  '/login.segments/_tree.segment.rsc',
  '/login?_rsc=x',
  '/middleware',
  '/server-reference-manifest.json',
  '/.env',
  '/.git/config',
  '/package.json',
  `/${'x'.repeat(6000)}`,
  `/${'a/'.repeat(900)}`,
  'http://evil.example/login',
  'http://evil.example',
  'https://',
  'ftp://evil.example/',
  '*',
  '?',
  'login',
  '/\u00ff\u00fe',
  '/{{x}}',
  '/[company]/users',
  '/%5Bcompany%5D/users',
  '/(console)/x',
  '/@modal/x',
  '/acme/(.)users',
]

const METHODS = [
  'GET',
  'GET',
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'QUERY',
  'LOCK',
  'M-SEARCH',
]

const TREES = [
  '%%%',
  '{}',
  '[[[',
  'null',
  '""',
  '%5B%22%22%2C%7B%7D%5D',
  '%5B%22%22%2C%7B%22children%22%3A%5B%22__proto__%22%2C%7B%7D%5D%7D%5D',
  'x'.repeat(4000),
  '0',
  '%5B%5D',
  '[{"a":1}]',
  '%5B%22%22%2C%22x%22%2C1%2C2%2C3%5D',
  '["",{},null,"refetch"]',
  '["",{"children":null}]',
  '["",[]]',
  `${'%5B%22%22%2C'.repeat(200)}`,
]

const HEADERS: [name: string, values: string[]][] = [
  ['RSC', ['1', '', 'x', '0']],
  ['Next-Router-State-Tree', TREES],
  ['Next-Router-Prefetch', ['1', '2', 'x', '']],
  ['Next-Router-Segment-Prefetch', ['/_tree', '/', 'x', '/__PAGE__', '../..', '%', '/$d$x$']],
  ['Next-Url', ['/', 'x', '//evil.example', '%', '/a/(.)b']],
  ['Next-Action', ['x', '', '0'.repeat(42), '__proto__', 'constructor', 'x'.repeat(3000), '7f' + 'a'.repeat(40)]],
  ['Next-Resume', ['1']],
  ['Next-HMR-Refresh', ['1']],
  ['X-Action-Forwarded', ['1']],
  ['X-Nextjs-Data', ['1']],
  ['X-Middleware-Subrequest', ['middleware:middleware:middleware:middleware:middleware', 'src/middleware', '1']],
  ['X-Middleware-Rewrite', ['/login', 'http://evil.example']],
  ['X-Middleware-Next', ['1']],
  ['X-Middleware-Set-Cookie', ['a=b']],
  ['X-Matched-Path', ['/login', '/[company]/users', '%']],
  ['X-Now-Route-Matches', ['1=x', '%']],
  ['X-Invoke-Path', ['/login', '%']],
  ['X-Invoke-Status', ['500', '200', 'x']],
  ['X-Invoke-Error', ['{"message":"x"}', '{']],
  ['X-Inner-Status', ['500', '200']],
  ['X-Visitor', ['127.0.0.1']],
  ['X-Prerender-Revalidate', ['x']],
  ['X-Forwarded-Host', ['evil.example', ']', '', 'a, b', 'x'.repeat(500)]],
  ['X-Forwarded-Proto', ['https', 'javascript', 'x y', '']],
  ['X-Forwarded-Port', ['x', '99999']],
  ['X-Forwarded-For', ['1.2.3.4', 'x', '::1', ',,,', "'"]],
  ['Forwarded', ['for=x;host=evil.example']],
  ['Content-Security-Policy', ["script-src 'nonce-\"><script>'", 'x', "script-src 'nonce-x'"]],
  ['Content-Encoding', ['gzip', 'br', 'x', 'gzip, gzip']],
  ['Accept-Encoding', ['gzip', 'br;q=1, *;q=0', 'x', '']],
  ['Accept', ['text/x-component', '*/*', 'x', '', 'application/json;q=x']],
  ['Accept-Language', ['x', '*', 'de-'.repeat(200)]],
  ['Range', ['bytes=0-', 'bytes=9-1', 'bytes=x', 'bytes=0-0,1-1,2-2']],
  ['If-None-Match', ['*', 'x', 'W/"x"']],
  ['If-Modified-Since', ['x', 'Thu, 01 Jan 1970 00:00:00 GMT']],
  ['Upgrade', ['websocket', 'h2c', 'TLS/1.0', 'x']],
  ['Expect', ['100-continue', 'x']],
  ['Sec-Fetch-Mode', ['navigate', 'cors', 'x']],
  ['Sec-Fetch-Site', ['cross-site', 'x']],
  ['Purpose', ['prefetch']],
  ['User-Agent', ['', 'constructor/1.0', '__proto__', 'x'.repeat(3000), 'Mozilla/5.0 (X; constructor) toString/1']],
  ['Referer', ['x', 'http://evil.example/', '']],
  [
    'Origin',
    ['null', 'x', 'http://', 'http://evil.example', 'http://evil.example:99999', '', 'ORIGIN', 'javascript:1'],
  ],
  [
    'Content-Type',
    [
      'application/json',
      'text/plain',
      'x',
      '',
      'multipart/form-data',
      'multipart/form-data; boundary=',
      'multipart/form-data; boundary=b',
      'application/x-www-form-urlencoded',
      'text/csv; charset=x',
    ],
  ],
  ['Authorization', ['Bearer x', 'Basic %', '']],
  ['TE', ['trailers']],
  ['Priority', ['u=1']],
]

const COOKIES = [
  'console.session=',
  'console.session=x',
  'console.session=eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2Q0JDLUhTNTEyIn0..x.x.x',
  'console.session=a; console.session=b',
  '__Host-console.session=x',
  'console.session.0=a; console.session.1=b',
  `console.device=${'x.'.repeat(800)}`,
  'console.company=%00',
  'console.company=__proto__',
  'console.theme=constructor',
  '=;=;==',
  ';;;',
  '__proto__=1',
  'a=%',
  'console.code=%E0%A4%A; console.passkey=\u00ff',
  `a=${'x'.repeat(7000)}`,
  'a='.repeat(500),
  '__prerender_bypass=x; __next_preview_data=x',
  'next-auth.session-token=x; authjs.csrf-token=x',
]

/** Bytes that are no request at all, or one that node:http answers by itself. */
const BROKEN = [
  'GET / HTTP/1.1\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: ]\r\nConnection: close\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: \r\nConnection: close\r\n\r\n',
  'GET / HTTP/1.0\r\n\r\n',
  'GET / HTTP/9.9\r\nHost: x\r\n\r\n',
  'GET /\r\n\r\n',
  'nonsense\r\n\r\n',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  'GET / HTTP/1.1\r\nHost: x\r\nBad Header: 1\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: x\r\nX: a\x00b\r\n\r\n',
  'GET / HTTP/1.1\r\n Host: x\r\n\r\n',
  `GET / HTTP/1.1\r\nHost: x\r\nCookie: a=${'x'.repeat(20_000)}\r\n\r\n`,
  `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
  `GET / HTTP/1.1\r\nHost: x\r\n${'X-Y: z\r\n'.repeat(3000)}\r\n`,
  'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: x\r\n\r\n',
  'POST /login HTTP/1.1\r\nHost: x\r\nNext-Action: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  'GET / HTTP/1.1\nHost: x\n\n',
  'get / HTTP/1.1\r\nHost: x\r\n\r\n',
  '\r\n\r\n\r\nGET /login HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: x\r\nExpect: x\r\nConnection: close\r\n\r\n',
  'GET /login HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: eA==\r\nSec-WebSocket-Version: 13\r\n\r\n',
  'GET /_next/webpack-hmr HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  'GET /api/health HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n',
]

/** Bodies that end before they said they would: only who closes says that nothing follows. */
const CUT_SHORT = [
  'POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nNext-Action: x\r\nContent-Length: 500\r\n\r\n[]',
  'POST /api/v1/groups HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{',
  'GET /login HTTP/1.1\r\nHost: x\r\n',
  'POST /login HTTP/1.1\r\nHost: x\r\nNext-Action: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab',
]

/** Acts that end the sessions of the fuzzing itself, or cost a third of a second of hashing each, are called by other tests. */
const SPARED = new Set(['signOut', 'signOutHere', 'signIn', 'endOwnSession', 'resetPassword'])

/** Makes calls without end, the same for the same seed. */
export function hostileCalls(seed: number, ground: Ground): () => HostileCall {
  const next = numbers(seed)
  const one = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)]!
  const chance = (share: number): boolean => next() < share
  const times = <T>(most: number, make: () => T): T[] => Array.from({ length: Math.floor(next() * (most + 1)) }, make)
  const actions = actionIds().filter(({ name }) => !SPARED.has(name))

  const filled = (path: string): string =>
    path
      .replaceAll('ID', () => one([...ground.ids, 'x', '%00', '__proto__', '%E0%A4%A']))
      .replaceAll('TOKEN', () => one(['x', 'a'.repeat(43), '%00', '__proto__']))
  const name = () => one(chance(0.5) ? FIELDS : MEMBERS)
  const query = () => {
    const pairs = times(4, () => `${name()}${one(['', '', '[]', '[0]', '.x', '%00'])}=${one([...VALUES, ...MEMBERS])}`)
    return pairs.length ? `?${(chance(0.2) ? [...pairs, pairs[0]!] : pairs).join('&')}` : ''
  }
  const json = (depth = 0): string => {
    if (depth > 2 || chance(0.4)) return one(JSON_VALUES)
    return `{${times(3, () => `${JSON.stringify(name())}:${json(depth + 1)}`).join(',')}}`
  }
  const flight = (depth = 0): string => {
    if (chance(0.55)) return one(FLIGHT)
    if (depth > 1) return one(JSON_VALUES)
    return chance(0.3)
      ? `[${times(3, () => flight(depth + 1)).join(',')}]`
      : `{${times(4, () => `${JSON.stringify(name())}:${flight(depth + 1)}`).join(',')}}`
  }

  const request = (method: string, target: string, headers: [string, string][], body = '', label = ''): HostileCall => {
    const sent = new Map<string, [string, string]>(headers.map(header => [header[0].toLowerCase(), header]))
    for (const [field, values] of times(chance(0.7) ? 2 : 5, () => one(HEADERS)))
      if (!sent.has(field.toLowerCase()))
        sent.set(field.toLowerCase(), [field, one(values).replace('ORIGIN', ground.origin)])
    if (body || chance(0.1)) sent.set('content-length', ['Content-Length', String(Buffer.byteLength(body))])
    const host = chance(0.9) ? ground.host : one(['evil.example', 'x:y', '127.0.0.1', '[::1]', 'a b', "'"])
    const connection = sent.has('upgrade') ? 'Upgrade' : 'close'
    const head = [
      `${method} ${target} HTTP/1.1`,
      `Host: ${host}`,
      `Connection: ${connection}`,
      ...[...sent.values()].map(([field, value]) => `${field}: ${value}`),
    ].join('\r\n')
    return {
      bytes: Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), Buffer.from(body)]),
      label: `${label} ${head.slice(0, 1200)}\n\n${body.slice(0, 1200)}`,
      headOnly: method === 'HEAD',
      half: false,
      cacheable: target.startsWith('/_next/static/') || target.startsWith('/icon.svg'),
    }
  }
  const cookie = (): [string, string][] =>
    chance(0.75)
      ? [['Cookie', one(ground.cookies)]]
      : chance(0.5)
        ? [['Cookie', one(COOKIES)]]
        : [['Cookie', `${one(COOKIES)}; ${one(ground.cookies)}; ${one(COOKIES)}`]]
  const from = (): [string, string][] => (chance(0.85) ? [['Origin', ground.origin]] : [])
  const place = () =>
    `/${chance(0.9) ? ground.slug : one([ground.otherSlug, 'constructor', 'no-such-company', '__proto__', '%00'])}${filled(one(PAGES))}`

  const kinds: [share: number, make: () => HostileCall][] = [
    [0.12, () => request(chance(0.85) ? 'GET' : one(METHODS), place() + query(), cookie(), '', 'page')],
    [
      0.1,
      () => request(one(METHODS), place() + query(), [...cookie(), ...from()], chance(0.3) ? json() : '', 'method'),
    ],
    [
      0.2,
      () =>
        request(
          one(METHODS.slice(0, 9)),
          `/api/v1/${filled(one(API))}${query()}`,
          [...cookie(), ...from(), ['Content-Type', 'application/json']],
          chance(0.6) ? json() : one(['', '{', '\0', '[]', '\ud800']),
          'api',
        ),
    ],
    [
      0.18,
      () => {
        const { id, name: action } = one(actions)
        const args = chance(0.1)
          ? one([...FLIGHT, ...JSON_VALUES])
          : `[${chance(0.8) ? JSON.stringify(ground.slug) : flight()},${flight()}]`
        return request(
          'POST',
          place(),
          [...cookie(), ...from(), ['Next-Action', id], ['Content-Type', 'text/plain;charset=UTF-8']],
          args,
          `action ${action}`,
        )
      },
    ],
    [
      0.14,
      () => {
        const { id, name: action } = one(actions)
        const rows = [
          `[${JSON.stringify(ground.slug)},${flight()}]`,
          ...times(3, () => one(ROWS).replace('ACTION', one(actions).id)),
        ]
        const parts = rows.map(
          (row, at) =>
            `--b\r\nContent-Disposition: form-data; name="${at}"${chance(0.1) ? '; filename="f"' : ''}\r\n\r\n${row}\r\n`,
        )
        const script: [string, string][] = chance(0.8) ? [['Next-Action', id]] : []
        const asForm = script.length
          ? ''
          : `--b\r\nContent-Disposition: form-data; name="${one([`$ACTION_ID_${id}`, '$ACTION_REF_1', '$ACTION_1:0', '$ACTION_KEY', 'x'])}"\r\n\r\n${one(ROWS).replace('ACTION', id)}\r\n`
        return request(
          'POST',
          place(),
          [...cookie(), ...from(), ...script, ['Content-Type', 'multipart/form-data; boundary=b']],
          `${parts.join('')}${asForm}${chance(0.9) ? '--b--\r\n' : ''}`,
          `form ${action}`,
        )
      },
    ],
    [0.14, () => request(chance(0.7) ? 'GET' : one(METHODS), one(TARGETS), cookie(), '', 'target')],
    [
      0.06,
      () => {
        const half = chance(0.2)
        const text = one(half ? CUT_SHORT : BROKEN)
        return {
          bytes: Buffer.from(text, 'latin1'),
          label: `broken ${JSON.stringify(text.slice(0, 300))}`,
          headOnly: false,
          half,
          cacheable: false,
        }
      },
    ],
  ]
  const total = kinds.reduce((sum, [share]) => sum + share, 0)
  return () => {
    let left = next() * total
    return kinds.find(([share]) => (left -= share) < 0)![1]()
  }
}
