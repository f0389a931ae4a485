import { sql } from 'drizzle-orm'
import { inCompany } from '@/db/scope'
import { expect, test } from './support/test'

test('An administrator shortens sessions, and sees first what that means', async ({ page, company, signIn }) => {
  const bob = await company.user({ name: 'Bob' })
  const { id } = await company.session(bob)
  await inCompany(company.id, ({ tx }) =>
    tx.execute(sql`update sessions set created_at = now() - interval '3 hours' where id = ${id}`),
  )
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/settings`)
  await page.getByRole('link', { name: 'Security' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Security' })).toBeVisible()
  const sessions = page.locator('section', { has: page.getByRole('heading', { name: 'Sessions' }) })
  await sessions.getByLabel('Maximum session length (hours)').fill('99')
  await sessions.getByRole('button', { name: 'Review and save' }).click()
  await expect(sessions.getByText('must be a whole number from 1 to 24')).toBeVisible()
  await sessions.getByLabel('Maximum session length (hours)').fill('2')
  await sessions.getByRole('button', { name: 'Review and save' }).click()
  const review = page.getByRole('dialog', { name: 'Save this change?' })
  await expect(review).toContainText('1 session ends immediately.')
  await expect(review).toContainText('Bob')
  await expect(review.getByRole('checkbox')).toHaveCount(0)
  await review.getByRole('button', { name: 'Save' }).click()
  await expect(review).toBeHidden()
  await page.reload()
  await expect(sessions.getByLabel('Maximum session length (hours)')).toHaveValue('2')
  await page.goto(`/${company.slug}/audit-log?kind=change`)
  await expect(page.getByText('Ada changed the security settings').first()).toBeVisible()
})

test('A second factor required for everybody is tried first, stands on every page, and can be taken back', async ({
  page,
  company,
  signIn,
}) => {
  await company.user({ name: 'Bob' })
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/settings/security`)
  await page.getByLabel('Require two-factor authentication for everybody').check()
  await page
    .locator('section', { has: page.getByRole('heading', { name: 'Two-factor authentication', exact: true }) })
    .getByRole('button', { name: 'Review and save' })
    .click()
  const review = page.getByRole('dialog', { name: 'Save this change?' })
  await expect(review).toContainText('2 people have not set up two-factor authentication and must do so within 7 days.')
  await expect(review.getByLabel('Try the change for 15 minutes first')).toBeChecked()
  await review.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Security settings are on trial for another 15 minutes')).toBeVisible()
  await page.goto(`/${company.slug}/users`)
  await expect(page.getByText('Security settings are on trial')).toBeVisible()
  await expect(page.getByText('Set up two-factor authentication by')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Keep settings' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Revert' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revert' }).click()
  await expect(page.getByText('Security settings are on trial')).toBeHidden()
  await expect(page.getByText('Set up two-factor authentication by')).toBeHidden()
})

test('Who signs in afresh while settings are on trial can keep them', async ({ page, company, signIn }) => {
  const ada = await company.user({ groups: [company.administrators] })
  await signIn(ada)
  await page.goto(`/${company.slug}/settings/security`)
  await page.getByRole('button', { name: /^Add my current address/ }).click()
  await page
    .locator('section', { has: page.getByRole('heading', { name: 'Networks' }) })
    .getByRole('button', { name: 'Review and save' })
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('button', { name: 'Sign out to test them' })).toBeVisible()
  await signIn(ada)
  await page.reload()
  await page.getByRole('button', { name: 'Keep settings' }).click()
  await expect(page.getByText('Security settings are on trial')).toBeHidden()
  await expect(page.getByLabel('Allowed networks')).not.toHaveValue('')
})

test('Networks that would lock oneself out are refused at the field, and each wrong line is named', async ({
  page,
  company,
  signIn,
}) => {
  await signIn(await company.user({ groups: [company.administrators] }))
  await page.goto(`/${company.slug}/settings/security`)
  const networks = page.getByLabel('Allowed networks')
  const review = page
    .locator('section', { has: page.getByRole('heading', { name: 'Networks' }) })
    .getByRole('button', { name: 'Review and save' })
  await networks.fill('203.0.113.0/24\n10.0.0')
  await review.click()
  await expect(page.getByText('Line 2 (“10.0.0”) is not a network')).toBeVisible()
  await expect(networks).toHaveAttribute('aria-invalid', 'true')
  await networks.fill('203.0.113.0/24')
  await review.click()
  await expect(page.getByText('This would lock you out')).toBeVisible()
  await expect(networks).toHaveValue('203.0.113.0/24')
  await page.getByRole('button', { name: /^Add my current address/ }).click()
  await review.click()
  await expect(page.getByRole('dialog', { name: 'Save this change?' })).toBeVisible()
})

test('From outside the networks there is a page that says so, and signing out works', async ({
  page,
  company,
  signIn,
}) => {
  await signIn(await company.user())
  await inCompany(company.id, ({ tx }) =>
    tx.execute(sql`update companies set security = '{"networks": ["203.0.113.0/24"]}'`),
  )
  const answer = await page.goto(`/${company.slug}`)
  expect(answer?.status()).toBe(403)
  await expect(page.getByRole('heading', { level: 1, name: 'Access from this network is not allowed' })).toBeVisible()
  await expect(page.getByRole('navigation')).toHaveCount(0)
  expect((await page.request.get('/api/v1/me')).status()).toBe(403)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(new RegExp(`/${company.slug}/login`))
})

test('A group requires a second factor of its members, with days of grace', async ({ page, company, signIn }) => {
  const group = await company.group({ name: 'Developers' })
  const bob = await company.user({ name: 'Bob', groups: [group] })
  await signIn(await company.user({ groups: [company.administrators] }))
  await page.goto(`/${company.slug}/groups/${group.id}`)
  const card = page.locator('section', { has: page.getByRole('heading', { name: 'Two-factor authentication' }) })
  await card.getByRole('button', { name: 'Change' }).click()
  const dialog = page.getByRole('dialog', { name: 'Two-factor authentication in Developers' })
  await expect(dialog).toContainText('1 of 1 active members has not set it up yet: Bob.')
  await dialog.getByLabel('Require two-factor authentication for members').check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(card.getByText('Required', { exact: true })).toBeVisible()
  await page.goto(`/${company.slug}/users/${bob.id}`)
  await page.getByRole('button', { name: 'Add exception' }).click()
  await page.getByLabel('Reason').fill('A new phone is on its way.')
  await page.getByLabel('Last day').fill(new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10))
  await page.getByRole('button', { name: 'Save exception' }).click()
  await expect(page.getByText(/^Exception through/)).toContainText('“A new phone is on its way.”')
  await page.getByRole('button', { name: 'End exception' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'End exception' }).click()
  await expect(page.getByText(/^Exception through/)).toBeHidden()
})
