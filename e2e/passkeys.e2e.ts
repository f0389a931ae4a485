import type { Page } from '@playwright/test'
import { sql } from 'drizzle-orm'
import { inCompany } from '@/db/scope'
import { seriousViolations } from './support/accessibility'
import { addPasskeyByHand, fingerprintReader } from './support/fingerprint-reader'
import { expect, test } from './support/test'

const PASSWORD = 'correct horse battery staple'

/** The authenticator that is played here would answer at once where the browser offers passkeys by itself. */
async function signOut(page: Page, { offered = false } = {}): Promise<void> {
  if (!offered) await page.context().clearCookies({ name: 'console.passkeys' })
  await page.getByRole('button', { name: /account menu/i }).click()
  await page
    .getByRole('menuitem', { name: 'Sign out' })
    .or(page.getByRole('button', { name: 'Sign out' }))
    .click()
  await expect(page).toHaveURL(/\/login/)
}

test('Ada adds a passkey, and it signs her in alone, as second factor, and out of the list again', async ({
  page,
  company,
  signIn,
}) => {
  test.slow()
  const ada = await company.user({ name: 'Ada', password: PASSWORD })
  await signIn(ada)
  await fingerprintReader(page)
  await page.goto(`/${company.slug}/profile`)
  const dialog = page.getByRole('dialog')
  await addPasskeyByHand(page, 'Work laptop')
  await expect(dialog.getByText('The passkey is set up.')).toBeVisible()
  await expect(dialog.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')).toHaveCount(10)
  await dialog.getByRole('button', { name: 'I have saved them' }).click()
  const card = page.getByRole('listitem').filter({ hasText: 'Work laptop' })
  await expect(card).toContainText('not used yet')

  await addPasskeyByHand(page, 'The same again')
  await expect(dialog.getByRole('alert')).toContainText('This device already has a passkey for your account.')
  await expect(dialog.getByLabel('Name')).toHaveValue('The same again')
  await dialog.getByRole('button', { name: 'Close' }).click()

  await signOut(page)
  await page.goto(`/${company.slug}/login?callbackUrl=/${company.slug}/access`)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page).toHaveURL(`/${company.slug}/access`)

  await signOut(page)
  await page.goto(`/${company.slug}/profile`)
  await page.getByLabel('Email').fill(ada.email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Confirm your identity')
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page).toHaveURL(`/${company.slug}/profile`)

  await card.getByRole('button', { name: 'Rename Work laptop' }).click()
  await dialog.getByLabel('Name').fill('Old laptop')
  await dialog.getByRole('button', { name: 'Save name' }).click()
  const renamed = page.getByRole('listitem').filter({ hasText: 'Old laptop' })
  await expect(renamed).toContainText('last used')
  // So long after the last proof, it is asked once more who she is.
  await inCompany(company.id, ({ tx }) =>
    tx.execute(sql`update sessions set stepped_up_at = now() - interval '1 hour'`),
  )
  await renamed.getByRole('button', { name: 'Remove Old laptop' }).click()
  await dialog.getByRole('button', { name: 'Remove passkey' }).click()
  await page
    .getByRole('dialog', { name: 'Confirm your identity' })
    .getByRole('button', { name: 'Use a passkey' })
    .click()
  await expect(page.getByText('The passkey was removed.')).toBeVisible()
  await expect(renamed).toHaveCount(0)
})

test('A passkey that was used in this browser is offered where the address is filled in, and signs in', async ({
  page,
  company,
  signIn,
}) => {
  await signIn(await company.user({ name: 'Ada' }))
  const { devtools, authenticatorId } = await fingerprintReader(page)
  const touches = (enabled: boolean) =>
    devtools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })
  await page.goto(`/${company.slug}/profile`)
  await addPasskeyByHand(page, 'Work laptop')
  await expect(page.getByText('The passkey is set up.')).toBeVisible()
  await page.goto(`/${company.slug}/profile`)
  await touches(false)
  await signOut(page, { offered: true })

  // Offered, and nothing more: whoever types on is not disturbed.
  const email = page.getByLabel('Email')
  await expect(email).toHaveAttribute('autocomplete', 'username webauthn')
  await expect(email).toBeFocused()
  await email.fill('somebody@example.com')
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0)

  await touches(true)
  await page.goto(`/${company.slug}/login?callbackUrl=/${company.slug}/access`)
  await expect(page).toHaveURL(`/${company.slug}/access`)
})

test('Whoever cancels is told so and can try again; a passkey that is not known opens nothing', async ({
  page,
  company,
  signIn,
}) => {
  const ada = await company.user()
  await signIn(ada)
  const { devtools, authenticatorId } = await fingerprintReader(page)
  await page.goto(`/${company.slug}/profile`)
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
  await addPasskeyByHand(page, 'Phone')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('alert')).toContainText('The passkey was not used')
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true })
  await dialog.getByRole('button', { name: 'Add passkey' }).click()
  await expect(dialog.getByText('The passkey is set up.')).toBeVisible()
  await dialog.getByRole('button', { name: 'I have saved them' }).click()
  await signOut(page)
  // As for a company that does not exist: what is asked and answered is the same.
  await page.goto('/no-such-company/login')
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('This passkey was not accepted.')
})

test('Where a second factor is required, a passkey is one', async ({ page, company, signIn }) => {
  const developers = await company.group({ name: 'Developers' })
  const bob = await company.user({ name: 'Bob', groups: [developers] })
  await inCompany(company.id, ({ tx }) =>
    tx.execute(
      sql`update groups set requires_second_factor = true, second_factor_since = now() - interval '1 day' where id = ${developers.id}`,
    ),
  )
  await signIn(bob)
  await fingerprintReader(page)
  await page.goto(`/${company.slug}/access`)
  await page.getByRole('button', { name: 'Add a passkey instead' }).click()
  await page.getByLabel('Name').fill('Blue key')
  await page.getByRole('button', { name: 'Add passkey' }).click()
  await expect(page.getByText('The passkey is set up.')).toBeVisible()
  await page.getByRole('link', { name: 'Continue' }).click()
  await expect(page).toHaveURL(`/${company.slug}/access`)
})

test.describe('For everybody', () => {
  // The policy of the pages would refuse the checker's own script.
  test.use({ bypassCSP: true })

  test('the pages of passkeys are accessible', async ({ page, company, signIn }) => {
    const ada = await company.user()
    await fingerprintReader(page)
    await signIn(ada)
    await page.goto(`/${company.slug}/profile`)
    await addPasskeyByHand(page, 'Work laptop')
    await expect(page.getByText('The passkey is set up.')).toBeVisible()
    expect(await seriousViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'I have saved them' }).click()
    expect(await seriousViolations(page)).toEqual([])
    await inCompany(company.id, ({ tx }) => tx.execute(sql`update sessions set pending = true`))
    await page.goto(`/${company.slug}/second-factor`)
    await expect(page.getByRole('button', { name: 'Use a passkey' })).toBeVisible()
    expect(await seriousViolations(page)).toEqual([])
  })
})
