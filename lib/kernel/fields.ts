import { z } from 'zod'
import { isUuid } from './uuid'

/** Never an id of anything: what a malformed id turns into, so that it is simply not found. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** An id from outside. Garbage is an id that never existed, not a different kind of error. */
export const idField = z
  .preprocess(
    (value: string) => (typeof value === 'string' && isUuid(value) ? value.toLowerCase() : NOBODY),
    z.string(),
  )
  .meta({ type: 'string', format: 'uuid' })

/**
 * Control characters, which no text needs and which forge lines in logs and mail headers, and the marks
 * that turn the direction of what follows, which make one name look like another.
 */
const unshowable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/

/** Whether a database can store it and a page can show it; line breaks are allowed, lone halves of characters are not. */
export const isShowable = (text: string): boolean => !unshowable.test(text) && text.isWellFormed()

/** Scripts in which a joiner or its opposite (U+200D, U+200C) between two letters makes another word of them. */
const joining =
  /^[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]$/u

/** Pictures, and what stands behind one to change it, which U+200D makes one picture of. */
const picture = /^[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]$/u

/** Chooses among the forms of the letter before it, as names in Japan and Mongolia are registered with them. */
const chooses = /^[\p{Variation_Selector}]$/u
const hasForms = /^[\p{Script=Han}\p{Script=Mongolian}]$/u

/** Whether something that is drawn as nothing says how its neighbours are drawn: a name would not be itself without it. */
function isMeant(letter: string, before: string, after: string): boolean {
  if (chooses.test(letter) && hasForms.test(before)) return true
  if (letter === '\ufe0f') return /^\p{Extended_Pictographic}$/u.test(before)
  if (letter === '\u200d' && picture.test(before) && picture.test(after)) return true
  return (letter === '\u200c' || letter === '\u200d') && joining.test(before) && joining.test(after)
}

/** Drawn as nothing, or no character at all: control characters and lone halves of characters. */
const dropped = /^[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}]$/u

const isDropped = (letter: string, at: number, letters: string[]): boolean =>
  dropped.test(letter) && !isMeant(letter, letters[at - 1] ?? '', letters[at + 1] ?? '')

/**
 * A single line as it is stored, whoever sends it: NFC, with single spaces for white space of every kind, and without control
 * characters, marks that turn the direction, and what is drawn as nothing, unless it joins or parts its neighbours as their
 * script or picture wants it.
 */
export function cleanLine(text: string): string {
  if (/^[!-~]+(?: [!-~]+)*$/.test(text)) return text
  const letters = [...text.replace(/[\s\u0085\u2800]+/g, space => (/^\ufeff+$/.test(space) ? '' : ' '))]
  return letters
    .filter((letter, at) => !isDropped(letter, at, letters))
    .join('')
    .replace(/ +/g, ' ')
    .trim()
    .normalize('NFC')
}

/** Without spaces and what is drawn as nothing at both ends, where it comes along with what is pasted. */
export const trimUnseen = (text: string): string => {
  const letters = [...text]
  const isThere = (letter: string): boolean => !/\s/.test(letter) && !dropped.test(letter)
  return letters.slice(letters.findIndex(isThere), letters.findLastIndex(isThere) + 1).join('')
}

/** What cleanLine() takes out of the middle of a text: the first such character, and what stands before it. */
export function droppedFrom(text: string): { character: string; before: string } | undefined {
  const letters = [...trimUnseen(text)]
  const at = letters.findIndex((letter, n) => !/[^\S\ufeff]/.test(letter) && isDropped(letter, n, letters))
  return at < 0 ? undefined : { character: letters[at]!, before: letters.slice(0, at).join('') }
}

const lengthOf = (text: string): number => [...text].length

/** Spaces, marks without a letter, and characters that fonts draw as nothing, such as U+200B, U+3164 and U+2800. */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{M}\p{Z}\u2800]/gu

/** Without characters that are made to be drawn as nothing, such as U+200B, U+00AD and U+2060. */
export const withoutUnseen = (text: string): string => text.replace(/\p{Default_Ignorable_Code_Point}/gu, '')

/** Whether there are characters that nobody means or types: control characters and lone halves of characters. */
export const hasControls = (text: string): boolean => !isShowable(withoutUnseen(text).trim())

const isSeen = (text: string): boolean => text.replace(unseen, '') !== ''

/** A single line of text, clean; lengths in code points. */
export const lineField = (label: string, { min = 1, max }: { min?: number; max: number }) =>
  z
    .string({ error: `${label} is missing.` })
    .transform(cleanLine)
    .refine(text => lengthOf(text) >= min && (min === 0 || isSeen(text)), {
      error: min === 1 ? `${label} is missing.` : `${label} needs at least ${min} characters.`,
    })
    .refine(text => lengthOf(text) <= max, { error: `${label} can have at most ${max} characters.` })
    .meta({ minLength: min, maxLength: max })

const paragraph = (label: string, max: number) =>
  z
    .string()
    .transform(text => text.normalize('NFC').replaceAll('\r\n', '\n').trim())
    .refine(text => lengthOf(text) <= max, { error: `${label} can have at most ${max} characters.` })
    .refine(isShowable, { error: `${label} contains characters that cannot be shown.` })
    .meta({ maxLength: max })

/** Text of several lines, may be empty. */
export const paragraphField = (label: string, max: number) =>
  z.string().default('').pipe(paragraph(label, max)).meta({ maxLength: max })

/** The same in a change: left out, it stays as it is. */
export const changedParagraphField = (label: string, max: number) => paragraph(label, max).optional()

/** What somebody looks for, as what they look for is stored. */
export const searchField = z
  .string()
  .transform(cleanLine)
  .refine(text => text.length <= 200, { error: 'A search can have at most 200 characters.' })
  .meta({ maxLength: 200 })

/** An empty parameter in an address (`?q=&status=`) is one that was not given. */
export const optionalField = <T extends z.ZodType>(schema: T) =>
  z.preprocess(
    (value: z.input<T> | '' | null | undefined) => (value === '' || value === null ? undefined : value),
    schema.optional(),
  )

/** The largest integer of PostgreSQL. */
const MOST_VERSIONS = 2_147_483_647

/** The version of what is edited, as it was when somebody looked at it. Who leaves it out overwrites whatever there is. */
export const versionField = z
  .number({ error: 'A version must be a whole number.' })
  .int({ error: 'A version must be a whole number.' })
  .min(1, { error: 'A version must be a whole number from 1.' })
  .max(MOST_VERSIONS, { error: 'This version does not exist.' })
  .optional()
