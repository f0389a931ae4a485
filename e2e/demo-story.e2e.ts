import type { Page } from '@playwright/test'
import { expect, test } from './support/test'

const PASSWORD = 'Console-Demo-2026!'

async function signInAs(page: Page, name: string, company = 'acme-corp'): Promise<void> {
  await page.goto('/login')
  await page.getByLabel('Company').fill(company)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Email').fill(`${name}@acme.example`)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(new RegExp(`/${company}$`))
}

const navigation = (page: Page) => page.getByRole('navigation', { name: 'Main' }).getByRole('link')

test.describe('The demo company', () => {
  test('Alice, who manages everything, is led to every page', async ({ page }) => {
    await signInAs(page, 'alice')
    await expect(navigation(page)).toHaveText([
      'Dashboard',
      'My access',
      'Users',
      'Groups',
      'Permissions',
      'Audit log',
      'Settings',
    ])
    for (const name of ['Users', 'Groups', 'Permissions', 'Audit log', 'Settings']) {
      await navigation(page).filter({ hasText: name }).click()
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    }
  })

  test('one click signs in as one of its people, by their password, and only in the demo', async ({
    page,
    company,
  }) => {
    // A database that the tests were given is somebody's own, though the demo is in it.
    const people = process.env.TEST_DATABASE_URL ? 0 : 5
    const card = page.getByRole('region', { name: 'Try the demo' })
    await page.goto(`/${company.slug}/login`)
    await expect(page.getByLabel('Email')).toBeVisible()
    await expect(card).toHaveCount(0)
    for (const path of ['/login', '/globex/login', '/acme-corp/login?callbackUrl=/acme-corp/access']) {
      await page.goto(path)
      await expect(card.getByRole('button')).toHaveCount(people)
    }
    if (people) await card.getByRole('button', { name: /^Bob Fischer/ }).click()
    else await signInAs(page, 'bob')
    await expect(page).toHaveURL(people ? '/acme-corp/access' : '/acme-corp')
    await expect(page.getByRole('button', { name: /account menu/i })).toBeVisible()
  })

  test('Bob, an engineer, sees no administration and is helped on where he may not go', async ({ page }) => {
    await signInAs(page, 'bob')
    await expect(navigation(page)).toHaveText(['Dashboard', 'My access'])
    await expect(page.getByText('repositories:manage').first()).toBeVisible()
    const response = await page.goto('/acme-corp/users')
    expect(response?.status()).toBe(403)
    const main = page.getByRole('main')
    await expect(main).toContainText('users:read')
    await expect(main).toContainText('Administrators')
    await expect(main).toContainText('Viewers')
    await expect(main).toContainText('Alice Martin')
    await expect(main).not.toContainText('eve@acme.example')
  })

  test('Charlie, the tech lead, has the permissions of both groups', async ({ page }) => {
    await signInAs(page, 'charlie')
    await expect(navigation(page)).toHaveText([
      'Dashboard',
      'My access',
      'Users',
      'Groups',
      'Permissions',
      'Audit log',
      'Settings',
    ])
    await page.goto('/acme-corp/access')
    for (const key of ['*:*', 'repositories:manage', 'staging:deploy', 'production-logs:view']) {
      await expect(page.getByRole('main')).toContainText(key)
    }
  })

  test('Eve, of marketing, sees marketing and nothing of development', async ({ page }) => {
    await signInAs(page, 'eve')
    await page.goto('/acme-corp/access')
    const main = page.getByRole('main')
    await expect(main).toContainText('campaigns:manage')
    await expect(main).toContainText('analytics:view')
    await expect(main).not.toContainText('repositories')
    await expect(main).not.toContainText('staging')
  })

  test('Alice of Globex is somebody else', async ({ page }) => {
    await signInAs(page, 'alice', 'globex')
    await page.goto('/globex/users')
    await expect(page.getByRole('main')).toContainText('Alice Nguyen')
    await expect(page.getByRole('main')).not.toContainText('Alice Martin')
    const foreign = await page.goto('/acme-corp/users')
    expect(foreign?.status()).toBe(404)
  })

  test('The audit log tells the story in sentences', async ({ page }) => {
    await signInAs(page, 'alice')
    await page.goto('/acme-corp/audit-log')
    const main = page.getByRole('main')
    await expect(main).toContainText('Alice Martin signed in with a password.')
    await expect(main).not.toContainText('undefined')
    await page.goto('/acme-corp/audit-log?outcome=refused')
    await expect(main).toContainText('A sign-in as Bob Fischer was refused: the password was wrong.')
  })
})
