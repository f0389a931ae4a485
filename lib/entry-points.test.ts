import fc from 'fast-check'
import { expect, test } from 'vitest'
import { credentialsIn } from '@/db/repositories/credentials'
import { inCompany } from '@/db/scope'
import { userWords } from '@/db/user-words'
import { createCompany } from '@/lib/company/create'
import { createCompanyInput } from '@/lib/company/input'
import { rowValidator } from '@/lib/imports/validate'
import { sendInvitations } from '@/lib/invitations/commands'
import { sendInvitationsInput } from '@/lib/invitations/input'
import { emailField } from '@/lib/kernel/email-field'
import { enteredEmailField } from '@/lib/kernel/entered-email-field'
import { searchField } from '@/lib/kernel/fields'
import { addressKey, searchedWords } from '@/lib/kernel/fold'
import { personNameField } from '@/lib/kernel/person-fields'
import { signInInput } from '@/lib/sign-in/input'
import { listUsers } from '@/lib/users/queries'
import { makeCompany } from '@/testing/factories'
import { parseFile } from '@/testing/import-file'
import { signedIn } from '@/testing/run-as'
import { typedAddress, typedName } from '@/testing/typed-people'

/** Another seed makes other ones; each failure names its own. */
const PEOPLE = { numRuns: 1000, seed: Number(process.env.SEED ?? 14) }

interface Person {
  email: string
  name: string
}

type EntryPoint = (typed: Person) => Promise<Person | undefined> | Person | undefined

const password = 'wobbly lantern crosses the river'
const nobody = { people: () => undefined, groups: () => [] }
const inQuotes = (cell: string): string => `"${cell.replaceAll('"', '""')}"`

const sent = (input: Parameters<typeof sendInvitationsInput.safeParse>[0]): Person | undefined => {
  const { addresses, name } = sendInvitationsInput.safeParse(input).data ?? {}
  const [one, ...more] = addresses ?? []
  return one && !more.length ? { email: one.email, name: name ?? one.name ?? '' } : undefined
}

/** Whom each takes for whom; undefined where it asks or refuses. */
const entryPoints: Record<string, EntryPoint> = {
  'the form': ({ email, name }) => sent({ addresses: email, name }),
  'the invite box': ({ email, name }) => sent({ addresses: `"${name}" <${email}>` }),
  'the API': ({ email, name }) => sent({ addresses: [email], name }),
  async 'a file'({ email, name }) {
    const { rows } = await parseFile(`name,email\n${inQuotes(name)},${inQuotes(email)}\n`)
    const row = rowValidator(nobody)(rows[0]!)
    return row.verdict === 'new' ? row : undefined
  },
  'the command line': ({ email, name }) =>
    createCompanyInput.safeParse({ name: 'Acme', slug: 'acme-9', administrator: { email, name, password } }).data
      ?.administrator,
}

async function perEntryPoint(typed: Person): Promise<Record<string, Person | undefined>> {
  const stored: Record<string, Person | undefined> = {}
  for (const [at, enter] of Object.entries(entryPoints)) {
    const person = await enter(typed)
    stored[at] = person && { email: person.email, name: person.name }
  }
  return stored
}

const everywhere = (person: Person | undefined) => Object.fromEntries(Object.keys(entryPoints).map(at => [at, person]))

test('What one entry point accepts every one accepts, as the same person, and asks about what the others ask about', async () => {
  const counts = { accepted: 0, refused: 0, asked: 0 }
  await fc.assert(
    fc.asyncProperty(typedAddress, typedName, async (email, name) => {
      const [address, named] = [emailField.safeParse(email), personNameField.safeParse(name)]
      const person = address.success && named.success ? { email: address.data, name: named.data } : undefined
      expect(await perEntryPoint({ email, name })).toEqual(everywhere(person))
      const why = address.error?.issues[0]!.message ?? ''
      counts[person ? 'accepted' : /U\+/.test(why) ? 'asked' : 'refused']++
    }),
    PEOPLE,
  )
  expect(Math.min(counts.accepted - 500, counts.refused, counts.asked)).toBeGreaterThan(10)
})

test('Whoever is accepted is accepted again as stored, and meant by what was typed at sign-in', () => {
  fc.assert(
    fc.property(typedAddress, typed => {
      const stored = emailField.safeParse(typed).data
      fc.pre(stored !== undefined)
      expect(emailField.parse(stored)).toBe(stored)
      const entered = [typed, stored!, addressKey(stored!)].map(email => addressKey(enteredEmailField.parse(email)))
      expect(entered).toEqual(Array.from({ length: 3 }, () => addressKey(stored!)))
    }),
    PEOPLE,
  )
})

/** Accents are put on letters of these; elsewhere marks are vowels and tones. */
const withoutAccents = (text: string): string =>
  text.normalize('NFD').replace(/(?<=[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}])[\u0300-\u036f]+/gu, '')

/** What somebody types who looks for a text: exactly it, in capitals, in small letters, without accents. */
const searches = (text: string): string[] => [
  ...new Set([text, text.toUpperCase(), text.toLowerCase(), withoutAccents(text)]),
]

/** A sample of those who are accepted, each mailbox once. */
function accepted(): (Person & { stored: string })[] {
  const people = new Map<string, Person & { stored: string }>()
  for (const [email, name] of fc.sample(fc.tuple(typedAddress, typedName), PEOPLE)) {
    const [address, named] = [emailField.safeParse(email).data, personNameField.safeParse(name).success]
    if (address !== undefined && named && !people.has(addressKey(address)))
      people.set(addressKey(address), { email, name, stored: address })
  }
  return [...people.values()]
}

test('Everybody has words for what was typed, in capitals, in small letters and without accents', () => {
  const people = accepted()
  expect(people.length).toBeGreaterThan(300)
  for (const { email, name, stored } of people) {
    const known = userWords.user({ name: personNameField.parse(name), email: stored, title: null })
    const typed = [email, name].flatMap(searches).flatMap(q => searchedWords(searchField.parse(q)))
    expect([email, name, typed.filter(word => !known.some(one => one.startsWith(word)))]).toEqual([email, name, []])
  }
})

test('Whoever was invited is found by what was typed, and signs in by it', async () => {
  const company = await makeCompany()
  const ada = await signedIn(company, await company.user({ name: 'Administrator', groups: [company.administrators] }))
  const people = accepted().slice(0, 40)
  const addresses = people.map(({ email, name }) => `"${name}" <${email}>`)
  await ada.does(sendInvitations, { addresses, expiryDays: 7 })
  for (const { email, name, stored } of people) {
    const { email: entered } = signInInput.parse({ company: company.slug, email, password })
    const found = await inCompany(company.id, scope => credentialsIn(scope).of(entered))
    expect([email, found?.status]).toEqual([email, 'invited'])
    for (const q of searches(email)) {
      const { users } = await ada.does(listUsers, { q })
      expect([q, users.map(user => user.email)]).toEqual([q, expect.arrayContaining([stored])])
    }
    for (const q of searches(name)) {
      const { users } = await ada.does(listUsers, { q })
      expect([q, users.map(user => user.email)]).toEqual([q, expect.arrayContaining([stored])])
    }
  }
})

test('The command line makes administrators of these people, who are found by what was typed', async () => {
  for (const [n, { email, name, stored }] of accepted().slice(0, 5).entries()) {
    const made = await createCompany({
      name: 'Acme',
      slug: `acme-${Date.now().toString(36)}-${n}`,
      administrator: { email, name, password: `${password} ${n}` },
    })
    expect(made.email).toBe(stored)
    const entered = enteredEmailField.parse(email)
    const found = await inCompany(made.companyId, scope => credentialsIn(scope).of(entered))
    expect(found?.status).toBe('active')
  }
})
