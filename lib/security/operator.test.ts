import { expect, test } from 'vitest'
import { viewProfile } from '@/lib/profile/queries'
import { makeCompany } from '@/testing/factories'
import { refusal, refusalCode, signedIn } from '@/testing/run-as'
import { auditTrail } from '@/testing/snapshot'
import { changeSecurity } from './commands'
import { resetSecurity, securityReport } from './operator'

test('The operator lets a locked-out company in, on trial or not, and the audit log says so', async () => {
  const company = await makeCompany()
  const ada = await signedIn(company, await company.user({ groups: [company.administrators] }))
  await ada.does(changeSecurity, {
    secondFactor: { required: true, graceDays: 0 },
    networks: '192.0.2.0/24',
    trial: false,
  })
  expect(await refusalCode(ada.does(viewProfile))).toBe('enrolment_required')
  expect(await securityReport(company.slug)).toMatchObject({
    settings: { 'two-factor authentication': 'required for everybody immediately', networks: '192.0.2.0/24' },
    enrolment: { active: 1, must: 1, mustAndHave: 0 },
  })
  expect(Object.keys(await resetSecurity(company.slug))).toEqual(['two-factor authentication', 'networks'])
  await ada.does(viewProfile)
  expect((await auditTrail(company.id)).findLast(({ event }) => event === 'security.changed')).toMatchObject({
    operation: 'security.reset',
    actor_id: null,
    data: { changes: { networks: { from: '192.0.2.0/24', to: 'anywhere' } } },
  })
})

test('A trial does not come back after the operator has ended it', async () => {
  const company = await makeCompany()
  const ada = await signedIn(company, await company.user({ groups: [company.administrators] }))
  await ada.does(changeSecurity, { networks: '192.0.2.0/24' })
  expect((await securityReport(company.slug)).trialUntil).toBeInstanceOf(Date)
  await resetSecurity(company.slug)
  expect(await securityReport(company.slug)).toMatchObject({
    trialUntil: undefined,
    settings: { networks: 'anywhere' },
  })
})

test('A slug that leads nowhere is a sentence', async () => {
  expect((await refusal(resetSecurity('no-such-company'))).message).toBe('Company not found.')
})
