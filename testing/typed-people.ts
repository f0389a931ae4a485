import { domainToASCII } from 'node:url'
import fc from 'fast-check'

/** Letters that people write names and addresses with: composed and not, of several widths, with marks and capitals. */
const scripts = [
  [...'abcxyzABCXYZ', ...'äöüßéøłıİşñÅ', 'e\u0301', 'o\u0308', ...'ａｂｃＸＹＺ'],
  [...'абвгдежийкловАБВГДЁ', 'и\u0306'],
  [...'αβγδεζηθιλμνξοπρσςτΑΒΓΔΣ', 'α\u0301'],
  [...'小龍田中一', ...'さくらがば', 'は\u3099', ...'サクラー', 'ｶ', 'ﾞ', ...'abXY'],
  [...'김철수한글', '\u1100\u1161', ...'abXY'],
  [...'محمدعليچ', 'ل\u200cم'],
  [...'דנהשלום'],
  [...'अनन्याहिकु', 'क्\u200dष'],
  [...'สมชายน้ำ'],
  ['ა', 'ბ', 'გ', 'დ'],
]

/** What comes along with what is typed or pasted, and must not become somebody else. */
const strays = [
  ...'’‘ʼ–—\u200b\u00ad\u2060\u200d\ufeff\u202e\ufb01①аοＡԝ',
  "'",
  '\u0301',
  '%',
  '?',
  '🦄',
  '\u0000',
  'Ꮯ',
]

const digits = [...'0123456789', '１', '२']

const oneOf = (letters: readonly string[]) => fc.constantFrom(...letters)

/** A word of one script, seldom with something that does not belong into it. */
const word = (joints: readonly string[], max = 10): fc.Arbitrary<string> =>
  fc
    .tuple(oneOf(scripts.map((_, at) => String(at))), fc.integer({ min: 0, max: 9 }))
    .chain(([script, stray]) =>
      fc
        .array(
          fc.oneof(
            { weight: 20, arbitrary: oneOf(scripts[Number(script)]!) },
            { weight: 2, arbitrary: oneOf(digits) },
            { weight: 2, arbitrary: oneOf(joints) },
            ...(stray ? [] : [{ weight: 4, arbitrary: oneOf(strays) }]),
          ),
          { minLength: 1, maxLength: max },
        )
        .map(letters => letters.join('')),
    )

/** As browsers send a domain, or as somebody types it on a telephone, in capitals, or at a keyboard for Japanese. */
const ways: ((domain: string) => string)[] = [
  domain => domain,
  domain => domain,
  domain => domainToASCII(domain) || domain,
  domain => domain.toUpperCase(),
  domain => domain.normalize('NFD'),
  domain => domain.replaceAll('.', '。'),
]

const domain = fc
  .tuple(word(['-']), oneOf(['example', 'com', 'рф', 'भारत', 'jp', 'co.uk', 'xn--p1ai']), fc.constantFrom(...ways))
  .map(([label, end, as]) => as(`${label}.${end}`))

/** What somebody types for an address; most are one. It begins with a letter: lists have quotation marks around theirs. */
export const typedAddress: fc.Arbitrary<string> = fc
  .tuple(
    fc.boolean(),
    word(['.', '-', '_', '+', "'"], 12),
    domain,
    oneOf(['@', '@', '@', '＠']),
    oneOf(['', '', '', '\u200b', ' ']),
  )
  .map(([capital, local, at, sign, behind]) => `${capital ? local.toUpperCase() : local}${sign}${at}${behind}`)
  .filter(text => /^\p{L}/u.test(text))

/** What somebody types for a name. The invite box takes off what people put around one. */
export const typedName: fc.Arbitrary<string> = fc
  .array(word(['-', "'", '’', '.'], 12), { minLength: 1, maxLength: 4 })
  .map(words => `A${words.join(' ')}b`)
