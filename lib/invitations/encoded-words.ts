/** A charset, B or Q, and the letters in ASCII [RFC 2047 section 2; a language may follow the charset, RFC 2231 section 5]. */
const encodedWord = /=\?([\w-]{1,40})(?:\*[\w-]{0,40})?\?([bq])\?([^?\s]{0,400})\?=/gi

/** Space between two encoded words is none [RFC 2047 section 6.2]. */
const gap = /(\?=)\s{1,20}(?==\?)/g

const bytesOfQ = (text: string): number[] =>
  [...text.replaceAll('_', ' ').matchAll(/=([\da-f]{2})|[\s\S]/gi)].map(([letter, hex]) =>
    hex === undefined ? letter.charCodeAt(0) : Number.parseInt(hex, 16),
  )

const bytesOfB = (text: string): number[] => [...atob(text)].map(letter => letter.charCodeAt(0))

/**
 * A name as mail programs write it in ASCII, in its letters. What is no encoded word, or is one in a charset that nobody knows, stays
 * as it is. What comes out may hold anything, line breaks too: it is for the name alone and never read as a list.
 */
export const decodeWords = (text: string): string =>
  text.replace(gap, '$1').replace(encodedWord, (written, charset: string, encoding: string, content: string) => {
    try {
      const bytes = /b/i.test(encoding) ? bytesOfB(content) : bytesOfQ(content)
      return new TextDecoder(charset).decode(Uint8Array.from(bytes))
    } catch {
      return written
    }
  })
