import { describe, expect, test } from 'vitest'
import {
  addressKey,
  fold,
  isKeyOf,
  keyRange,
  keysOf,
  lookUpBy,
  nameKey,
  searchedWords,
  spellingKey,
  wordsOf,
} from './fold'
import { byNaturalOrder } from './natural-order'

/** Every code point that text can have. */
function* codePoints(): Generator<string> {
  for (let code = 1; code <= 0x10ffff; code++) if (code < 0xd800 || code > 0xdfff) yield String.fromCodePoint(code)
}

/** Capitals that Unicode writes with a letter where the small one has a mark, U+0345, which is no letter any more. */
const withIota = (character: string): boolean => character.normalize('NFD').includes('\u0345')

describe('A folded text', () => {
  test.each([
    ['Łukasz Żółć', 'lukasz zolc'],
    ['Zoë', 'zoe'],
    ['ΠΑΠΑΔΌΠΟΥΛΟΣ', 'παπαδοπουλοσ'],
    ['Παπαδόπουλος', 'παπαδοπουλοσ'],
    ['İstanbul IĞDIR ışık', 'istanbul igdir isik'],
    ['STRASSE straße Strasze', 'strasse strasse strasze'],
    ['Ærøskøbing Þór Guðrún', 'aeroskobing thor gudrun'],
    ['Đorđević Œuvre Ħamrun', 'dordevic oeuvre hamrun'],
    ['Nguyễn Thị Ánh', 'nguyen thi anh'],
    ['ﬁne Ｆｕｌｌ ①', 'fine full 1'],
    ['  two\u00a0 spaces\n', 'two spaces'],
    ['soft\u00adhyphen zero\u200bwidth', 'softhyphen zerowidth'],
    ['Ёлкин', 'елкин'],
    ['שָׁלוֹם', 'שלום'],
    ['أحمد', 'احمد'],
  ])('of %j is %j', (text, folded) => expect(fold(text)).toBe(folded))

  test('keeps the marks without which another word is read', () => {
    expect(fold('किताब')).not.toBe(fold('कतब'))
    expect(fold('はば')).not.toBe(fold('ばば'))
    expect(fold('สี')).not.toBe(fold('สา'))
  })

  test('is the same of itself, of its capitals and of its small letters, and has no line break, whatever the character', () => {
    const different: string[] = []
    for (const character of codePoints()) {
      const folded = fold(`a${character}b`)
      const others = [folded, folded.normalize('NFC'), `A${character}B`, `a${character.normalize('NFD')}b`]
      if (!withIota(character)) others.push(`a${character}b`.toUpperCase(), `a${character}b`.toLowerCase())
      if (others.some(other => fold(other) !== folded) || /[^\S ]/.test(folded))
        different.push(character.codePointAt(0)!.toString(16))
    }
    expect(different).toEqual([])
  })
})

describe('A key', () => {
  test('of a name is short enough for an index', () => {
    for (const long of ['ﷺ'.repeat(100), '1a'.repeat(100), '7'.repeat(200)])
      expect([...nameKey(long)].length).toBeLessThanOrEqual(200)
  })

  test('puts numbers in names in their order, wherever they stand', () => {
    const ordered = [
      '2 Towers',
      '10 Towers',
      'Group',
      'Group 0',
      'Group 1',
      'Group 2',
      'Group 02',
      'Group 2 b',
      'Group 2b',
      'Group 10',
      'Group 10.9',
      'Group 10.10',
      'Group 123456789',
      'Group 1234567890',
      'Group A',
      'Groups 1',
    ]
    expect(ordered.toReversed().toSorted((one, other) => byNaturalOrder(fold(one), fold(other)))).toEqual(ordered)
  })

  test('tells names apart that differ by a zero, and no others', () => {
    const names = ['Group 2', 'Group 02', 'Group 002', 'Group 12', 'Group 2 0', 'Group 20', 'Group 0', 'Group 00']
    expect(new Set(names.map(nameKey)).size).toBe(names.length)
    expect(nameKey('GROUP  ②')).toBe(nameKey('Group 2'))
  })

  test('of an address has no capitals, and tells mailboxes apart that differ by an accent', () => {
    expect(addressKey('Ada@EXAMPLE.com')).toBe('ada@example.com')
    expect(addressKey('JOSE\u0301@example.com')).toBe(addressKey('josé@example.com'))
    expect(addressKey('josé@example.com')).not.toBe(addressKey('jose@example.com'))
    expect(addressKey('straße@example.com')).not.toBe(addressKey('strasse@example.com'))
    expect(addressKey('ΟΔΟΣ@example.com')).toBe(addressKey('οδος@example.com'))
    expect(addressKey('οδοσ@example.com')).toBe(addressKey('οδος@example.com'))
    expect(addressKey('İLKER@example.com')).toBe(addressKey('ilker@example.com'))
  })

  test('of an address is the same of itself and of its capitals, whatever the character', () => {
    const different: string[] = []
    for (const character of codePoints()) {
      const key = addressKey(`a${character}b@example.com`)
      if (addressKey(key) !== key) different.push(character.codePointAt(0)!.toString(16))
    }
    expect(different).toEqual([])
  })

  test('that was taken is another one that tells how the text is written, and no text has it by itself', () => {
    const key = nameKey('οδος')
    expect(keysOf(key, 'οδος')).toEqual([key, spellingKey(key, 'οδος')])
    expect(isKeyOf(spellingKey(key, 'οδος'), key, 'οδος')).toBe(true)
    expect(isKeyOf(spellingKey(key, 'ΟΔΟΣ'), key, 'οδος')).toBe(false)
    expect(nameKey(spellingKey(key, 'οδος'))).not.toBe(spellingKey(key, 'οδος'))
    const [from, until] = keyRange(key)
    const within = (other: string) => from <= other && other < until
    expect([key, spellingKey(key, 'οδος'), spellingKey(key, '\u{10ffff}')].map(within)).toEqual([true, true, true])
    expect([nameKey('οδος ii'), nameKey('οδοςς'), nameKey('οδο')].map(within)).toEqual([false, false, false])
    const [numbered, beyond] = keyRange(nameKey('Group 2'))
    for (const other of ['Group 02', 'Group 2 b', 'Group 20'])
      expect(numbered < nameKey(other) && nameKey(other) < beyond).toBe(false)
  })

  test('leads to the row that is written exactly so, or to all that are alike', () => {
    const named = lookUpBy(['Café', 'Cafe', 'Ops'], name => name, nameKey)
    expect(named('Café')).toEqual(['Café'])
    expect(named('Cafe\u0301')).toEqual(['Café'])
    expect(named('CAFE')).toEqual(['Café', 'Cafe'])
    expect(named('ops')).toEqual(['Ops'])
    expect(named('Nobody')).toEqual([])
  })
})

describe('Words', () => {
  test('stand between anything that is no letter or digit', () => {
    expect(wordsOf("O'Neil, Zoë-Marie", 'ada.l_2+x@acme.example', null, 'Tech  Lead')).toEqual(
      'o neil zoe marie ada l 2 x acme example tech lead'.split(' '),
    )
    expect(wordsOf('', '—', null, undefined)).toEqual([])
    expect(wordsOf('किताब')).toEqual([fold('किताब')])
  })

  test('that are typed are looked for once, and not where a longer one says more', () => {
    expect(searchedWords('Zo zoe SCHMIDT zoe')).toEqual(['schmidt', 'zoe'])
    expect(searchedWords('%')).toEqual([])
  })

  test('are the eight longest of those that somebody searches by', () => {
    const typed = Array.from({ length: 100 }, (_, n) => 'abcdefghijklmnopqrstuvwxyz'.charAt(n % 26).repeat(1 + n / 26))
    expect(searchedWords(typed.join(' '))).toHaveLength(8)
  })

  test('are cut where no language has longer ones', () => {
    const [word] = wordsOf('x'.repeat(300))
    expect(word).toHaveLength(64)
    expect(searchedWords('x'.repeat(200))).toEqual([word])
  })
})
