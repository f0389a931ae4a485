import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { companySlug } from '@/lib/company/input'
import { parseInput } from '@/lib/operation/parse-input'
import { emailField } from './email-field'
import { idField } from './fields'
import { personNameField } from './person-fields'
import { slugFrom } from './slug'

const sentence = (result: { success: boolean; error?: { issues: { message: string }[] } }): string | undefined =>
  result.success ? undefined : result.error?.issues[0]?.message

describe('A company slug', () => {
  test.each(['acme-corp', 'globex', 'a1b', '4ever', 'x'.repeat(40)])('may be %s', slug => {
    expect(companySlug.parse(` ${slug} `)).toBe(slug)
  })

  test.each([
    ['', 'missing'],
    ['ab', 'at least 3'],
    ['x'.repeat(41), 'at most 40'],
    ['x'.repeat(10_000), 'at most 40'],
    ['Acme', 'lower-case'],
    ['a--b', 'lower-case'],
    ['-ab', 'lower-case'],
    ['ab-', 'lower-case'],
    ['a b c', 'lower-case'],
    ['a/b', 'lower-case'],
    ['🦄🦄🦄', 'lower-case'],
    ['<script>', 'lower-case'],
    ["a';drop", 'lower-case'],
    ['مرحبا', 'lower-case'],
    ['api', 'reserved'],
    ['login', 'reserved'],
    ['_next', 'lower-case'],
    ['dev', 'reserved'],
    ['admin', 'reserved'],
    ['settings', 'reserved'],
  ])('may not be %j', (slug, word) => {
    expect(sentence(companySlug.safeParse(slug))).toContain(word)
  })
})

describe('A name', () => {
  test.each([
    'Ada',
    'Siobhán O’Neill',
    '李小龍',
    'مريم',
    '🦄',
    '👩‍💻',
    'अनन्या',
    'דנה',
    'می\u200cخواهم',
    'ශ්\u200dරී',
    '葛\u{e0100}城',
    '❤\ufe0f\u200d🔥',
    "Robert'); DROP TABLE users;--",
    '<b>Bold</b>',
  ])('may be %s', name => {
    expect(personNameField.parse(name)).toBe(name.normalize('NFC'))
  })

  test.each([
    ['', 'missing'],
    ['   ', 'missing'],
    ['\u200b', 'missing'],
    ['\u3164\u2800', 'missing'],
    ['\u0301', 'missing'],
    ['x'.repeat(101), 'at most 100'],
    ['\u0000\u0007\u202e', 'missing'],
    ['\ud83e', 'missing'],
    [undefined, 'missing'],
    [7, 'missing'],
  ])('may not be %j', (name, word) => {
    expect(sentence(personNameField.safeParse(name))).toContain(word)
  })

  test.each([
    ['\u2068Ada\u2069', 'Ada'],
    ['Admin \u202ealice', 'Admin alice'],
    ['\u200fדנה', 'דנה'],
    ['Ada\u200b', 'Ada'],
    ['A\u200dd\u00ada', 'Ada'],
    ['\ufeffAda\ufe0f', 'Ada'],
    ['a\r\nBcc: x', 'a Bcc: x'],
    ['a\u0000b\u0085c', 'ab c'],
    ['Ada\u00a0\u00a0King\u3000of\u2800\u2003Lovelace\t', 'Ada King of Lovelace'],
    ['Jose\u0301', 'José'],
    ['Ada \ud83e', 'Ada'],
  ])('that is written %j is stored as %j, and stays so', (written, stored) => {
    expect(personNameField.parse(written)).toBe(stored)
    expect(personNameField.parse(stored)).toBe(stored)
  })

  test('is as long as what is stored', () => {
    expect(personNameField.parse(`${'\u200b'.repeat(300)}Ada${' '.repeat(300)}`)).toBe('Ada')
    expect(sentence(personNameField.safeParse('Å'.repeat(101)))).toContain('at most 100')
  })

  test('counts a character with an emoji as people do', () => {
    expect(personNameField.safeParse('🦄'.repeat(100)).success).toBe(true)
  })
})

describe('An email address', () => {
  test.each([
    'alice@acme.example',
    'a.b+c@sub.example.co',
    "o'neill@example.com",
    'jörg@münchen.example',
    'a@पत्र.भारत',
    'a!#$%+/=?^_`{|}~@x.co',
  ])('may be %s', email => {
    expect(emailField.parse(` ${email} `)).toBe(email)
  })

  test.each([
    '',
    'alice',
    'alice@',
    '@acme.example',
    'a b@c.de',
    'a@b@c.de',
    'a@b..de',
    'a..b@c.de',
    '.a@c.de',
    'a.@c.de',
    'a@-c.de',
    'a@c-.de',
    'frank@acme',
    'a@[127.0.0.1]',
    'a[b]@c.de',
    'a@c.de!',
    'a@10.0.0.1',
    'a@b.de\r\nBcc: x@y.z',
    '"x"@y.zz',
    `${'x'.repeat(250)}@y.zz`,
  ])('may not be %j', email => {
    expect(sentence(emailField.safeParse(email))).toMatch(/email address/)
  })
})

describe('An id', () => {
  test('that is garbage is one that never existed', () => {
    const nobody = idField.parse('not-an-id')
    expect(nobody).toBe('00000000-0000-0000-0000-000000000000')
    for (const garbage of [undefined, null, 7, {}, "' or 1=1", 'x'.repeat(10_000)])
      expect(idField.parse(garbage)).toBe(nobody)
    expect(idField.parse('01A20ACB-EB9B-77BA-95FD-0C269E0F9B64')).toBe('01a20acb-eb9b-77ba-95fd-0c269e0f9b64')
  })
})

test('A slug is made of a name', () => {
  expect(slugFrom('Café & Söhne GmbH!')).toBe('cafe-sohne-gmbh')
})

test('What a schema does not say itself is said in our words, and not in those of a library', () => {
  const schema = z.strictObject({
    a: z.string(),
    b: z.number().max(3),
    c: z.enum(['x']),
    d: z.array(z.string()).min(1),
    e: z.string({ error: 'Our own.' }),
  })
  const fields = (raw: unknown): Record<string, string> => {
    try {
      parseInput(schema, raw)
      return {}
    } catch (error) {
      return (error as { fields: Record<string, string> }).fields
    }
  }
  expect(fields({ b: 4, c: 'y', d: [], e: 7, f: 1 })).toEqual({
    a: 'This is missing.',
    b: 'This is too long or too large.',
    c: 'This is not valid.',
    d: 'This is too short or too small.',
    e: 'Our own.',
    f: 'This field does not exist.',
  })
  expect(fields({ a: 'a', b: 3, c: 'x', d: ['d'], e: 'e' })).toEqual({})
})
