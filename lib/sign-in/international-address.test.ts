import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { inCompany } from '@/db/scope'
import { reviewImport } from '@/lib/imports/commands'
import { sendInvitations } from '@/lib/invitations/commands'
import { addressKey, spellingKey } from '@/lib/kernel/fold'
import { executePublic } from '@/lib/operation/run'
import { execute } from '@/lib/operation/run'
import { requestPasswordReset } from '@/lib/password-reset/commands'
import { viewProfile } from '@/lib/profile/queries'
import { deleteUser, deactivateUser } from '@/lib/users/commands'
import { listUsers } from '@/lib/users/queries'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { rowsOf } from '@/testing/imports'
import { refusal, refusalCode, request, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { signIn } from './commands'

const PASSWORD = 'correct horse battery staple'
const LENA = 'lena@grün-bau.example'
const spellings = [LENA, 'lena@xn--grn-bau-o2a.example', 'LENA@GRÜN-BAU.EXAMPLE', 'Lena＠gru\u0308n-bau．example']

const idOf = async (company: MadeCompany, email: string, password = PASSWORD): Promise<string> => {
  const session = await executePublic(signIn, request(), { company: company.slug, email, password })
  return (await execute(viewProfile, { session, slug: company.slug, request: request() }, {})).actor.userId
}

describe('Lena, whose domain is grün-bau', () => {
  test('signs in by every spelling, and nobody else does by any', async () => {
    const company = await makeCompany()
    const lena = await company.user({ email: LENA, password: PASSWORD })
    for (const spelling of spellings) expect(await idOf(company, spelling)).toBe(lena.id)
    for (const other of ['lena@grun-bau.example', 'lena@xn--grn-bau-n2a.example', 'lena@grün-bau.example.example'])
      expect([other, await refusalCode(idOf(company, other))]).toEqual([other, 'wrong_credentials'])
  })

  test('cannot be invited beside herself, by whatever spelling and way', async () => {
    const company = await makeCompany()
    const lena = await company.user({ email: LENA })
    const ada = await signedIn(company, await company.user({ groups: [company.administrators] }))
    const before = await snapshot(company.id)
    for (const addresses of spellings) {
      const error = await refusal(ada.does(sendInvitations, { addresses }))
      expect([error.code, error.details]).toEqual([
        'nobody_new',
        { taken: [expect.objectContaining({ status: 'active', userId: lena.id })] },
      ])
    }
    expect((await snapshot(company.id)).users).toEqual(before.users)
    const content = `email\n${spellings.join('\n')}\nmax@xn--grn-bau-o2a.example\nMAX@grün-bau.example\n`
    const { id } = await ada.does(reviewImport, { fileName: 'people.csv', content })
    expect((await rowsOf(company, id)).map(({ email, verdict }) => [email, verdict])).toEqual([
      [LENA, 'member'],
      [LENA, 'duplicate'],
      ['LENA@grün-bau.example', 'duplicate'],
      ['Lena@grün-bau.example', 'duplicate'],
      ['max@grün-bau.example', 'new'],
      ['MAX@grün-bau.example', 'duplicate'],
    ])
    const { invited } = await ada.does(sendInvitations, { addresses: 'max@xn--grn-bau-o2a.example' })
    expect(invited).toMatchObject([{ email: 'max@grün-bau.example' }])
  })

  test('asks for a new password by either spelling, and is searched for and deleted by either', async () => {
    const company = await makeCompany()
    const lena = await company.user({ email: LENA, password: PASSWORD })
    const ada = await signedIn(company, await company.user({ groups: [company.administrators] }))
    for (const email of spellings)
      await executePublic(requestPasswordReset, request(), { company: company.slug, email })
    const asked = (await auditTrail(company.id)).filter(({ event }) => event === 'password_reset.requested')
    expect(asked.map(({ target_id, outcome }) => [target_id, outcome])).toEqual(
      spellings.map(() => [lena.id, 'succeeded']),
    )
    for (const q of [...spellings, 'grün-bau', 'grun', 'xn--grn-bau-o2a'])
      expect([q, (await ada.does(listUsers, { q })).users.map(({ id }) => id)]).toEqual([q, [lena.id]])
    await ada.does(deactivateUser, { userId: lena.id, reason: '' })
    await ada.does(deleteUser, { userId: lena.id, confirmation: spellings[1]! })
    expect((await ada.does(listUsers, { q: LENA })).users).toEqual([])
  })
})

describe('Whose address is from before addresses had one form', () => {
  test.each(['аlice@acme.example', 'o’neill@acme.example', 'bo@xn--a.example', 'ﬁne@acme.example'])(
    'signs in by it, though nobody gets %s any more',
    async email => {
      const company = await makeCompany()
      const someone = await company.user({ email, password: PASSWORD })
      expect(await idOf(company, email)).toBe(someone.id)
      const ada = await signedIn(company, await company.user({ groups: [company.administrators] }))
      const before = await snapshot(company.id)
      expect(await refusalCode(ada.does(sendInvitations, { addresses: email }))).toBe('invalid_input')
      expect((await snapshot(company.id)).users).toEqual(before.users)
    },
  )

  test('and was the second spelling of a mailbox signs in by exactly that, and the first by every other', async () => {
    const company = await makeCompany()
    const [first, second] = [
      await company.user({ email: LENA, password: PASSWORD }),
      await company.user({ password: PASSWORD }),
    ]
    const written = 'Lena@xn--grn-bau-o2a.example'
    await inCompany(company.id, ({ tx }) =>
      tx.execute(
        sql`update users set email = ${written}, email_key = ${spellingKey(addressKey(written), written)} where id = ${second.id}`,
      ),
    )
    for (const spelling of spellings) expect(await idOf(company, spelling)).toBe(first.id)
    expect(await idOf(company, written)).toBe(second.id)
  })
})
