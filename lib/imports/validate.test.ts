import { describe, expect, test } from 'vitest'
import { addressKey, lookUpBy, nameKey } from '@/lib/kernel/fold'
import type { FileRow } from './parse'
import { rowValidator, type ExistingGroup, type ExistingRecords } from './validate'

const group = (name: string, notHeld: string[] = []): ExistingGroup => ({ id: name, name, grants: notHeld, notHeld })

const people = {
  'bob@acme.example': 'active',
  'eve@acme.example': 'inactive',
  'ivy@acme.example': 'invited',
} as const

const withGroups = (...groups: ExistingGroup[]): ExistingRecords => ({
  people: email => people[addressKey(email) as keyof typeof people],
  groups: lookUpBy(groups, ({ name }) => name, nameKey),
})

const groups = [group('Developers'), group('Sales, EMEA'), group('Administrators', ['*:*'])]
const known = withGroups(...groups)

const row = (email: string, groups = '', name = '', line = 2): FileRow => ({
  line,
  email,
  name,
  title: '',
  groups,
})
const nothing = /^$/
const only = (...rows: FileRow[]) => rows.map(rowValidator(known)).at(-1)!

test.each<[string, FileRow, string, RegExp]>([
  ['a new person', row('ann@acme.example', 'Developers', 'Ann'), 'new', nothing],
  ['a new person without name and groups', row('ann@acme.example'), 'new', nothing],
  ['a member, in any case', row('BOB@acme.example'), 'member', /already a user/],
  ['somebody invited', row('ivy@acme.example'), 'invited', /already been invited/],
  ['somebody inactive', row('eve@acme.example'), 'inactive', /can reactivate them/],
  ['no address', row(''), 'invalid', /Enter an email address/],
  ['half an address', row('ann@'), 'invalid', /such as alice@example.com/],
  ['an address with a line break', row('ann@acme.example\nBcc: x@evil.example'), 'invalid', /such as/],
  ['a name too long', row('ann@acme.example', '', 'x'.repeat(101)), 'invalid', /at most 100 characters/],
  [
    'a group nobody made',
    row('ann@acme.example', 'Developers; Interns'),
    'unknown_group',
    /^There is no group called Interns\.$/,
  ],
  [
    'two groups nobody made',
    row('ann@acme.example', 'Interns|Guests'),
    'unknown_group',
    /no groups called Interns, Guests/,
  ],
  [
    'a group that grants more than one has',
    row('ann@acme.example', 'administrators'),
    'invalid',
    /cannot add people to the group Administrators.*\*:\*/,
  ],
  ['a group with a name too long', row('ann@acme.example', 'y'.repeat(81)), 'invalid', /at most 80 characters/],
  [
    'too many groups',
    row('ann@acme.example', Array.from({ length: 21 }, (_, n) => `G${n}`).join(';')),
    'invalid',
    /at most 20 groups/,
  ],
  ['too many cells', { ...row('ann@acme.example'), misshapen: 'There are 4 cells in this row.' }, 'invalid', /4 cells/],
])('%s is validated', (_, found, verdict, reason) => {
  const validated = only(found)
  expect(validated.verdict).toBe(verdict)
  expect(validated.reason ?? '').toMatch(reason)
})

test('an address that stands in the file before is one too many, unless that row is invalid', () => {
  const twice = [row('ann@acme.example', '', '', 5), row('ANN@acme.example', '', '', 9)]
  expect(only(...twice)).toMatchObject({ verdict: 'duplicate', reason: 'This address is also in line 5.' })
  const mended = [row('ann@acme.example', '', 'x'.repeat(101), 5), row('ann@acme.example', '', '', 9)]
  expect(only(...mended).verdict).toBe('new')
})

test.each([
  ['developers ; Sales, EMEA', ['Developers', 'Sales', 'EMEA']],
  ['Sales, EMEA', ['Sales, EMEA']],
  ['Developers|DEVELOPERS\nDevelopers', ['Developers']],
  [' ; ', []],
])('the groups in %j are %j', (cell, names) => {
  expect(only(row('ann@acme.example', cell)).groupNames).toEqual(names)
})

test('what cannot be stored is kept as a mark', () => {
  expect(only(row('a\u0000b\ud800')).email).toBe('a�b�')
})

test('Every line of a cell is a group, or several; a name with a comma is looked for in each', () => {
  const named = (cell: string) => only(row('ann@acme.example', cell)).groupNames
  expect(named('Developers\nMarketing')).toEqual(['Developers', 'Marketing'])
  expect(named('Sales, EMEA\nDevelopers; Interns\n\ndevelopers')).toEqual(['Sales, EMEA', 'Developers', 'Interns'])
  expect(named('Developers\u2028Marketing\u000bInterns')).toEqual(['Developers', 'Marketing', 'Interns'])
  const both = withGroups(...groups, group('Developers Marketing'))
  expect(rowValidator(both)(row('ann@acme.example', 'Developers\nMarketing')).groupNames).toEqual([
    'Developers',
    'Marketing',
  ])
})

test('Of a cell with thousands of names no more are made than tell that they are too many', () => {
  const validated = only(row('ann@acme.example', Array.from({ length: 100_000 }, (_, n) => `g${n}`).join(';')))
  expect([validated.verdict, validated.groupNames.length, validated.reason]).toEqual([
    'invalid',
    20,
    expect.stringContaining('at most 20 groups'),
  ])
})

test('Of a cell with many lines of many names each, as many are looked up as of one line', () => {
  let lookedUp = 0
  const counted: ExistingRecords = { people: () => undefined, groups: () => (lookedUp++, []) }
  const line = Array.from({ length: 60 }, (_, n) => `g${n}`)
  rowValidator(counted)(row('ann@acme.example', line.map(name => line.map(other => name + other).join(';')).join('\n')))
  // Each line as a whole, and sixty names a few times.
  expect(lookedUp).toBeLessThan(500)
})

describe('Of two groups whose names differ by accents only', () => {
  const both = withGroups(...groups, group('Café'), group('Cafe'))
  const of = (cell: string, records = both) => rowValidator(records)(row('ann@acme.example', cell))

  test('a row means the one that is written exactly so, and both where it names both', () => {
    expect(of('Café').groupNames).toEqual(['Café'])
    expect(of('Cafe').groupNames).toEqual(['Cafe'])
    expect(of('Cafe; Café; Cafe')).toMatchObject({ verdict: 'new', groupNames: ['Cafe', 'Café'] })
    expect(of('Cafe\u0301').groupNames).toEqual(['Café'])
  })

  test('a row that is written as neither is invalid and told both', () => {
    expect(of('CAFE')).toMatchObject({
      verdict: 'invalid',
      reason: 'The group “CAFE” could be Café or Cafe. Use its exact name.',
      groupNames: ['CAFE'],
    })
    expect(of('CAFE', withGroups(group('Café')))).toMatchObject({ verdict: 'new', groupNames: ['Café'] })
  })
})
