import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { sourceFiles } from '@/testing/source-files'
import { languages, type Language } from './language'
import { forReader } from './reader'
import { textsOf } from './texts'

type MessageElement = ReturnType<IntlMessageFormat['getAst']>[number]

/** Texts that are the same in another language, by `<folder> <key>`: names, and words that both languages have. */
const sameInEach = new Set<string>([])

const fileOf = (language: Language): string => `${language}.json`

/** Every folder with texts in more than English; the audit log, whose folders are called `messages`, has that alone. */
const folders = ['app', 'components', 'lib'].flatMap(top =>
  [
    ...new Set(
      readdirSync(top, { recursive: true, encoding: 'utf8' })
        .filter(name => /(^|\/)(pt-BR|es)\.json$/.test(name))
        .map(name => join(top, dirname(name))),
    ),
  ].filter(folder => !folder.includes('node_modules')),
)

const sources = sourceFiles.map(path => ({ path, text: readFileSync(path, 'utf8') }))

const textsIn = (folder: string, language: Language): Record<string, string> =>
  JSON.parse(readFileSync(join(folder, fileOf(language)), 'utf8')) as Record<string, string>

const parse = (message: string, language: Language): MessageElement[] =>
  new IntlMessageFormat(message, language, undefined, { ignoreTag: true }).getAst()

/** Every element of a message, those within plurals and choices too. */
const elementsOf = (elements: MessageElement[]): MessageElement[] =>
  elements.flatMap(element => [
    element,
    ...('options' in element ? elementsOf(Object.values(element.options).flatMap(({ value }) => value)) : []),
  ])

/** A literal text, and the number within a plural, are no arguments. */
const isArgument = (element: MessageElement) => 'value' in element && element.type !== 0

/** "left: 6", "kind: 5 app|other": each argument, with its type, and what it chooses among. */
const argumentsOf = (elements: MessageElement[]): string[] =>
  [
    ...new Set(
      elementsOf(elements)
        .filter(isArgument)
        .map(element => {
          const choices = 'options' in element && !('pluralType' in element) ? Object.keys(element.options).sort() : []
          return `${(element as { value: string }).value}: ${element.type} ${choices.join('|')}`
        }),
    ),
  ].sort()

/** What a message says by itself. */
const wordsOf = (elements: MessageElement[]): string =>
  elementsOf(elements)
    .map(element => (element.type === 0 ? element.value : ''))
    .join(' ')

/** What gives the texts of a folder, and the keys that it is called with; those of a template literal are patterns. */
function usesOf(folder: string) {
  const home = sources.find(({ path, text }) =>
    [...text.matchAll(/from '([^']+)\/en\.json'/g)].some(
      ([, from]) => (from!.startsWith('@/') ? from!.slice(2) : join(dirname(path), from!)) === folder,
    ),
  )
  const name = /export const (\w+) = textsOf\(/.exec(home?.text ?? '')?.[1]
  if (!name) return undefined
  const keys = sources
    .flatMap(({ text }) => [...text.matchAll(new RegExp(`\\b${name}\\(([^,)]*)`, 'g'))])
    .flatMap(([, first]) => [...first!.matchAll(/'([^'\s]+\.[^'\s]+)'|`([^`]+)`/g)])
    .map(([, literal, template]) =>
      literal === undefined
        ? new RegExp(`^${template!.replace(/\$\{[^}]*\}|\./g, part => (part === '.' ? '\\.' : '[^.]+'))}$`)
        : literal,
    )
  return { name, keys }
}

test('Texts in every language are found by their files', () => {
  expect(folders).toContain('lib/platform/mail/texts')
})

describe.each(folders)('The texts in %s', folder => {
  const english = textsIn(folder, 'en')
  const others = languages.filter(language => language !== 'en')

  test('are there in every language, with the same keys in the same order', () => {
    for (const language of languages) {
      expect(existsSync(join(folder, fileOf(language)))).toBe(true)
      expect(Object.keys(textsIn(folder, language))).toEqual(Object.keys(english))
    }
  })

  test('take the same arguments in each, of the same types', () => {
    for (const language of others)
      for (const [key, message] of Object.entries(textsIn(folder, language)))
        expect([language, key, argumentsOf(parse(message, language))]).toEqual([
          language,
          key,
          argumentsOf(parse(english[key]!, 'en')),
        ])
  })

  test('have a form for one and for many wherever something is counted', () => {
    const short = languages.flatMap(language =>
      Object.entries(textsIn(folder, language)).filter(([, message]) =>
        elementsOf(parse(message, language)).some(
          element => 'pluralType' in element && !(element.options.one && element.options.other),
        ),
      ),
    )
    expect(short).toEqual([])
  })

  test('are translated, and say something', () => {
    const left = others.flatMap(language =>
      Object.entries(textsIn(folder, language)).filter(
        ([key, message]) =>
          !message.trim() ||
          (message === english[key] &&
            /\p{L}/u.test(wordsOf(parse(message, language))) &&
            !sameInEach.has(`${folder} ${key}`)),
      ),
    )
    expect(left).toEqual([])
  })

  test('have the apostrophes that people read: a straight one hides what follows from the messages’ syntax', () => {
    for (const language of languages)
      expect(Object.entries(textsIn(folder, language)).filter(([, message]) => message.includes("'"))).toEqual([])
  })

  test('are each used, and no other is asked for', () => {
    const uses = usesOf(folder)
    expect(uses, `A file exports what textsOf makes of ${folder}`).toBeDefined()
    const keys = Object.keys(english)
    const fits = (key: string) => (used: string | RegExp) => (typeof used === 'string' ? used === key : used.test(key))
    const written = new Set(
      sources.flatMap(({ text }) => [...text.matchAll(/'([^'\s]+\.[^'\s]+)'/g)].map(([, key]) => key)),
    )
    expect(keys.filter(key => !written.has(key) && !uses!.keys.some(fits(key)))).toEqual([])
    expect(uses!.keys.filter(used => !keys.some(key => fits(key)(used)))).toEqual([])
  })
})

describe('A text', () => {
  const say = textsOf({
    en: { left: '{name} has {count, plural, one {# code} other {# codes}}' },
    'pt-BR': { left: '{name} tem {count, plural, one {# código} other {# códigos}}' },
    es: { left: '{name} tiene {count, plural, one {# código} other {# códigos}}' },
  })

  test.each([
    ['en', 'Ana has 12,345 codes'],
    ['pt-BR', 'Ana tem 12.345 códigos'],
    ['es', 'Ana tiene 12.345 códigos'],
  ] as const)('is in the language of its reader, with its numbers: %s', (language, text) => {
    expect(forReader({ language }, () => say('left', { name: 'Ana', count: 12_345 }))).toBe(text)
  })

  test('is English where nobody is known to read it', () => {
    expect(say('left', { name: 'Ana', count: 1 })).toBe('Ana has 1 code')
  })

  test('takes what was typed as it is', () => {
    const name = "{count} <b>O'Hara</b> '{x}' # & é"
    expect(say('left', { name, count: 1 })).toBe(`${name} has 1 code`)
  })
})
