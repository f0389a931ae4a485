import { fold } from '@/lib/kernel/fold'
import {
  annotations,
  emailDisplayWords,
  emailWord,
  listedKinds,
  otherEmailWords,
  ownerWords,
  personalEmailWords,
  type HeaderKind,
} from './header-words'

/** More is no header. */
const MAX_HEADER = 200

const brackets = /[[({<][^\])}>]*[\])}>]/g

/** "E-Mail-Adresse" and "givenName" in words, folded; without what says whether they must be filled in. */
const wordsIn = (header: string): string[] =>
  fold(header.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .replace(/\be (?=mail|post)/g, 'e')
    .split(' ')
    .filter(word => word && !annotations.has(word))

const listed = (words: string[]): HeaderKind | undefined => listedKinds.get(words.join(''))

/** "Employee First Name" is a first name. */
const withoutOwner = (words: string[]): string[] => words.slice(words.findIndex(word => !ownerWords.has(word)))

/** An address among other words, such as "Recovery Email" or "E-Mail (privat)". */
function emailKind(words: string[]): HeaderKind | undefined {
  if (!words.some(word => emailWord.test(word))) return undefined
  if (words.some(word => emailDisplayWords.test(word))) return 'emailDisplayName'
  if (words.some(word => otherEmailWords.test(word))) return 'otherEmail'
  return words.some(word => personalEmailWords.test(word)) ? 'personalEmail' : 'looseEmail'
}

/** What a column is by its name alone; undefined where nothing tells. */
export function headerKind(header: string): HeaderKind | undefined {
  const text = header.slice(0, MAX_HEADER)
  // "Name [displayName] Required" names the attribute.
  const attribute = [...text.matchAll(/\[([^\]]*)\]/g)].map(([, name]) => listed(wordsIn(name!))).find(Boolean)
  if (attribute) return attribute
  const whole = wordsIn(text)
  const outer = wordsIn(text.replace(brackets, ' '))
  return (
    listed(whole) ?? emailKind(whole) ?? listed(outer) ?? listed(withoutOwner(whole)) ?? listed(withoutOwner(outer))
  )
}
