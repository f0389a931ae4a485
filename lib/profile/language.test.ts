import { describe, expect, test } from 'vitest'
import { readersIn } from '@/db/repositories/readers'
import { inCompany } from '@/db/scope'
import { changeLanguage } from '@/lib/company/commands'
import { makeCompany } from '@/testing/factories'
import { refusal, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { exportProfile } from './export'
import { chooseLanguage } from './reader-commands'

const world = async () => {
  const company = await makeCompany()
  const adasRow = await company.user({ name: 'Ada', groups: [company.administrators] })
  const ada = await signedIn(company, adasRow)
  const ofEmails = async () => (await inCompany(company.id, scope => readersIn(scope).ofEmail(adasRow.id))).language
  return { company, ada, adasRow, ofEmails }
}

describe('The language of somebody’s emails', () => {
  test('is the one that they chose, else the company’s, else English', async () => {
    const { company, ada, adasRow, ofEmails } = await world()
    expect(await ofEmails()).toBe('en')
    await ada.does(changeLanguage, { language: 'pt-BR' })
    expect(await ofEmails()).toBe('pt-BR')
    await ada.does(chooseLanguage, { language: 'es' })
    expect(await ofEmails()).toBe('es')
    expect((await ada.does(exportProfile)).language).toBe('es')
    await ada.does(chooseLanguage, { language: '' })
    expect(await ofEmails()).toBe('pt-BR')
    const chosen = (await auditTrail(company.id)).filter(({ event }) => event.includes('language'))
    expect(chosen.map(({ event, data, target_id: target }) => [event, data, target])).toEqual([
      ['company.language_changed', { from: 'en', to: 'pt-BR' }, company.id],
      ['profile.language_chosen', { language: { to: 'es' } }, adasRow.id],
      ['profile.language_chosen', { language: { from: 'es' } }, adasRow.id],
    ])
  })

  test.each(['pt', 'EN', 'constructor', 'x'.repeat(1000)])(
    'is none that Console does not speak, such as %s',
    async tag => {
      const { company, ada } = await world()
      const before = await snapshot(company.id)
      const language = tag as 'en'
      for (const act of [ada.does(chooseLanguage, { language }), ada.does(changeLanguage, { language })]) {
        const { code, fields } = await refusal(act)
        expect([code, fields]).toEqual([
          'invalid_input',
          { language: 'This language is not available. Choose en, pt-BR or es.' },
        ])
      }
      const after = await snapshot(company.id)
      expect([after.users, after.companies]).toEqual([before.users, before.companies])
    },
  )

  test('is nobody else’s, in this company and in others', async () => {
    const { company, ada } = await world()
    const bob = await signedIn(company, await company.user())
    const eve = (await world()).ada
    await ada.does(chooseLanguage, { language: 'es' })
    for (const other of [bob, eve]) expect((await other.does(exportProfile)).language).toBeNull()
  })

  test('of the company is changed by who may change settings', async () => {
    const { company, ada } = await world()
    const bob = await signedIn(company, await company.user())
    const before = (await snapshot(company.id)).companies
    expect((await refusal(bob.does(changeLanguage, { language: 'es' }))).code).toBe('forbidden')
    expect((await snapshot(company.id)).companies).toEqual(before)
    await ada.does(changeLanguage, { language: 'es' })
    expect((await snapshot(company.id)).companies).not.toEqual(before)
  })
})
