import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sourceFiles } from '@/testing/source-files'

/** What a membership means is written once: elsewhere nobody reads its tables, or works out what a wildcard covers. */

const home = ['db/holdings.ts', 'db/change-holdings.ts', 'db/dated-rows.ts', 'db/schema/']

const tables = 'memberships|grants|group_names|permission_keys|user_statuses'

const breaches: Record<string, RegExp> = {
  'reads or writes a table of theirs': new RegExp(`\\b(from|join|into|update)\\s+"?(${tables})\\b`, 'i'),
  'imports a table of theirs':
    /import \{[^}]*\b(memberships|grants|groupNames|permissionKeys|userStatusPeriods)\b[^}]*\} from '@\/db\/schema'/,
  'takes a key apart in SQL': /split_part\s*\([^)]*':'/i,
  'compares with a wildcard in SQL': /\b(resource|action)\}?\s*(=|<>|in)\s*\(?\s*'\*'/i,
  'makes a wildcard in SQL': /\|\|\s*':\*'|'\*:'\s*\|\|/,
}

const breachesIn = (text: string): string[] =>
  Object.entries(breaches).flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []))

test('Nobody but db/holdings.ts and what changes them knows how memberships and grants are stored', () => {
  const files = sourceFiles.filter(
    file => /^(db|lib|app|components)\//.test(file) && !home.some(own => file.startsWith(own)),
  )
  expect(files.length).toBeGreaterThan(300)
  expect(
    files.map(file => [file, ...breachesIn(readFileSync(file, 'utf8'))]).filter(([, ...found]) => found.length),
  ).toEqual([])
})

test.each([
  'select 1 from memberships m where m.user_id = 1',
  'join grants g on g.group_id = m.group_id',
  'select user_id from memberships',
  'update memberships set ended_at = now()',
  'insert into grants (company_id)',
  'delete from memberships where true',
  "import { grants, groups } from '@/db/schema'",
  "import {\n  groups,\n  memberships,\n} from '@/db/schema'",
  "split_part(key, ':', 1)",
  "p.resource = '*' and p.action = '*'",
  "${wider.action} in ('*', p.action)",
  "p.resource || ':*' = any(held)",
])('A breach is found: %s', text => {
  expect(breachesIn(text).length).toBeGreaterThan(0)
})
