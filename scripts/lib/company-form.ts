import { randomInt } from 'node:crypto'
import { AppError } from '@/lib/kernel/errors'
import { languages, type Language } from '@/lib/kernel/language'
import { lookup } from '@/lib/kernel/lookup'
import { slugFrom } from '@/lib/kernel/slug'
import { ask, askSecret, isInteractive, readStdin } from './prompt'

interface CompanyAnswers {
  name?: string | undefined
  slug?: string | undefined
  adminName?: string | undefined
  adminEmail?: string | undefined
  timeZone?: string | undefined
  language?: string | undefined
  passwordFromStdin?: boolean
}

/**
 * Creates a company and its first administrator from options, asking on a terminal for what is
 * missing. A refused answer is asked again there; elsewhere it is an error with all its sentences.
 */
export async function createFromAnswers(given: CompanyAnswers): Promise<void> {
  const { createCompany } = await import('@/lib/company/create')
  const interactive = isInteractive() && !given.passwordFromStdin
  let answers = given
  for (;;) {
    const company = await complete(answers, interactive)
    const { password, generated } = await choosePassword(given.passwordFromStdin ?? false, interactive)
    try {
      const { slug, email } = await createCompany({
        name: company.name,
        slug: company.slug,
        timeZone: company.timeZone,
        // What is no language is refused with the other fields.
        language: company.language as Language,
        administrator: { name: company.adminName, email: company.adminEmail, password },
      })
      console.log(`${email} can sign in now. The company to enter is ${slug}.`)
      if (generated) console.log(`The password, shown only now: ${password}`)
      return
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (!interactive || !error.fields) throw new Error(sentences(error, 'option'), { cause: error })
      console.log(sentences(error, 'question'))
      answers = withoutRefused(company, error.fields)
    }
  }
}

/** What each answer is asked by, and what is taken where nobody says otherwise. */
const questions = [
  ['name', 'Company name', ''],
  ['slug', 'Company slug, which its people enter to sign in', ''],
  ['adminName', "Administrator's name", ''],
  ['adminEmail', "Administrator's email", ''],
  ['timeZone', "Company's time zone", 'UTC'],
  ['language', `Language of emails (${languages.join(', ')})`, languages[0]],
] as const

type Complete = Record<(typeof questions)[number][0], string>

async function complete(given: CompanyAnswers, interactive: boolean): Promise<Complete> {
  const answers: Partial<Complete> = {}
  for (const [field, question, usual] of questions) {
    const suggestion = field === 'slug' ? slugFrom(answers.name ?? '') : usual
    answers[field] = given[field] ?? (interactive ? await ask(question, suggestion) : suggestion)
  }
  return answers as Complete
}

async function choosePassword(
  fromStdin: boolean,
  interactive: boolean,
): Promise<{ password: string; generated: boolean }> {
  if (fromStdin) return { password: await readStdin(), generated: false }
  if (!interactive) return { password: generatePassword(), generated: true }
  for (;;) {
    const password = await askSecret("Administrator's password (empty: one is made)")
    if (!password) return { password: generatePassword(), generated: true }
    if (password === (await askSecret('Repeat it'))) return { password, generated: false }
    console.log('The passwords do not match.')
  }
}

/** 20 characters of a 56-letter alphabet without lookalikes (116 bits), of every class that a rule may ask for. */
function generatePassword(): string {
  const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  for (;;) {
    const groups = Array.from({ length: 4 }, () =>
      Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join(''),
    )
    const password = groups.join('-')
    if (/[a-z]/.test(password) && /[A-Z]/.test(password) && /\d/.test(password)) return password
  }
}

/** The fields of an AppError lead back to the questions; the password is asked again each time. */
function withoutRefused(answers: Complete, fields: Record<string, string>): CompanyAnswers {
  const refused = (field: string) => Object.keys(fields).some(path => path === field)
  return {
    name: refused('name') ? undefined : answers.name,
    slug: refused('slug') ? undefined : answers.slug,
    adminName: refused('administrator.name') ? undefined : answers.adminName,
    adminEmail: refused('administrator.email') ? undefined : answers.adminEmail,
    timeZone: refused('timeZone') ? undefined : answers.timeZone,
    language: refused('language') ? undefined : answers.language,
  }
}

/** What the fields of an AppError are called on the command line, and what was asked on a terminal. */
const names: Record<string, { option: string; question: string }> = {
  name: { option: '--name', question: 'Company name' },
  slug: { option: '--slug', question: 'Company slug' },
  timeZone: { option: '--time-zone', question: "Company's time zone" },
  language: { option: '--language', question: 'Language of emails' },
  'administrator.name': { option: '--admin-name', question: "Administrator's name" },
  'administrator.email': { option: '--admin-email', question: "Administrator's email" },
  'administrator.password': { option: '--password-stdin', question: "Administrator's password" },
}

const sentences = (error: AppError, as: 'option' | 'question'): string =>
  Object.entries(error.fields ?? {})
    .map(([field, sentence]) => `${lookup(names, field)?.[as] ?? field}: ${sentence}`)
    .join('\n') || error.message
