import { describe, expect, test } from 'vitest'
import { stepUp } from '@/lib/profile/commands'
import { enterCodeForm } from '@/lib/sign-in-code/input'
import { refusal, signedIn } from '@/testing/run-as'
import { awaitingSecondFactor, personWithFactor } from '@/testing/second-factor'
import { auditTrail, snapshotBesideTries } from '@/testing/snapshot'
import { spellings } from '@/testing/spellings'
import { verifySecondFactor } from './commands'
import { confirmForm, verifyInput } from './input'
import { totpCodeAt } from './totp'

const clock = 'Check that your phone sets its clock automatically'

describe('Every field for a code takes it', () => {
  test.each(Object.entries(spellings))('with %s', (_, spell) => {
    const code = spell('102938')
    for (const schema of [verifyInput, confirmForm, enterCodeForm]) expect(schema.parse({ code }).code).toBe('102938')
    expect(verifyInput.parse({ code: spell('4711-zz0a-0vxw-9k11') }).code).toBe('4711zz0a0vxw9k11')
  })
})

test('A code in Arabic-Indic digits finishes a sign-in, and the same in full width is a code that was used', async () => {
  const { company, ada, secret } = await personWithFactor()
  const code = totpCodeAt(secret)
  const first = await awaitingSecondFactor(company, ada)
  await first(verifySecondFactor, { code: spellings['Arabic-Indic digits']!(code) })
  const second = await awaitingSecondFactor(company, ada)
  const refused = await refusal(second(verifySecondFactor, { code: spellings['digits in full width']!(code) }))
  expect(refused.code).toBe('wrong_code')
  expect((await auditTrail(company.id)).filter(({ event }) => event === 'session.started').length).toBe(1)
})

test('A recovery code that was copied from paper in capitals, with O for 0, is used up', async () => {
  const { company, ada, recoveryCodes: codes } = await personWithFactor()
  const typed = codes[0]!
    .toUpperCase()
    .replaceAll('0', 'O')
    .replaceAll('1', 'l')
    .replaceAll('V', 'U')
    .replaceAll('-', ' – ')
  const first = await awaitingSecondFactor(company, ada)
  await first(verifySecondFactor, { code: typed })
  const again = await awaitingSecondFactor(company, ada)
  expect((await refusal(again(verifySecondFactor, { code: codes[0]! }))).code).toBe('wrong_code')
})

test('A step-up takes a code with a dash and marks of direction', async () => {
  const { company, ada, secret } = await personWithFactor()
  const asAda = await signedIn(company, ada)
  const code = totpCodeAt(secret)
  await asAda.does(stepUp, { code: `\u2066${code.slice(0, 3)}–${code.slice(3)}\u2069` })
})

test('Whoever enters a wrong code of the app is told of the clock, also after too many, and nothing is changed', async () => {
  const { company, ada, secret } = await personWithFactor()
  const wrong = totpCodeAt(secret, Date.now() - 600_000)
  const asked = await awaitingSecondFactor(company, ada)
  const before = await snapshotBesideTries(company.id)
  const said: unknown[] = []
  for (let tries = 0; tries < 7; tries += 1)
    said.push((await refusal(asked(verifySecondFactor, { code: wrong }))).fields)
  expect(new Set(said.map(one => JSON.stringify(one))).size).toBe(1)
  expect(JSON.stringify(said[0])).toContain(clock)
  expect(await snapshotBesideTries(company.id)).toEqual(before)
})

test('Whoever enters a wrong recovery code hears nothing of clocks', async () => {
  const { company, ada } = await personWithFactor()
  const asked = await awaitingSecondFactor(company, ada)
  const { fields } = await refusal(asked(verifySecondFactor, { code: '0000-0000-0000-0000' }))
  expect(JSON.stringify(fields)).not.toContain(clock)
})
