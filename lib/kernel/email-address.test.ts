import { domainToASCII, domainToUnicode } from 'node:url'
import { describe, expect, test } from 'vitest'
import { asciiAddress, asciiDomain, canonicalAddress } from './email-address'
import { emailField } from './email-field'
import { enteredEmailField } from './entered-email-field'
import { addressKey, spellingsOf } from './fold'

describe('An address has one form', () => {
  test.each([
    ['lena@grün-bau.example', 'lena@grün-bau.example', 'lena@xn--grn-bau-o2a.example'],
    ['lena@xn--grn-bau-o2a.example', 'lena@grün-bau.example', 'lena@xn--grn-bau-o2a.example'],
    ['LENA@GRÜN-BAU.EXAMPLE', 'LENA@grün-bau.example', 'lena@xn--grn-bau-o2a.example'],
    ['Lena@XN--GRN-BAU-O2A.Example', 'Lena@grün-bau.example', 'lena@xn--grn-bau-o2a.example'],
    ['lena@gru\u0308n-bau.example', 'lena@grün-bau.example', 'lena@xn--grn-bau-o2a.example'],
    ['Alice@ACME.Example', 'Alice@acme.example', 'alice@acme.example'],
    ['ａlice＠ａｃｍｅ．example', 'alice@acme.example', 'alice@acme.example'],
    ['\u2068alice@acme.example\u2069\u200b', 'alice@acme.example', 'alice@acme.example'],
    ['さくら@例え。ｊｐ', 'さくら@例え.jp', 'さくら@xn--r8jz45g.jp'],
    ['a@straße.example', 'a@straße.example', 'a@xn--strae-oqa.example'],
    ['иван@почта.рф', 'иван@почта.рф', 'иван@xn--80a1acny.xn--p1ai'],
    ['a@می\u200cخواهم.example', 'a@می\u200cخواهم.example', 'a@xn--mgbn2ecje63gr19l.example'],
    ['กำ@example.com', 'กำ@example.com', 'กำ@example.com'],
    ['a@об\u02bcєкт.example', 'a@об\u02bcєкт.example', 'a@xn--mqa95e2anx0i.example'],
    ['김alice@example.com', '김alice@example.com', '김alice@example.com'],
  ])('%j is stored as %j under %j', (typed, stored, key) => {
    expect([emailField.parse(typed), addressKey(typed)]).toEqual([stored, key])
    expect([emailField.parse(stored), addressKey(stored), addressKey(key)]).toEqual([stored, key, key])
    expect(addressKey(enteredEmailField.parse(typed))).toBe(key)
    expect(emailField.parse(asciiAddress(stored))).toBe(stored)
  })

  test('with its domain as Node.js says it in either spelling', () => {
    for (const domain of ['grün-bau.example', 'GRÜN.example', '例え.jp', 'почта.рф', 'ﬁne.example', 'straße.example']) {
      const ascii = domainToASCII(domain)
      expect(asciiDomain(domain)).toBe(ascii)
      expect(canonicalAddress(`a@${ascii}`)).toBe(`a@${domainToUnicode(ascii)}`)
    }
  })

  test.each([
    ['a@xn--80ak6aa92e.com', 'Cyrillic letters that all look like Latin ones'],
    ['a@xn--pple-43d.com', 'a Cyrillic letter among Latin ones'],
  ])('%s stays as it is: %s', address => {
    expect(canonicalAddress(address)).toBe(address)
    expect(addressKey(address)).toBe(address)
  })

  test.each([
    ['a@xn--a.example', 'nothing that decodes'],
    ['a@xn--a-.example', 'what decodes to plain letters'],
    [`a@${'ü'.repeat(60)}.example`, 'a label that is too long for the DNS'],
    ['a@b%2ec.example', 'an escape'],
    ['a@example.com/b.de', 'a path'],
    ['a@example.com:80', 'a port'],
    ['a@0x7f.1', 'a number'],
  ])('%s is none: %s', address => {
    expect(emailField.safeParse(address).error?.issues[0]!.message).toBe(
      'Enter an email address such as alice@example.com.',
    )
  })

  test('and is searched by in both spellings', () => {
    expect(new Set(spellingsOf('lena@grün-bau.example'))).toEqual(
      new Set(['lena@grün-bau.example', 'lena@xn--grn-bau-o2a.example']),
    )
    expect(new Set(spellingsOf('a@xn--80ak6aa92e.com'))).toEqual(new Set(['a@xn--80ak6aa92e.com', 'a@аррӏе.com']))
  })
})

describe('Asked back about is', () => {
  test.each([
    ['аlice@acme.example', 'Did you mean alice@acme.example? The “а” in “аlice” is Cyrillic (U+0430).'],
    ['Аlice@ACME.example', 'Did you mean Alice@acme.example? The “А” in “Аlice” is Cyrillic (U+0410).'],
    ['алисa@acme.example', 'Did you mean алиса@acme.example? The “a” in “алисa” is Latin (U+0061).'],
    ['a@асme.example', 'Did you mean a@acme.example? The “а” in “асme” is Cyrillic (U+0430).'],
    ['a@xn--cme-5cd.example', 'Did you mean a@acme.example? The “а” in “аcme” is Cyrillic (U+0430).'],
    ['nοra@acme.example', 'Did you mean nora@acme.example? The “ο” in “nοra” is Greek (U+03BF).'],
    ['alжce@acme.example', 'The “ж” in “alжce” is Cyrillic (U+0436). Use letters of one script only.'],
    ['Ꮯarl@acme.example', 'The “Ꮯ” in “Ꮯarl” is from another script (U+13DF). Use letters of one script only.'],
    ['o’neill@acme.example', "Did you mean o'neill@acme.example? The “’” is a curly apostrophe (U+2019)."],
    ['o’neill＠acme．example', "Did you mean o'neill@acme.example? The “’” is a curly apostrophe (U+2019)."],
    ['ann–lee@acme.example', 'Did you mean ann-lee@acme.example? The “–” is a dash (U+2013).'],
    ['a@grün–bau.example', 'Did you mean a@grün-bau.example? The “–” is a dash (U+2013).'],
    [
      'al\u200bice@acme.example',
      'Did you mean alice@acme.example? There is an invisible character (U+200B) after “al”.',
    ],
    ['a@ac\u00adme.example', 'Did you mean a@acme.example? There is an invisible character (U+00AD) after “a@ac”.'],
    ['ﬁne@acme.example', 'Did you mean fine@acme.example? The “ﬁ” (U+FB01) is another form of “fi”.'],
    [
      'o’nеil\u200bl@acme.example',
      "Did you mean o'neill@acme.example? There is an invisible character (U+200B) after “o’nеil”.",
    ],
  ])('%j: %s', (typed, sentence) => {
    expect(emailField.safeParse(typed).error?.issues[0]!.message).toBe(sentence)
    const meant = /^Did you mean (.+)\? /.exec(sentence)?.[1] ?? 'alice@acme.example'
    expect(emailField.parse(meant)).toBe(meant)
    // Whoever has such an address from before signs in by it.
    expect(enteredEmailField.safeParse(typed).success).toBe(true)
  })

  test.each([
    'hello – world',
    'o’neill',
    `${'’'.repeat(100)}a.de`,
    'а',
    'a\u0000lice@acme.example',
    'alice@acme.example\u0000',
    '“a”@b@c.de',
  ])('not %j, which is no address whatever is meant', typed => {
    expect(emailField.safeParse(typed).error?.issues[0]!.message).toBe(
      'Enter an email address such as alice@example.com.',
    )
    expect(enteredEmailField.safeParse(typed).success).toBe(false)
  })
})
