import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { inCompany } from '@/db/scope'
import { makeCompany } from '@/testing/factories'
import { office, recruiter, rowsOf, runToEnd } from '@/testing/imports'
import { refusal, refusalCode, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { reviewImport, startImport } from './commands'
import { failedRowsFile } from './files'
import { inspectImport } from './inspect'
import { downloadFailedRows, viewImportPage } from './queries'

const twoAddresses =
  'Name;Work Email;Home Email;Rolle\nTove Ekdahl;tove@fjord.example;t@mail.example;Sales\nAda Berg;ada@fjord.example;a@mail.example;Sales\n'
const file = (content: string, more: Record<string, number | string> = {}) => ({
  fileName: 'people.csv',
  content,
  ...more,
})

describe('Before a review', () => {
  test('a file is shown with its columns, what is in them and what they are taken for, and nothing is stored', async () => {
    const { company, ada } = await office()
    const before = await snapshot(company.id)
    const seen = await ada.does(inspectImport, file(`Staff;;;\n${twoAddresses}`))
    expect(seen).toMatchObject({
      encodings: [],
      form: { encoding: 'UTF-8', delimiter: 'semicolon', above: 1 },
      hasHeader: true,
      places: { name: 0 },
      asks: ['email'],
      isRemembered: false,
    })
    expect(seen.columns[1]).toEqual({ at: 1, name: 'Work Email', samples: ['tove@fjord.example', 'ada@fjord.example'] })
    expect(await snapshot(company.id)).toEqual(before)
    expect((await auditTrail(company.id)).at(-1)).toMatchObject({
      event: 'import.inspected',
      data: { file: 'people.csv' },
    })
  })

  test('nobody may have one looked at who may not import', async () => {
    const { company, ada } = await office()
    const nobody = await signedIn(company, await company.user())
    const before = await snapshot(company.id)
    expect(await refusalCode(nobody.does(inspectImport, file('email\na@fjord.example\n')))).toBe('forbidden')
    expect((await snapshot(company.id)).imports).toEqual(before.imports)
    await ada.does(inspectImport, file('email\na@fjord.example\n'))
  })

  test('a file that is not in UTF-8 is shown in the encodings that it could have, and read in the one that is chosen', async () => {
    const { ada } = await office()
    const bytes = Buffer.from('email;name\r\njoerg@fjord.example;J\u00f6rg Wei\u00df\r\n', 'latin1')
    const sent = { fileName: 'people.csv', content: async () => bytes }
    const { encodings, columns } = await ada.does(inspectImport, sent)
    expect(encodings[0]).toEqual({ encoding: 'Windows-1252', usedFor: 'Western European', samples: ['Jörg Weiß'] })
    expect(encodings.find(({ encoding }) => encoding === 'Windows-1251')?.samples).toEqual(['Jцrg WeiЯ'])
    expect(columns).toEqual([])
    expect((await refusal(ada.does(reviewImport, sent))).fields).toEqual({
      encoding: expect.stringMatching(/not in UTF-8.*Windows-1252.*“Jörg Weiß”/),
    })
    const read = await ada.does(inspectImport, { ...sent, encoding: 'Windows-1252' })
    expect(read.columns[1]?.samples).toEqual(['Jörg Weiß'])
    expect((await ada.does(reviewImport, { ...sent, encoding: 'Windows-1252' })).verdicts).toEqual({ new: 1 })
    expect(await refusalCode(ada.does(reviewImport, { ...sent, encoding: 'UTF-8' }))).toBe('invalid_input')
  })
})

describe('The record of a review', () => {
  const reviewed = async (content: string) => {
    const { company, ada } = await office()
    const { id } = await ada.does(reviewImport, file(content))
    const event = (await auditTrail(company.id)).findLast(({ event }) => event === 'import.reviewed')
    return { ...event?.data, lines: (await rowsOf(company, id)).map(({ line, verdict }) => [line, verdict]) }
  }

  test('names the columns that were passed over where they are known, and counts the others, which may be people', async () => {
    expect(await reviewed('Email;Manager Email;Jonas Berg;Phone\na@fjord.example;b@fjord.example;x;1\n')).toMatchObject(
      {
        ignored: ['Manager Email'],
        ignoredOthers: 2,
      },
    )
    expect(await reviewed('Adres;Imię;Jonas Berg\nmara@fjord.example;Mara;Kim\n')).toMatchObject({
      ignored: [],
      ignoredOthers: 1,
    })
  })

  test('has nothing of who stands above the first address, and their rows are said to lack one', async () => {
    const none = await reviewed('Ann Lee;(none);Sales;Jonas Berg\nBob Hill;bob.hill@fjord.example;Dev;Mara Lindqvist\n')
    expect(none).toMatchObject({
      ignored: [],
      lines: [
        [1, 'invalid'],
        [2, expect.anything()],
      ],
    })
    const titled = await reviewed(
      'Staff list;2026;Mara Lindqvist\nbob@fjord.example;Bob;Dev\neve@fjord.example;Eve;Dev\n',
    )
    expect(titled).toMatchObject({ ignored: [] })
    expect(JSON.stringify([none, titled])).not.toMatch(/Jonas|Lindqvist/)
  })
})

describe('A file with more than 5,000 names of groups', () => {
  const named = (rows: number) =>
    `email;groups\n${Array.from({ length: rows }, (_, at) => `p${at}@fjord.example;"${Array.from({ length: 9 }, (_, n) => `G${at}-${n}`).join('|')}"\n`).join('')}`

  test('is refused before anything is looked up or stored; one with fewer is reviewed', async () => {
    const { company, ada } = await office()
    const before = await snapshot(company.id)
    expect((await refusal(ada.does(reviewImport, file(named(501))))).fields).toEqual({
      file: expect.stringContaining('Check that the columns are matched correctly.'),
    })
    expect((await snapshot(company.id)).imports).toEqual(before.imports)
    expect((await ada.does(reviewImport, file(named(499)))).verdicts).toEqual({ unknown_group: 499 })
  })
})

describe('What the columns are', () => {
  test('is said where two could be the address, and then known for the next file of this company with the same header', async () => {
    const { company, ada } = await office()
    const before = await snapshot(company.id)
    const refused = await refusal(ada.does(reviewImport, file(twoAddresses)))
    expect(refused.fields).toEqual({
      email: expect.stringMatching(/“Work Email” \(column 2\) and “Home Email” \(column 3\)/),
    })
    expect((await snapshot(company.id)).imports).toEqual(before.imports)

    const { id } = await ada.does(reviewImport, file(twoAddresses, { email: 2, groups: 3 }))
    expect((await rowsOf(company, id)).map(row => row.email)).toEqual(['t@mail.example', 'a@mail.example'])
    const next = twoAddresses.replace('Work Email', 'WORK EMAIL').replace('Tove', 'Eva').replace('t@', 'e@')
    expect(await ada.does(inspectImport, file(next))).toMatchObject({
      isRemembered: true,
      asks: [],
      places: { email: 2, groups: 3 },
    })
    const again = await ada.does(reviewImport, file(next))
    expect((await rowsOf(company, again.id)).map(row => row.email)).toEqual(['e@mail.example', 'a@mail.example'])

    const other = await makeCompany()
    const stranger = (await recruiter(other)).person
    expect(await refusalCode(stranger.does(reviewImport, file(next)))).toBe('invalid_input')
    expect((await stranger.does(inspectImport, file(next))).isRemembered).toBe(false)
  })

  test('is not known of a file without a header whose addresses stand elsewhere', async () => {
    const { company, ada } = await office()
    await ada.does(reviewImport, file('a@fjord.example;Ann;Sales\n', { email: 0, name: 1 }))
    expect((await ada.does(inspectImport, file('b@fjord.example;Bo;Sales\n'))).isRemembered).toBe(true)
    const { id } = await ada.does(reviewImport, file('Cy;c@fjord.example;Sales\n'))
    expect((await rowsOf(company, id)).map(row => row.email)).toEqual(['c@fjord.example'])
  })

  test('is what somebody said and nothing else, and a column that the file does not have is refused', async () => {
    const { company, ada } = await office()
    const content = 'email,name,title,groups\na@fjord.example,Ann,Boss,Nobody\n'
    const { id } = await ada.does(reviewImport, file(content, { email: 0, name: 2 }))
    const { rows } = await ada.does(viewImportPage, { importId: id })
    expect(rows.map(({ name, title, groupNames }) => [name, title, groupNames])).toEqual([['Boss', '', []]])
    const before = await snapshot(company.id)
    for (const email of [4, -1, 1.5])
      expect(await refusalCode(ada.does(reviewImport, file(content, { email })))).toBe('invalid_input')
    expect((await snapshot(company.id)).imports).toEqual(before.imports)
  })
})

describe('A title in a file', () => {
  test('is what the person has who is invited by it', async () => {
    const { company, ada } = await office()
    const { id } = await ada.does(
      reviewImport,
      file('email,name,job title\na@fjord.example,Ann,Buyer\nb@fjord.example,Bo,\n'),
    )
    await ada.does(startImport, { importId: id, message: '', expiryDays: 7 })
    await runToEnd(company, id)
    const titles = await inCompany(company.id, ({ tx }) =>
      tx.execute<{ title: string | null }>(
        sql`select title from users where email like '%fjord.example' order by email`,
      ),
    )
    expect(titles.map(({ title }) => title)).toEqual(['Buyer', null])
  })

  test('that is too long makes its row invalid, and comes back in the file of what to mend', async () => {
    const { ada } = await office()
    const content = `email,title\na@fjord.example,${'x'.repeat(101)}\nb@,Buyer\n`
    const { id, verdicts } = await ada.does(reviewImport, file(content))
    expect(verdicts).toEqual({ invalid: 2 })
    const { body } = failedRowsFile(await ada.does(downloadFailedRows, { importId: id }))
    expect(body).toContain('The title can have at most 100 characters.')
    expect(body).toContain('\r\nb@,,Buyer,,Line 3: ')
  })
})

describe('Names of groups in another case', () => {
  test('mean the group that is there, in Turkish and Greek too, and make one where there is none', async () => {
    const { company, ada } = await office()
    for (const name of ['İzmir', 'Πωλήσεις']) await company.group({ name })
    const content =
      'email,groups\na@fjord.example,IZMIR\nb@fjord.example,izmir\nc@fjord.example,πωλησεις\nd@fjord.example,ΠΩΛΉΣΕΙΣ\ne@fjord.example,İNSAN KAYNAKLARI\nf@fjord.example,insan kaynaklari\n'
    const { id, verdicts } = await ada.does(reviewImport, file(content))
    expect(verdicts).toEqual({ new: 4, unknown_group: 2 })
    const page = await ada.does(viewImportPage, { importId: id })
    expect(page.import.groups.map(({ name }) => name).toSorted()).toEqual(['İzmir', 'Πωλήσεις'])
    expect(page.unknownGroups.length).toBe(1)
    await ada.does(startImport, { importId: id, message: '', expiryDays: 7, createGroups: true })
    await runToEnd(company, id)
    const groups = await inCompany(company.id, ({ tx }) =>
      tx.execute<{ members: number }>(
        sql`select count(*)::int as members from memberships m join groups g on g.company_id = m.company_id and g.id = m.group_id
          join users u on u.company_id = m.company_id and u.id = m.user_id where u.status = 'invited' group by g.id`,
      ),
    )
    expect(groups.map(({ members }) => members)).toEqual([2, 2, 2])
  })
})
