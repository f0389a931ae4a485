import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { securityIn } from '@/db/repositories/security'
import { inCompany } from '@/db/scope'
import { passwordPolicy, securitySettings, type PasswordPolicy } from '@/lib/kernel/security-settings'
import { changePassword } from '@/lib/profile/commands'
import { viewPasswordPolicy, viewProfile } from '@/lib/profile/queries'
import { makeCompany } from '@/testing/factories'
import { refusal, refusalCode, signedIn } from '@/testing/run-as'
import { snapshot, snapshotBesideTries } from '@/testing/snapshot'
import { unmetPasswordRule, policyHint } from './policy-hint'

const OLD = 'Correct horse battery staple 7!'
const chosen = (currentPassword: string, password: string) => ({
  currentPassword,
  newPassword: password,
  repeatedPassword: password,
})

async function companyWith(policy: Partial<PasswordPolicy>) {
  const company = await makeCompany()
  await inCompany(company.id, scope =>
    securityIn(scope).write(securitySettings.parse({ password: policy }), { by: null }),
  )
  const ada = await company.user({ password: OLD })
  return { company, ada, asAda: await signedIn(company, ada) }
}

describe("A company's policy", () => {
  const classic = passwordPolicy.parse({
    preset: 'classic',
    upper: true,
    lower: true,
    digit: true,
    symbol: true,
    history: 5,
  })

  test.each([
    ['short Aa1!', 'A password needs at least 12 characters.'],
    ['nothing but lower case', 'This password needs an upper-case letter, a digit and a symbol.'],
    ['Unrelated words 7 of them!', undefined],
  ])('that asks for all kinds of characters says of "%s": %s', (password, sentence) => {
    expect(unmetPasswordRule(classic, password)).toBe(sentence)
  })

  test('counts code points after NFKC, not bytes', () => {
    expect(unmetPasswordRule(passwordPolicy.parse({}), '🐎🔋📎🐎🔋📎🐎🔋📎🐎🔋')).toBe(
      'A password needs at least 12 characters.',
    )
    expect(unmetPasswordRule(passwordPolicy.parse({}), '🐎🔋📎🐎🔋📎🐎🔋📎🐎🔋📎')).toBeUndefined()
  })

  test('is said in words', () => {
    expect(policyHint(classic)).toBe(
      'At least 12 characters, with an upper-case letter, a lower-case letter, a digit and a symbol. Not one of your last 5.',
    )
  })

  test('is asked for when somebody changes their password; what it allows is taken', async () => {
    const { company, asAda } = await companyWith({ minLength: 20, symbol: true })
    const before = await snapshot(company.id)
    for (const password of ['unrelated words #7', 'unrelated words without one']) {
      const error = await refusal(asAda.does(changePassword, chosen(OLD, password)))
      expect([error.code, Object.keys(error.fields ?? {})]).toEqual(['invalid_input', ['newPassword']])
    }
    // That somebody tried is counted; nothing else changes.
    expect(await snapshotBesideTries(company.id)).toEqual(before)
    await asAda.does(changePassword, chosen(OLD, 'unrelated words with #7 in them'))
  })

  test('keeps the last ones from coming back, the present one too, and lets older ones', async () => {
    const { asAda } = await companyWith({ history: 2 })
    const [second, third] = ['windmill orchestra pencil 1', 'saxophone glacier button 2']
    await asAda.does(changePassword, chosen(OLD, second))
    expect(await refusalCode(asAda.does(changePassword, chosen(second, OLD)))).toBe('invalid_input')
    await asAda.does(changePassword, chosen(second, third))
    const error = await refusal(asAda.does(changePassword, chosen(third, second)))
    expect(error.fields?.newPassword).toContain('one of your last 2 passwords')
    await asAda.does(changePassword, chosen(third, OLD))
  })
})

describe('An expired password', () => {
  test('leads to a change and nowhere else, until it is changed', async () => {
    const { company, ada, asAda } = await companyWith({ expiryDays: 90 })
    await asAda.does(viewProfile)
    await inCompany(company.id, ({ tx }) =>
      tx.execute(sql`update users set password_changed_at = now() - interval '91 days' where id = ${ada.id}`),
    )
    expect(await refusalCode(asAda.does(viewProfile))).toBe('password_expired')
    await asAda.does(viewPasswordPolicy)
    await asAda.does(changePassword, chosen(OLD, 'windmill orchestra pencil 1'))
    await asAda.does(viewProfile)
  })
})
