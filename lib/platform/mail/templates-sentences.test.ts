import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseAst } from 'vitest/node'

interface SyntaxNode {
  type: string
  name?: { name?: string }
  id?: { name?: string }
  key?: { name?: string }
  callee?: { name?: string }
  value?: unknown
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string'

/** What reads like something that people are told: two words, or one with a capital. */
const readsLikeText = (text: string): boolean => /\p{L}\S* +\S*\p{L}|^\p{Lu}\p{Ll}/u.test(text)

/** What has words of its own: styles, what a browser is told, imports, errors for the log, and the kinds of mail on a page. */
const isSomethingElse = ({ type, name, id, key, callee }: SyntaxNode): boolean =>
  type === 'ImportDeclaration' ||
  (type === 'JSXAttribute' && ['style', 'content', 'className'].includes(name?.name ?? '')) ||
  (type === 'VariableDeclarator' && ['font', 'dark'].includes(id?.name ?? '')) ||
  (type === 'NewExpression' && callee?.name === 'Error') ||
  (type === 'Property' && key?.name === 'label')

function sentencesIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(sentencesIn)
  if (!isNode(node) || isSomethingElse(node)) return []
  const { type, value } = node
  if (type === 'JSXText') return /\p{L}/u.test(String(value)) ? [String(value).trim()] : []
  if (type === 'Literal') return typeof value === 'string' && readsLikeText(value) ? [value] : []
  if (type === 'TemplateElement') {
    const { raw } = value as { raw: string }
    return readsLikeText(raw) ? [raw] : []
  }
  return Object.values(node).flatMap(sentencesIn)
}

const sentencesOf = (source: string): string[] => sentencesIn(parseAst(source, { lang: 'tsx' }))

test.each([
  ['<Paragraph>Hello</Paragraph>', 'Hello'],
  ['<Paragraph>{name} is here</Paragraph>', 'is here'],
  ['<Layout reason="You asked for it." />', 'You asked for it.'],
  ['const subject = `Mail from ${company}`', 'Mail from '],
  ["const kinds = { app: 'An app' }", 'An app'],
  ["const kinds = { app: 'Unknown' }", 'Unknown'],
])('A sentence in a template is found: %s', (source, sentence) => {
  expect(sentencesOf(source)).toEqual([sentence])
})

test.each([
  "<p className=\"ink wide\" style={{ border: '1px solid red' }}>{mailText('invitation.intro', { by: `${name}` })}</p>",
  "import { Text } from '@react-email/components'",
])('What is none is left alone: %s', source => {
  expect(sentencesOf(source)).toEqual([])
})

const folder = 'lib/platform/mail'
const files = [
  ...readdirSync(folder).filter(name => /^templates\.tsx?$/.test(name)),
  ...readdirSync(join(folder, 'templates')).map(name => join('templates', name)),
]

test.each(files)('Every sentence of %s is in the files of its languages', file => {
  expect(sentencesOf(readFileSync(join(folder, file), 'utf8'))).toEqual([])
})
