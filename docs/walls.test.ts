import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, normalize, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { sourceFiles } from '@/testing/source-files'

/** The house from the ground up: a room stands on those before it, as far as its wall lets it, and on none after it. */
const floors = [
  ['lib/kernel', 'db/schema', 'db', 'db/repositories'],
  ['lib/platform/cookies', 'lib/platform/http', 'lib/platform/mail', 'lib/platform/jobs', 'lib/operation'],
  ['lib/permissions', 'lib/devices', 'lib/throttling', 'lib/passwords', 'lib/sessions', 'lib/mail'],
  [
    'lib/security',
    'lib/exemptions',
    'lib/dashboard',
    'lib/search',
    'lib/groups',
    'lib/email-change',
    'lib/password-reset',
    'lib/sign-in',
  ],
  ['lib/second-factor', 'lib/passkeys', 'lib/sign-in-code', 'lib/profile', 'lib/invitations', 'lib/users'],
  [
    'lib/imports',
    'lib/bulk',
    'lib/company',
    'lib/audit',
    'lib/registry.ts',
    'lib/server',
    'components/ui',
    'components/ui/form',
  ],
  ['components/access', 'components/audit', 'components/auth', 'components/mail', 'components/permissions'],
  [
    'components/second-factor',
    'components/shell',
    'components/search',
    'components/dashboard',
    'components/invitations',
  ],
  [
    'components/passkeys',
    'components/profile',
    'components/sign-in-again',
    'components/step-up',
    'app',
    'testing',
    'scripts',
    'e2e',
  ],
].flat()

/** Rooms that are nobody's to import, whatever their floor. */
const closed: Record<string, string[]> = {
  app: ['db', 'db/schema', 'db/repositories', 'testing'],
  'components/shell': ['db/repositories', 'lib/server'],
  'components/ui': ['lib/users', 'lib/operation'],
  'db/repositories': ['db/repositories'],
}

interface Wall {
  files: string[]
  rules: { 'no-restricted-imports': [string, { patterns: { group: string[]; message: string }[] }] }
}

const walls = JSON.parse(
  readFileSync('.oxlintrc.walls.json', 'utf8')
    .split('\n')
    .filter(line => !line.startsWith('//'))
    .join('\n'),
) as { overrides: Wall[] }

const sources = sourceFiles.filter(file => /\.tsx?$/.test(file) && file.includes('/'))

const known = new Set(sources)

/** The room that a file belongs to: the longest of them that its path begins with. */
const roomOf = (file: string): string | undefined =>
  floors
    .filter(room => file === room || (file.startsWith(`${room}/`) && (room !== 'db' || dirname(file) === 'db')))
    .toSorted((one, other) => other.length - one.length)[0]

/** What of ours a file imports, in whatever way: also types, and what is loaded later. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  const said = [...text.matchAll(/(?:from|import|import\()\s*'((?:@|\.{1,2})\/[^']+)'/g)].map(([, path]) => path!)
  return said.flatMap(path => {
    const base = path.startsWith('@/') ? path.slice(2) : normalize(join(dirname(file), path))
    const found = ['', '.ts', '.tsx', '/index.ts'].map(end => `${base}${end}`).find(name => known.has(name))
    return found ? [found] : []
  })
}

const scratch = mkdtempSync(join(tmpdir(), 'console-walls-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** Lines that the linter refuses in files made up for it, such as `lib/users/planted.ts:2`. */
function refusedLines(files: Record<string, string[]>): string[] {
  for (const file of ['.oxlintrc.json', '.oxlintrc.walls.json']) cpSync(file, join(scratch, file))
  for (const [file, lines] of Object.entries(files)) {
    mkdirSync(join(scratch, dirname(file)), { recursive: true })
    writeFileSync(join(scratch, file), `${lines.join('\n')}\n`)
  }
  const { status, out } = lint()
  expect([0, 1]).toContain(status)
  const { diagnostics } = JSON.parse(out) as {
    diagnostics: { code: string; filename: string; labels: { span: { line: number } }[] }[]
  }
  return diagnostics
    .filter(({ code }) => code.includes('no-restricted-imports'))
    .map(({ filename, labels }) => `${filename}:${labels[0]!.span.line}`)
}

function lint(): { status: number; out: string } {
  try {
    const out = execFileSync(resolve('node_modules/.bin/oxlint'), ['--format=json', '.'], {
      cwd: scratch,
      encoding: 'utf8',
      maxBuffer: 100_000_000,
    })
    return { status: 0, out }
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string }
    return { status, out: stdout }
  }
}

const plantedIn = (room: string): string => (room.endsWith('.ts') ? room : `${room}/planted.ts`)
const addressOf = (room: string): string => (room.endsWith('.ts') ? `@/${room.slice(0, -3)}` : `@/${room}/planted`)

test('Every breach that is planted is refused: what stands higher, what is closed, and ways around', () => {
  const files: Record<string, string[]> = {}
  for (const [at, room] of floors.entries()) {
    const isTop = at >= floors.indexOf('app')
    const higher = floors.slice(at + 1).filter(other => !isTop || !['testing', 'scripts', 'e2e'].includes(other))
    files[plantedIn(room)] = [...higher, ...(closed[room] ?? [])].flatMap((other, n) => [
      `import { a as a${n} } from '${addressOf(other)}'`,
      `import type { T as T${n} } from '${addressOf(other)}'`,
      `export * from '${addressOf(other)}'`,
      `export const load${n} = () => import('${addressOf(other)}')`,
    ])
    // By a path that leaves the room, where a wall is built of addresses.
    if (room.startsWith('lib/') && !room.endsWith('.ts'))
      files[`${room}/around.ts`] = ["export * from '../users/commands'"]
  }
  const planted = Object.entries(files).flatMap(([file, lines]) => lines.map((_, line) => `${file}:${line + 1}`))
  const refused = new Set(refusedLines(files))
  expect(planted.length).toBeGreaterThan(4000)
  expect(planted.filter(line => !refused.has(line))).toEqual([])
})

test('What a wall lets through passes, and tests may look everywhere', () => {
  const files = {
    'lib/users/fine.ts': ["export * from '@/lib/groups/fine'", "export * from '@/db/scope'", "export * from './other'"],
    'db/repositories/fine.ts': ["export * from '@/db/schema'", "export * from '@/lib/kernel/errors'"],
    'components/access/fine.ts': ["export * from '@/lib/users/input'", "export * from '@/components/ui/form/form'"],
    'app/(console)/fine.ts': ["export * from '@/lib/users/queries'", "export * from '../other'"],
    'lib/kernel/fine.test.ts': ["export * from '@/testing/factories'", "export * from '@/lib/registry'"],
  }
  expect(refusedLines(files).filter(line => line.includes('fine'))).toEqual([])
})

test('Every folder is a room with a wall', () => {
  expect(sources.filter(file => !roomOf(file))).toEqual([])
  const walled = new Set(walls.overrides.flatMap(({ files }) => files.map(file => file.replace(/\/\*(\*|\.ts)?$/, ''))))
  expect(floors.filter(room => !walled.has(room))).toEqual([])
})

test('Nothing imports upward, and no folder reaches itself through others', () => {
  const folders = new Map<string, Set<string>>()
  const upward: string[] = []
  for (const file of sources) {
    for (const other of importsOf(file)) {
      const [from, to] = [roomOf(file)!, roomOf(other)!]
      const isHelper = ['testing', 'scripts', 'e2e'].includes(from)
      if (from !== to && floors.indexOf(to) > floors.indexOf(from) && !isHelper) upward.push(`${file} → ${other}`)
      if (dirname(file) === dirname(other)) continue
      folders.set(dirname(file), (folders.get(dirname(file)) ?? new Set()).add(dirname(other)))
    }
  }
  expect(upward).toEqual([])
  expect(circlesOf(folders)).toEqual([])
})

/** Folders that can be reached from themselves. */
function circlesOf(graph: Map<string, Set<string>>): string[] {
  const reaches = (from: string): Set<string> => {
    const seen = new Set<string>()
    const next = [...(graph.get(from) ?? [])]
    for (let folder = next.pop(); folder !== undefined; folder = next.pop()) {
      if (seen.has(folder)) continue
      seen.add(folder)
      next.push(...(graph.get(folder) ?? []))
    }
    return seen
  }
  return [...graph.keys()].filter(folder => reaches(folder).has(folder))
}
