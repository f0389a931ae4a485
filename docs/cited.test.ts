import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const folders = ['app', 'components', 'db', 'docs', 'e2e', 'lib', 'scripts', 'testing']
const files = new Set([
  ...readdirSync('.', { withFileTypes: true }).flatMap(entry => (entry.isFile() ? [entry.name] : [])),
  ...folders.flatMap(top => readdirSync(top, { recursive: true, encoding: 'utf8' }).map(name => join(top, name))),
])

const read = (kind: RegExp): [path: string, text: string][] =>
  [...files].filter(path => kind.test(path)).map(path => [path, readFileSync(path, 'utf8')])

/** Files cited in a text, from the top of the checkout; those of other projects (node_modules) are not looked for. */
const citedIn = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(match => match[1]!)

test('What comments say is written in a document is in one that is there', () => {
  const missing = read(/\.([cm]?ts|tsx|[cm]js|sql)$/).flatMap(([path, text]) =>
    citedIn(text, /(?<![\w/.-])((?:docs\/)?[\w/-]+\.md)\b/g)
      .filter(cited => !files.has(cited))
      .map(cited => `${path}: ${cited}`),
  )
  expect(missing).toEqual([])
})

test('Every link of a document leads to a file that is there', () => {
  const links = read(/\.md$/).flatMap(([path, text]) =>
    citedIn(text, /\]\((?!https?:|#)([^)#]+)/g).map(link => join(dirname(path), link)),
  )
  expect(links.length).toBeGreaterThan(20)
  // Folders are among the names, too, but for their last slash.
  expect(links.filter(link => !files.has(link.replace(/\/$/, '')) && !folders.includes(link))).toEqual([])
})

test('Every promise, and every convention, is kept in a file that is there', () => {
  const named = ['docs/security.md', 'docs/style.md'].flatMap(path =>
    citedIn(readFileSync(path, 'utf8'), /`((?:app|components|db|e2e|lib|scripts|testing)\/[^`\s]+\.\w+)`/g),
  )
  expect(named.length).toBeGreaterThan(50)
  expect(named.filter(path => !files.has(path))).toEqual([])
})
