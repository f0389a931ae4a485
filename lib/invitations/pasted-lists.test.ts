import { describe, expect, test } from 'vitest'
import { processorTime } from '@/testing/effort'
import { readPeople } from './addresses'

const frank = { email: 'frank@acme.example', name: 'Frank Castle' }
const matt = { email: 'matt@acme.example', name: 'Matt Murdock' }
const both = [frank, matt]
const bare = [{ email: frank.email }, { email: matt.email }]

type Expected = Record<string, unknown>[]

/** What was pasted, whom it names, and what of it is named as no address or asked back about. */
const lists: Record<string, [name: string, text: string, people: Expected, unread?: string[]][]> = {
  'mail programs': [
    ['a line of recipients', 'Frank Castle <frank@acme.example>, Matt Murdock <matt@acme.example>', both],
    ['semicolons at the end too', 'Frank Castle <frank@acme.example>; Matt Murdock <matt@acme.example>;', both],
    ['family names first', 'Castle, Frank <frank@acme.example>; Murdock, Matt <matt@acme.example>', both],
    ['family names first, quoted', '"Castle, Frank" <frank@acme.example>, "Murdock, Matt" <matt@acme.example>', both],
    [
      'a department in brackets behind a family name',
      'Castle, Frank (Sales) <frank@acme.example>; Matt Murdock <matt@acme.example>',
      both,
    ],
    [
      'two family names and semicolons',
      'Castle Luz, Frank Ed <frank@acme.example>; x@acme.example',
      [{ email: frank.email, name: 'Frank Ed Castle Luz' }, { email: 'x@acme.example' }],
    ],
    [
      'an academic title behind the name',
      'Frank Castle, PhD <frank@acme.example>',
      [{ email: frank.email, name: 'Frank Castle, PhD' }],
    ],
    [
      'the head of a mail',
      'From: Frank Castle <frank@acme.example>\nSent: Monday, 3 March\nTo: matt@acme.example\nSubject: Hello, all',
      [frank, bare[1]!],
    ],
    [
      'a head in German',
      'Von: Frank Castle <frank@acme.example>\nAn: Matt Murdock <matt@acme.example>\nBetreff: Hallo',
      both,
    ],
    ['a folded head', 'To: Frank Castle <frank@acme.example>,\r\n\tMatt Murdock <matt@acme.example>', both],
    ['the name in brackets behind', 'frank@acme.example (Frank Castle), matt@acme.example (Matt Murdock)', both],
    ['a named group', 'The defenders: frank@acme.example, matt@acme.example;', bare],
    ['recipients that are hidden', 'undisclosed-recipients:;', [], ['undisclosed-recipients:']],
    ['an address that is its own name', '"frank@acme.example" <frank@acme.example>', [bare[0]!]],
    ['the address twice, as a link', 'frank@acme.example <mailto:frank@acme.example>', [bare[0]!]],
    ['a link behind a name in square brackets', 'Frank Castle [mailto:frank@acme.example]', [frank]],
    [
      'encoded words',
      '=?UTF-8?Q?J=C3=B6rg_Gr=C3=BCn?= <frank@acme.example>',
      [{ email: frank.email, name: 'Jörg Grün' }],
    ],
    [
      'encoded words in base64 and in pieces',
      '=?utf-8?B?5bGx55Sw?= =?utf-8?B?5aSq6YOO?= <frank@acme.example>',
      [{ email: frank.email, name: '山田太郎' }],
    ],
    [
      'encoded words of another charset, quoted',
      '"=?iso-8859-1?Q?Gr=FCn=2C_J=F6rg?=" <frank@acme.example>',
      [{ email: frank.email, name: 'Jörg Grün' }],
    ],
    [
      'an encoded word in a charset that nobody knows',
      '=?x-none?Q?Frank?= <frank@acme.example>',
      [{ email: frank.email, name: '=?x-none?Q?Frank?=' }],
    ],
    [
      'an encoded line break with an address behind it',
      '=?utf-8?Q?Frank=0D=0Amatt=40acme.example?= <frank@acme.example>',
      [bare[0]!],
    ],
    ['lines that were quoted', '> Frank Castle <frank@acme.example>\n> > matt@acme.example', [frank, bare[1]!]],
    [
      'an escaped quotation mark',
      '"Frank \\"Pun\\" Castle" <frank@acme.example>',
      [{ email: frank.email, name: 'Frank "Pun" Castle' }],
    ],
    ['a name in single quotes', "'Frank Castle' <frank@acme.example>", [frank]],
    ['a name without a space before the bracket', 'Frank Castle<frank@acme.example>', [frank]],
    ['people with "and" between', 'Frank Castle <frank@acme.example> und Matt Murdock <matt@acme.example>', both],
  ],
  spreadsheets: [
    ['a column', 'frank@acme.example\r\nmatt@acme.example\r\n', bare],
    ['a column with its header', 'E-Mail\nfrank@acme.example\nmatt@acme.example', bare],
    ['two columns', 'Frank Castle\tfrank@acme.example\nMatt Murdock\tmatt@acme.example', both],
    [
      'two columns with a header',
      'Name\tEmail address\nFrank Castle\tfrank@acme.example\nMatt Murdock\tmatt@acme.example',
      both,
    ],
    [
      'a third column without a header',
      'Frank Castle\tfrank@acme.example\tEngineering\nMatt Murdock\tmatt@acme.example\tLaw',
      both,
    ],
    ['a third column between', 'Frank Castle\tEngineering\tfrank@acme.example', [frank]],
    ['a third column behind the name', 'frank@acme.example\tFrank Castle\tEngineering', [frank]],
    ['first and last name', 'Frank\tCastle\tfrank@acme.example', [frank]],
    [
      'first and last name in columns of these names',
      'Last name\tFirst name\tEmail\nCastle\tFrank\tfrank@acme.example\nMurdock\tMatt\tmatt@acme.example',
      both,
    ],
    [
      'a column of titles',
      'Name\tTitle\tEmail\nFrank Castle\tTech Lead\tfrank@acme.example\nMatt Murdock\t\tmatt@acme.example',
      [{ ...frank, title: 'Tech Lead' }, matt],
    ],
    [
      'a column of groups',
      'Email\tName\tGroups\nfrank@acme.example\tFrank Castle\tDevelopers; Marketing',
      [{ ...frank, groups: 'Developers; Marketing' }],
    ],
    ['a column that means nothing here', 'Name\tFloor\tEmail\nFrank Castle\tThird\tfrank@acme.example', [frank]],
    ['a header in German', 'Vorname\tNachname\tE-Mail-Adresse\nFrank\tCastle\tfrank@acme.example', [frank]],
    ['a header in Japanese', '氏名\tメールアドレス\nFrank Castle\tfrank@acme.example', [frank]],
    [
      'a header that is repeated',
      'Name\tEmail\nFrank Castle\tfrank@acme.example\nName\tEmail\nMatt Murdock\tmatt@acme.example',
      both,
    ],
    [
      'numbers and telephones beside',
      '1\tFrank Castle\tfrank@acme.example\t+1 555 0100\n2\tMatt Murdock\tmatt@acme.example\t',
      both,
    ],
    ['a cell with a line break in it', '"Frank\nCastle"\tfrank@acme.example\nMatt Murdock\tmatt@acme.example', both],
    [
      'a cell with a line break and an address in it',
      'Name\tEmail\n"Frank\nevil@acme.example"\tfrank@acme.example\nMatt Murdock\tmatt@acme.example',
      [bare[0]!, matt],
    ],
    [
      'doubled quotation marks',
      '"Frank ""Pun"" Castle"\tfrank@acme.example',
      [{ email: frank.email, name: 'Frank "Pun" Castle' }],
    ],
    ['an inch mark that closes nowhere', '"Frank Castle\tfrank@acme.example\nMatt Murdock\tmatt@acme.example', both],
    ['whole people in a cell', '1\tFrank Castle <frank@acme.example>\tDevelopers', [frank]],
    [
      'a row without an address',
      'Name\tEmail\nFrank Castle\tfrank@acme.example\nJessica Jones\t',
      [frank],
      ['Jessica Jones'],
    ],
    [
      'a row with a slip',
      'Name\tEmail\nFrank Castle\tfrank@acme\nMatt Murdock\tmatt@acme.example',
      [matt],
      ['Frank Castle frank@acme'],
    ],
    ['a header that says nothing', 'Wer\tWo\nFrank Castle\tfrank@acme.example', [frank], ['Wer', 'Wo']],
    ['empty rows and columns', '\t\t\n\tFrank Castle\tfrank@acme.example\n\t\t\n', [frank]],
    ['commas with a header', 'name,email\nFrank Castle,frank@acme.example\n"Murdock, Matt",matt@acme.example', both],
    ['semicolons with a header', 'email;name\nfrank@acme.example;Frank Castle\nmatt@acme.example;Matt Murdock', both],
    ['commas without a header', 'Frank Castle,frank@acme.example\nMatt Murdock,matt@acme.example', both],
  ],
  chat: [
    ['bullets', '• frank@acme.example\n• matt@acme.example', bare],
    [
      'bullets with a tab, as from a document',
      '•\tFrank Castle <frank@acme.example>\n•\tmatt@acme.example',
      [frank, bare[1]!],
    ],
    ['dashes and stars', '- Frank Castle <frank@acme.example>\n* Matt Murdock <matt@acme.example>', both],
    ['numbers', '1. frank@acme.example\n2) matt@acme.example', bare],
    ['numbers with tabs', '1.\tfrank@acme.example\n2.\tmatt@acme.example', bare],
    ['tasks', '- [ ] frank@acme.example\n- [x] Matt Murdock <matt@acme.example>', [bare[0]!, matt]],
    [
      'a name and a colon',
      'Frank: frank@acme.example\nMatt: matt@acme.example',
      [
        { email: frank.email, name: 'Frank' },
        { email: matt.email, name: 'Matt' },
      ],
    ],
    ['names and colons in one line', 'Frank Castle: frank@acme.example, Matt Murdock: matt@acme.example', both],
    ['a name and a dash', 'Frank Castle - frank@acme.example\nMatt Murdock – matt@acme.example', both],
    ['a dash and a name', 'frank@acme.example - Frank Castle', [frank]],
    ['a name with nothing but space', 'Frank Castle frank@acme.example', [frank]],
    [
      'links as they are marked up',
      '[Frank](mailto:frank@acme.example) and <mailto:matt@acme.example>',
      [],
      ['frank@acme.example and <mailto:matt@acme.example>'],
    ],
    ['signs between addresses', 'frank@acme.example / matt@acme.example', bare],
    ['"and" between addresses', 'frank@acme.example and matt@acme.example', bare],
    ['a mention', '@frank please ask matt@acme.example', [], ['@frank please ask matt@acme.example']],
    ['a sentence', 'Could you add frank@acme.example please', [], ['Could you add frank@acme.example please']],
    ['an address that hides', 'frank [at] acme [dot] example', [], ['frank [at] acme [dot] example']],
    ['a line above a list', 'New people:\nfrank@acme.example\nmatt@acme.example', bare, ['New people:']],
  ],
  'web pages': [
    ['a name above its address', 'Frank Castle\nfrank@acme.example\nMatt Murdock\nmatt@acme.example', both],
    ['a blank line between people', 'Frank Castle\nfrank@acme.example\n\nMatt Murdock\nmatt@acme.example\n', both],
    ['blank lines everywhere', 'Frank Castle\n\nfrank@acme.example\n\nMatt Murdock\n\nmatt@acme.example', both],
    ['an address above its name', 'frank@acme.example\nFrank Castle\nmatt@acme.example\nMatt Murdock', both],
    ['family names first above addresses', 'Castle, Frank\n<frank@acme.example>', [frank]],
    ['labels', 'Name: Frank Castle\nEmail: frank@acme.example\n\nName: Matt Murdock\nEmail: matt@acme.example', both],
    ['a heading above addresses', 'Engineering\nfrank@acme.example\nmatt@acme.example', bare, ['Engineering']],
    [
      'name, role and address in lines',
      'Frank Castle\nTech Lead\nfrank@acme.example',
      [bare[0]!],
      ['Frank Castle', 'Tech Lead'],
    ],
    [
      'a table in text',
      '| Name | Email |\n|---|:--|\n| Frank Castle | frank@acme.example |\n| Matt Murdock | matt@acme.example |',
      both,
    ],
    ['the source of a link', '<a class="x" href="mailto:frank@acme.example">Frank Castle</a>', [frank]],
    ['a link with a subject', 'mailto:frank@acme.example?subject=Hi', [bare[0]!]],
    ['a list of a program', '["frank@acme.example", "matt@acme.example"]', bare],
    ['the address of a page', 'https://frank@acme.example/', [], ['https://frank@acme.example/']],
  ],
  'keyboards and scripts': [
    [
      'commas of Chinese and Japanese',
      'frank@acme.example，matt@acme.example、x@acme.example',
      [...bare, { email: 'x@acme.example' }],
    ],
    ['semicolons of Chinese', 'frank@acme.example；matt@acme.example', bare],
    [
      'commas and semicolons of Arabic',
      'frank@acme.example، matt@acme.example؛ x@acme.example',
      [...bare, { email: 'x@acme.example' }],
    ],
    ['the sign of another width', 'frank＠acme.example', [bare[0]!]],
    [
      'colons and brackets of another width',
      'Frank Castle：frank@acme.example\nMatt Murdock＜matt＠acme.example＞',
      both,
    ],
    [
      'quotation marks of German and French',
      '„Castle, Frank“ <frank@acme.example>; «Matt Murdock» <matt@acme.example>',
      both,
    ],
    ['a name without capitals', '山田太郎 frank@acme.example', [{ email: frank.email, name: '山田太郎' }]],
    ['names from right to left', 'محمد علي <frank@acme.example>', [{ email: frank.email, name: 'محمد علي' }]],
    ['a letter of another script', 'Frank <frаnk@acme.example>', [], ['Frank <frаnk@acme.example>']],
    ['two signs', 'frank@acme@example.com', [], ['frank@acme@example.com']],
    ['a space within', 'frank@acme .example', [], ['frank@acme .example']],
    [
      'somebody in a comment',
      'Frank (boss@acme.example) <frank@acme.example>',
      [],
      ['Frank (boss@acme.example) <frank@acme.example>'],
    ],
    [
      'two people of whom one has an address',
      'Frank Castle, Matt Murdock <matt@acme.example>',
      [matt],
      ['Frank Castle'],
    ],
    ['a quoted local part', '"frank castle"@acme.example', [], ['"frank castle"@acme.example']],
    ['an address of a machine', 'frank@[127.0.0.1]', [], ['frank@[127.0.0.1]']],
  ],
}

describe.each(Object.entries(lists))('Pasted from %s', (_, kinds) => {
  test.each(kinds)('%s', (_, text, people, unread = []) => {
    const read = readPeople(text)
    expect({ people: read.people, unread: read.unread.map(piece => piece.text) }).toEqual({ people, unread })
  })
})

test('What is asked back about comes with what is meant, and a sentence with an address in it with the address', () => {
  expect(readPeople('Frank Castle <frаnk@acme.example>\nplease add Matt matt@acme.example').unread).toEqual([
    expect.objectContaining({ problem: expect.stringMatching(/Cyrillic/), meant: frank }),
    { text: 'please add Matt matt@acme.example', meant: { email: matt.email } },
  ])
})

test('Five hundred people are read at once, whatever they are written like', async () => {
  const rows = (row: (n: number) => string) => Array.from({ length: 500 }, (_, n) => row(n)).join('\n')
  for (const text of [
    rows(n => `Person ${n} <p${n}@acme.example>,`),
    rows(n => `Ann\tLee\tp${n}@acme.example\tSales`),
    rows(n => `• Ann: p${n}@acme.example`),
    rows(n => `Ann Lee\np${n}@acme.example`),
    rows(n => `Ann Lee,p${n}@acme.example`),
  ]) {
    const took = await processorTime(() => expect(readPeople(text).people).toHaveLength(500))
    expect(took).toBeLessThan(2000)
  }
})
