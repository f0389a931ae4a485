import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import * as common from '@zxcvbn-ts/language-common'
import * as english from '@zxcvbn-ts/language-en'

/** Considered is the beginning of a longer password: the work grows faster than the length, and so long a beginning decides. */
const CONSIDERED = 100

/** Replaced letters are looked at in this many ways; a hundred, the library's own choice, can take seconds (measured). */
const SUBSTITUTIONS = 20

/** From four letters on, a word is more than chance. */
const MIN_WORD = 4

/** With less than this beside the person's own words, a password is these words. */
const MIN_OWN = 6

/** NIST 800-63B-4 section 3.1.1.2 asks for a list of commonly used passwords; this one has 49,000. */
const mostUsed = new Set(common.dictionary['passwords-common'])

const zxcvbn = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...english.dictionary },
  graphs: common.adjacencyGraphs,
  translations: english.translations,
  l33tMaxSubstitutions: SUBSTITUTIONS,
  maxLength: CONSIDERED,
})

/** Names, addresses and the company in the pieces that people make passwords of. */
const personal = words => {
  const parts = words.flatMap(word => [word, ...word.split(/[^\p{L}\p{N}]+/u)]).map(word => word.toLowerCase())
  return [...new Set(parts)].filter(word => word.length >= MIN_WORD).sort((one, other) => other.length - one.length)
}

const ADVICE = 'A few unrelated words are easy to remember and hard to guess.'

/**
 * How hard a password is to guess. One of the few modules that browser and worker thread share, hence plain JavaScript.
 * @param {{ password: string, words: string[] }} task with words that belong to the person
 * @returns {{ score: 0 | 1 | 2 | 3 | 4, listed: boolean, why: string }} below 3 why, as a sentence; `listed`: one of the most used
 */
export function estimateStrength({ password, words }) {
  const considered = [...password.normalize('NFKC')].slice(0, CONSIDERED).join('')
  if (mostUsed.has(considered.toLowerCase()))
    return { score: 0, listed: true, why: `This is one of the most used passwords. ${ADVICE}` }
  const own = personal(words)
  const rest = own.reduce((text, word) => text.replaceAll(word, ''), considered.toLowerCase())
  if (rest !== considered.toLowerCase() && rest.replace(/[^\p{L}]/gu, '').length < MIN_OWN) {
    return {
      score: 1,
      listed: false,
      why: `This is little more than your name, your address or your company. ${ADVICE}`,
    }
  }
  const { score, feedback } = zxcvbn.check(considered, own)
  return { score, listed: false, why: score < 3 ? `This password is easy to guess. ${feedback.warning || ADVICE}` : '' }
}
