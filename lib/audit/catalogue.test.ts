import { existsSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { sourceFiles } from '@/testing/source-files'
import { eventCatalogue, eventNames, eventNamesOfKind } from './catalogue'
import { englishMessages } from './messages'

const read = (file: string): string => readFileSync(file, 'utf8')

const definitionFiles = sourceFiles.filter(file => /^lib\/[\w-]+\/events\.ts$/.test(file))

/** Each event with the file that defines it. */
const definedIn = new Map(
  definitionFiles.flatMap(file =>
    [...read(file).matchAll(/^ {2}'([\w.]+)': defineEvent\(/gm)].map(([, name]) => [name!, file]),
  ),
)

test('The catalogue has every event that a domain defines', () => {
  expect(definedIn.size).toBeGreaterThan(90)
  expect([...definedIn.keys()].toSorted()).toEqual(eventNames.toSorted())
})

test('Every file that records an event imports the file that defines it, so that it is defined wherever it is recorded', () => {
  const literals = new RegExp(`'(${eventNames.join('|').replaceAll('.', '\\.')})'`, 'g')
  const naming = sourceFiles.filter(
    file =>
      file.startsWith('lib/') &&
      /\b(record|buildEvent|importEvent)\b/.test(read(file)) &&
      !definitionFiles.includes(file),
  )
  const missing = naming.flatMap(file => {
    const text = read(file)
    const named = new Set([...text.matchAll(literals)].map(([, name]) => definedIn.get(name!)!))
    const imported = (events: string) =>
      new RegExp(
        `^import (\\{ (?!type )[^}]*\\} from )?'(@/lib/audit/catalogue|${dirname(file) === dirname(events) ? './(events|catalogue)' : `@/${events.slice(0, -3)}`})'`,
        'm',
      ).test(text)
    return [...named].filter(events => !imported(events)).map(events => `${file} → ${events}`)
  })
  expect(missing).toEqual([])
})

test('Every event has a label and a sentence, and every message of events belongs to one', () => {
  const wanted = eventNames.flatMap(name => [`${name}.label`, `${name}.sentence`])
  expect(wanted.filter(key => !englishMessages[key])).toEqual([])
  const ofEvents = Object.keys(englishMessages).filter(key => /^[\w]+\.\w+\.(label|sentence)$/.test(key))
  expect(ofEvents.toSorted()).toEqual(wanted.toSorted())
})

test('The messages of an event lie beside its definition, and no key stands in two files', () => {
  const files = definitionFiles.map(file => `${dirname(file)}/messages/en.json`)
  expect(files.filter(file => !existsSync(file))).toEqual([])
  const keys = files.flatMap(file => Object.keys(JSON.parse(read(file)) as object).map(key => ({ key, file })))
  expect(keys.length).toBe(Object.keys(englishMessages).length)
  for (const { key, file } of keys.filter(({ key }) => key.endsWith('.sentence') && key !== 'sentence.repeated'))
    expect([key, dirname(definedIn.get(key.replace(/\.sentence$/, ''))!)]).toEqual([
      key,
      file.replace('/messages/en.json', ''),
    ])
})

test('Whatever signs somebody in or proves who it is, is filed under sign-ins', () => {
  expect(eventNamesOfKind('sign-in')).toEqual(
    expect.arrayContaining([
      'session.started',
      'session.refused',
      'session.stepped_up',
      'sign_in_code.requested',
      'passkey.verification_started',
      'second_factor.verified',
      'recovery_code.used',
      'password_reset.requested',
    ]),
  )
  for (const name of ['second_factor.added', 'second_factor.removed', 'password.changed'] as const)
    expect([name, eventCatalogue[name].kind]).toEqual([name, 'change'])
})

test('Facts that an event does not declare are no part of it', () => {
  expect(eventCatalogue['group.viewed'].facts.safeParse({ group: { id: 'x', name: 'y' } }).success).toBe(true)
  for (const name of eventNames)
    expect([name, eventCatalogue[name].facts.safeParse({ undeclared: 1 }).success]).toEqual([name, false])
})

/** What runs in a browser, and what that imports. */
test('The parser of messages stays on the server', () => {
  const known = new Set(sourceFiles)
  const reached = new Set(sourceFiles.filter(file => read(file).startsWith("'use client'")))
  for (const file of reached) {
    // An action is called from there, and runs here.
    if (read(file).startsWith("'use server'")) continue
    const text = read(file).replace(/^import type .*$/gm, '')
    for (const [, path] of text.matchAll(/(?:from|import) '((?:@|\.{1,2})\/[^']+)'/g)) {
      const base = path!.startsWith('@/') ? path!.slice(2) : `${dirname(file)}/${path!.replace(/^\.\//, '')}`
      for (const name of [`${base}.ts`, `${base}.tsx`]) if (known.has(name)) reached.add(name)
    }
  }
  expect(reached.size).toBeGreaterThan(40)
  expect([...reached].filter(file => /intl-messageformat/.test(read(file)))).toEqual([])
})
