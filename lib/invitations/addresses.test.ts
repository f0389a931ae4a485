import { describe, expect, test } from 'vitest'
import { processorTime } from '@/testing/effort'
import { readAddresses } from './addresses'

const frank = { email: 'frank@acme.example', name: 'Frank Castle' }
const matt = { email: 'matt@acme.example', name: 'Matt Murdock' }
const bare = [{ email: frank.email }, { email: matt.email }]

describe('Addresses are read out of', () => {
  test.each([
    ['one address', ' frank@acme.example ', [bare[0]]],
    ['commas', 'frank@acme.example, matt@acme.example', bare],
    ['semicolons', 'frank@acme.example;matt@acme.example;', bare],
    ['new lines of any system', 'frank@acme.example\r\n\r\nmatt@acme.example\n', bare],
    ['tabs', 'frank@acme.example\tmatt@acme.example', bare],
    ['spaces', 'frank@acme.example  matt@acme.example', bare],
    ['names before brackets', 'Frank Castle <frank@acme.example>, Matt Murdock <matt@acme.example>', [frank, matt]],
    [
      'quoted names with commas',
      '"Castle, Frank" <frank@acme.example>; "Murdock, Matt" <matt@acme.example>',
      [frank, matt],
    ],
    [
      "an address book's order without quotes",
      'Castle, Frank <frank@acme.example>; Murdock, Matt <matt@acme.example>',
      [frank, matt],
    ],
    [
      'the same with commas between people',
      'Castle, Frank <frank@acme.example>, Murdock, Matt <matt@acme.example>',
      [frank, matt],
    ],
    [
      'names in single quotes',
      "'Frank Castle' <frank@acme.example>; 'matt@acme.example' <matt@acme.example>",
      [frank, bare[1]],
    ],
    ['brackets of all kinds', '<frank@acme.example>, [matt@acme.example]', bare],
    ['parentheses', '(frank@acme.example) (matt@acme.example)', bare],
    ['links to mail', 'mailto:frank@acme.example?subject=Hi, <mailto:matt@acme.example>', bare],
    ['links of documents', '[Frank](mailto:frank@acme.example), [matt@acme.example](mailto:matt@acme.example)', bare],
    [
      'links of pages',
      '<a href="mailto:frank@acme.example">Frank Castle</a>, <A class=x HREF=mailto:matt@acme.example id=y>Matt Murdock</A>',
      [frank, matt],
    ],
    ["a mail's head", 'To: frank@acme.example\nCc: matt@acme.example', bare],
    ['rows of a table', 'Frank\tCastle\tfrank@acme.example\nmatt@acme.example\tMatt Murdock', [frank, matt]],
    [
      'names and brackets with nothing but space between',
      'Frank Castle <frank@acme.example> Matt Murdock <matt@acme.example>',
      [frank, matt],
    ],
    [
      'the same with a word or a sign between',
      'Frank Castle <frank@acme.example> and Matt Murdock <matt@acme.example>',
      [frank, matt],
    ],
    ['brackets with nothing between', '<frank@acme.example><matt@acme.example>', bare],
    ['an address behind brackets', 'Frank Castle <frank@acme.example> matt@acme.example', [frank, bare[1]]],
    [
      'characters that nobody sees',
      '\u200bfrank@acme.example\u2060, Matt Murdock <\u00admatt@acme.example\u200e>',
      [bare[0], matt],
    ],
    ['the end of a sentence', 'frank@acme.example.', [bare[0]]],
    ['letters of everywhere', 'jörg@münchen.example', [{ email: 'jörg@münchen.example' }]],
  ])('%s', (_, text, found) => {
    expect(readAddresses(text)).toEqual({ found, bad: [], problems: [] })
  })

  test('duplicates once, whatever their capitals, and with a name if any of them has one', () => {
    expect(readAddresses('Frank@acme.example, frank@ACME.example, Frank Castle <frank@acme.example>').found).toEqual([
      { email: 'Frank@acme.example', name: 'Frank Castle' },
    ])
  })
})

describe('Asked back about is', () => {
  test.each([
    ['Alice <аlice@acme.example>', 'Did you mean alice@acme.example? The “а” in “аlice” is Cyrillic (U+0430).'],
    [
      'bob@acme.example, o’neill@acme.example',
      "Did you mean o'neill@acme.example? The “’” is a curly apostrophe (U+2019).",
    ],
    [
      '<al\u00adice@acme.example>',
      'Did you mean alice@acme.example? There is an invisible character (U+00AD) after “al”.',
    ],
  ])('an address that is not what it looks like: %j', (text, sentence) => {
    expect(readAddresses(text)).toMatchObject({ bad: [], problems: [sentence] })
  })

  test('not one that is between typographic quotation marks, or has the sign of another width', () => {
    expect(readAddresses('“frank@acme.example”, ‘matt＠acme.example’')).toEqual({ found: bare, bad: [], problems: [] })
  })
})

describe('What is no address', () => {
  test.each([
    ['', []],
    [' ;, \n', []],
    ['frank', ['frank']],
    ['Frank, frank@acme.example', ['Frank']],
    ['frank@, matt@acme.example', ['frank@']],
    ['Frank <frank>', ['Frank <frank>']],
    ['"Castle <frank@acme', ['"Castle <frank@acme']],
    ['frank@acme.example Matt <matt@acme.example>', ['frank@acme.example Matt <matt@acme.example>']],
    ['a@b@c.example', ['a@b@c.example']],
    ['foo frank@acme.example', ['foo frank@acme.example']],
    ['frank@acme.example\u0000', ['frank@acme.example\u0000']],
  ])('is named: %j', (text, bad) => {
    expect(readAddresses(text).bad).toEqual(bad)
  })

  test('an unclosed quote spoils its own line only', () => {
    expect(readAddresses('"Frank <frank@acme.example>\nmatt@acme.example').found).toEqual([
      { email: frank.email, name: 'Frank' },
      bare[1],
    ])
  })

  test.each([
    '\n',
    '.',
    'a.',
    '<',
    '"',
    ',',
    '@',
    '[',
    ' ',
    'a@b.example ',
    '[x](mailto:',
    'A, ',
    "<'\t",
    'to:\n',
    `<a ${'href=mailto:'.repeat(49)},q`,
  ])('is found out with work that grows like the text, which a million letters of %j would show', piece => {
    expect(readAddresses(`a${piece.repeat(1_000_000 / piece.length)}a`).found.length).toBeLessThan(2)
  })

  test.each<[string, string, number]>([
    ['names that could end at each of their spaces', `a${' '.repeat(99)}${'-'.repeat(120)}${'@'.repeat(150)} x`, 372],
    [
      'addresses that could end at each of their signs',
      `${'@'.repeat(150)}${' '.repeat(100)}${'-'.repeat(100)}${' '.repeat(140)}@`,
      492,
    ],
    ['rules below a header', `email|name\n${'-'.repeat(49_000)}x`, 49_012],
  ])('is found out with work that grows like the text: a form full of %s', async (_, piece, length) => {
    const text = `${piece}\n`.repeat(Math.floor(50_000 / length) || 1)
    const took = await processorTime(() => expect(readAddresses(text).found).toEqual([]))
    // Each took seconds, and the first of them minutes.
    expect(took).toBeLessThan(2000)
  })

  test('is found out so where a line ends that no keyboard ends', () => {
    expect(readAddresses(`${'?'.repeat(1_000_000)}\u2028x`).found).toEqual([])
    expect(readAddresses('mailto:ada@x.example?subject=Hello\u2028there').found).toEqual([{ email: 'ada@x.example' }])
  })
})
