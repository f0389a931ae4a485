import { z } from 'zod'
import { lookup } from './lookup'

/** In which Console speaks, by their BCP 47 tags; the first is where nobody says another. */
export const languages = ['en', 'pt-BR', 'es'] as const

export type Language = (typeof languages)[number]

/** As who reads it calls it, in any language. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  'pt-BR': 'Português (Brasil)',
  es: 'Español',
}

/** To choose from. */
export const languageOptions = languages.map(value => ({ value, label: languageNames[value] }))

/** The same of what is stored, which another version may have written. */
export const languageName = (tag: string): string => lookup(languageNames, tag) ?? tag

/** How numbers, dates and lists are written. */
export const locales: Readonly<Record<Language, string>> = { en: 'en-GB', 'pt-BR': 'pt-BR', es: 'es-ES' }

/** What is stored or sent is of any version. @returns undefined for what is none of ours */
export const readLanguage = (tag: string | undefined | null): Language | undefined =>
  languages.find(language => language === tag)

const error = 'This language is not available. Choose en, pt-BR or es.'

/** One of the languages. */
export const languageField = z.enum(languages, { error })

/** The same, or null where none is chosen. */
export const languageOrNone = z.union([languageField, z.literal('').transform(() => null), z.null()], { error })
