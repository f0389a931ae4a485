import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseFile } from '@/testing/import-file'
import { workbookFile } from '@/testing/workbook'
import type { Encoding } from './encodings'

interface MadePerson {
  first: string
  last: string
  email: string
  title: string
  groups: string
}

const latin = {
  first: ['Zoë', 'Jörg', 'Anne-Marie', 'Inès', "D'Arcy", 'Łucja', 'José Luis', 'Šárka', 'Mary Jane', 'Bo'],
  last: [
    'Weiß',
    'de la Cruz',
    'Müller-Lüdenscheidt',
    'O’Neill',
    'Žižka',
    'van den Berg',
    'García Soto',
    'Ødegård',
    'Ng',
  ],
}
const wide = {
  first: [...latin.first, 'Ελένη', 'Дмитрий', 'İpek', '健二', 'محمد', 'Nguyễn', '👩‍🚀 Ada'],
  last: [...latin.last, 'Παπαδοπούλου', 'Иванов', 'Işık', '佐藤', 'علي', 'Trần', 'कुमार'],
}
const titles = ['', 'Buyer', 'Head of "Sales"', 'Tech Lead, R&D', 'Einkäuferin; Vertretung', 'Dev | Ops']
const groups = ['Sales', 'Sales; Support', 'Sales|Support', 'Sales, Support', 'Sales\nSupport', 'Küche']

/** What Windows-1252 has between 0x80 and 0x9f, and these names use. */
const from80: Record<string, number> = { Š: 0x8a, š: 0x9a, Ž: 0x8e, ž: 0x9e, '’': 0x92 }
const isWindows1252 = (text: string): boolean => [...text].every(letter => letter <= 'ÿ' || letter in from80)

const only = (texts: string[], encoding: Encoding) =>
  texts.filter(text => encoding !== 'Windows-1252' || isWindows1252(text))

const peopleFor = (encoding: Encoding) =>
  fc
    .array(
      fc.record({
        first: fc.constantFrom(...only(wide.first, encoding)),
        last: fc.constantFrom(...only(wide.last, encoding)),
        local: fc.stringMatching(/^[a-z]{2,8}([.+-][a-z0-9]{1,6})?$/),
        title: fc.constantFrom(...titles),
        groups: fc.constantFrom(...groups),
      }),
      { minLength: 1, maxLength: 8 },
    )
    .map(found =>
      found.map(({ local, ...rest }, at): MadePerson => ({ ...rest, email: `${local}.${at}@nord.example` })),
    )

interface MadeLayout {
  above?: (separator: string) => string
  header?: string[]
  row: (person: MadePerson) => string[]
  /** What it does not hold is not compared. */
  lacks?: ('title' | 'groups')[]
}

const layouts: Record<string, MadeLayout> = {
  'our template': {
    header: ['email', 'name', 'title', 'groups'],
    row: ({ email, first, last, title, groups }) => [email, `${first} ${last}`, title, groups],
  },
  'names in parts': {
    header: ['First Name [Required]', 'Last Name [Required]', 'Email Address [Required]', 'Recovery Email', 'Team'],
    row: ({ email, first, last, groups }) => [first, last, email, `private.${email}`, groups],
    lacks: ['title'],
  },
  'names turned round': {
    header: ['Full name', 'E-mail', 'Job title'],
    row: ({ email, first, last, title }) => [`${last}, ${first}`, email, title],
    lacks: ['groups'],
  },
  German: {
    header: ['Name', 'Vorname', 'E-Mail-Adresse', 'Stelle', 'Gruppe'],
    row: ({ email, first, last, title, groups }) => [last, first, email, title, groups],
  },
  Spanish: {
    header: ['Nombre', 'Apellidos', 'Correo electrónico', 'Cargo', 'Grupos'],
    row: ({ email, first, last, title, groups }) => [first, last, email, title, groups],
  },
  French: {
    header: ['Nom', 'Prénom', 'Courriel', 'Équipe'],
    row: ({ email, first, last, groups }) => [last, first, email, groups],
    lacks: ['title'],
  },
  'Microsoft Entra': {
    header: ['userPrincipalName', 'displayName', 'surname', 'mail', 'givenName', 'jobTitle'],
    row: ({ email, first, last, title }) => [`upn-${email}`, `${first} ${last}`, last, email, first, title],
    lacks: ['groups'],
  },
  Okta: {
    header: ['login', 'firstName', 'lastName', 'middleName', 'email', 'title'],
    row: ({ email, first, last, title }) => [email, first, last, '', email, title],
    lacks: ['groups'],
  },
  Outlook: {
    header: [
      'Title',
      'First Name',
      'Last Name',
      'Job Title',
      'E-mail Address',
      'E-mail Display Name',
      'E-mail 2 Address',
    ],
    row: ({ email, first, last, title }) => ['Ms.', first, last, title, email, `${first} ${last} (${email})`, ''],
    lacks: ['groups'],
  },
  'an address with a name, and mailto': {
    header: ['Number', 'Email', 'Group'],
    row: ({ email, first, last, groups }) => ['17', `"${first} ${last}" <mailto:${email}>`, groups],
    lacks: ['title'],
  },
  'titles above, and empty columns': {
    above: separator => `Members of Nord${separator.repeat(4)}\r\n\r\n`,
    header: ['', 'Mail', 'Display name', 'Groups', ''],
    row: ({ email, first, last, groups }) => ['', email, `${first} ${last}`, groups, ''],
    lacks: ['title'],
  },
  'no header': {
    row: ({ email, first, last, groups }) => [email, `${first} ${last}`, groups],
    lacks: ['title'],
  },
}

const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le')
const encoders: Partial<Record<Encoding | 'UTF-8 with a mark', (text: string) => Uint8Array>> = {
  'UTF-8': text => Buffer.from(text),
  'UTF-8 with a mark': text => Buffer.from(`\ufeff${text}`),
  'UTF-16 LE': utf16,
  'UTF-16 BE': text => utf16(text).swap16(),
  'Windows-1252': text => Buffer.from(Array.from(text, letter => from80[letter] ?? letter.codePointAt(0)!)),
}
const separators = [',', ';', '\t', '|']

const seen = async (layout: MadeLayout, people: MadePerson[], ...file: Parameters<typeof parseFile>) => {
  const { rows } = await parseFile(...file)
  const has = (what: 'title' | 'groups') => !layout.lacks?.includes(what)
  expect(
    rows.map(({ email, name, title, groups, misshapen }) => [
      email,
      name,
      has('title') && title,
      has('groups') && groups,
      misshapen,
    ]),
  ).toEqual(
    people.map(({ email, first, last, title, groups }) => [
      email,
      `${first} ${last}`.normalize('NFC'),
      has('title') && title,
      has('groups') && groups,
      undefined,
    ]),
  )
}

test.each(Object.entries(layouts))(
  'People made up at random arrive equal from a file such as %s, whatever its encoding and separators',
  async (_, layout) => {
    for (const [encoding, encode] of Object.entries(encoders))
      for (const separator of separators)
        await fc.assert(
          fc.asyncProperty(peopleFor(encoding as Encoding), async people => {
            const records = [...(layout.header ? [layout.header] : []), ...people.map(layout.row)]
            const text = stringify(records, { delimiter: separator, record_delimiter: '\r\n', quoted_match: /\n/ })
            const content = encode!((layout.above?.(separator) ?? '') + text)
            await seen(layout, people, content, encoding === 'Windows-1252' ? { encoding } : {})
          }),
          { numRuns: 6 },
        )
  },
)

test.each(Object.entries(layouts))(
  'People made up at random arrive equal from a workbook such as %s',
  async (_, layout) => {
    await fc.assert(
      fc.asyncProperty(peopleFor('UTF-8'), fc.boolean(), async (people, shared) => {
        const rows = [
          ...(layout.above ? [['Members of Nord']] : []),
          ...(layout.header ? [layout.header] : []),
          ...people.map(layout.row),
        ]
        await seen(layout, people, workbookFile([{ name: 'People', rows }], { shared }), { fileName: 'people.xlsx' })
      }),
      { numRuns: 6 },
    )
  },
)
