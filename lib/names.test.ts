import { expect, test } from 'vitest'
import { rowValidator } from '@/lib/imports/validate'
import { readAddresses } from '@/lib/invitations/addresses'
import { sendInvitationsInput } from '@/lib/invitations/input'
import { cleanLine } from '@/lib/kernel/fields'
import { nameKey, searchedWords, wordsOf } from '@/lib/kernel/fold'
import { personNameField } from '@/lib/kernel/person-fields'
import { parseFile } from '@/testing/import-file'
import { randomNumbers } from '@/testing/random'

const letters = [
  ...'abcXYZÅéøłßİıς李小龍דנהمریمअनन्याආයුබෝවන්🦄',
  "'",
  '’',
  '-',
  '.',
  ' ',
  '\u00a0',
  '\u2003',
  '\u3000',
  '\t',
  '\u200b',
  '\u200c',
  '\u200d',
  '\u2068',
  '\u202e',
  '\u0301',
  '\ufeff',
  '\ufe0f',
  '\u0007',
  '\u2800',
]

/** What an administrator types or pastes, with everything that comes along. */
function* names(count: number): Generator<string> {
  const random = randomNumbers(7)
  for (let made = 0; made < count; made++) {
    const length = random.chance(0.05) ? 110 + random.below(60) : 1 + random.below(24)
    // The invite box takes off what people put around a name.
    yield `A${Array.from({ length }, () => random.one(letters)).join('')}b`
  }
}

const REFUSED = 'The name can have at most 100 characters.'
const ANN = 'ann@acme.example'

async function nameInFile(typed: string): Promise<string> {
  const { rows } = await parseFile(`email\tname\n${ANN}\t"${typed}"\n`)
  const { verdict, reason, name } = rowValidator({ people: () => undefined, groups: () => [] })(rows[0]!)
  return verdict === 'new' ? name : reason!
}

function nameInInviteBox(typed: string): string {
  const { found, problems } = readAddresses(`"${typed}" <${ANN}>`)
  return found[0]?.name ?? problems[0]!.replace(`${ANN}: `, '')
}

test('A name is the same, or refused, at every entry point, and found again by what was typed', async () => {
  let refused = 0
  for (const typed of names(1_000)) {
    const field = personNameField.safeParse(typed)
    const name = field.success ? field.data : field.error.issues[0]!.message
    expect([typed, await nameInFile(typed), nameInInviteBox(typed)]).toEqual([typed, name, name])
    if (name === REFUSED) refused++
    const stored = wordsOf(cleanLine(typed))
    const spellings = [typed, typed.toUpperCase(), typed.toLowerCase()].map(cleanLine)
    const missed = spellings.flatMap(searchedWords).filter(word => !stored.some(known => known.startsWith(word)))
    expect([typed, missed]).toEqual([typed, []])
    expect([typed, nameKey(spellings[1]!)]).toEqual([typed, nameKey(cleanLine(typed))])
  }
  expect(refused).toBeGreaterThan(10)
})

test.each([
  ['Admin \u202ealice <ann@acme.example>', 'Admin alice'],
  ['\u2068Ann\u2069 \u00a0 Lee <ann@acme.example>', 'Ann Lee'],
  ['Lee,\u00a0Ann <ann@acme.example>', 'Ann Lee'],
])('The invite box stores the name of %j as every other entry point would', (text, name) => {
  expect(readAddresses(text).found).toEqual([{ email: 'ann@acme.example', name }])
})

test('A name that nobody could accept under is said to be too long, and nobody is invited', () => {
  const refused = sendInvitationsInput.safeParse({
    addresses: `${'x'.repeat(300)} <ann@acme.example>, bo@acme.example`,
  })
  expect(refused.error?.issues).toMatchObject([
    { path: ['addresses'], message: 'ann@acme.example: The name can have at most 100 characters.' },
  ])
  expect(sendInvitationsInput.safeParse({ addresses: `${'x'.repeat(100)} <ann@acme.example>` }).success).toBe(true)
})
