import { request } from '@playwright/test'
import { expect, test } from './support/test'

test('The settings say that mail is off, send a test mail, and show what became of it', async ({
  page,
  company,
  signIn,
}) => {
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  await company.delayedMail(ada)
  await signIn(ada)
  await page.goto(`/${company.slug}/settings`)
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Email' }).click()
  const main = page.getByRole('main')
  await expect(main).toContainText('No email is sent, because no mail server is configured')
  await expect(main).toContainText('450 Greylisted, come back later')
  await expect(main).toContainText('Nothing is waiting. Sign-in codes and password reset links are always sent first')
  await main.getByRole('button', { name: 'Send test email' }).click()
  await expect(main.getByRole('status').first()).toContainText('Written to a file')
  await main.getByRole('button', { name: /^Try now/ }).click()
  await expect
    .poll(async () => {
      await page.reload()
      return main.getByRole('table').getByText('Written to a file').count()
    })
    .toBe(2)
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByLabel('Status').selectOption('delayed')
  await expect(main).toContainText('No emails match')
  await page.getByRole('link', { name: 'Remove the filter: Status' }).click()
  await expect(main.getByRole('table').getByRole('row')).not.toHaveCount(1)
})

test('Who may read the settings but not change them sees the mail and no button', async ({ page, company, signIn }) => {
  const rea = await company.user({ can: ['settings:read'] })
  await company.delayedMail(rea)
  await signIn(rea)
  await page.goto(`/${company.slug}/settings/mail`)
  await expect(page.getByRole('main')).toContainText('Delayed')
  await expect(page.getByRole('main').getByRole('button', { name: /test email|Try/ })).toHaveCount(0)
})

test('Mail that went to files is read at this machine, with its HTML in a frame that can do nothing', async ({
  page,
  company,
  signIn,
}) => {
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  await signIn(ada)
  await page.goto(`/${company.slug}/settings/mail`)
  await page.getByRole('button', { name: 'Send test email' }).click()
  await expect(page.getByRole('main').getByRole('status').first()).toContainText('Written to a file')
  await page.goto('/dev/mail')
  await page.getByRole('row').filter({ hasText: ada.email }).getByRole('link').first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`Test email from ${company.name}`)
  await expect(
    page
      .getByRole('main')
      .getByRole('link', { name: new RegExp(`/${company.slug}/settings/mail`) })
      .first(),
  ).toBeVisible()
  const frame = page.frameLocator('iframe')
  await expect(frame.getByText('Invitations and notifications are sent the same way.')).toBeVisible()
  const popup = page.waitForEvent('popup')
  await frame.getByRole('link', { name: 'Open settings' }).click()
  await expect(await popup).toHaveURL(new RegExp(`/${company.slug}/`))
  const body = await page.request.get(`${page.url()}/html`)
  expect(body.headers()['content-security-policy']).toContain("default-src 'none'")
  expect(body.headers()['content-security-policy']).not.toContain('script')
})

test('To everybody who is not at this machine there is nothing at /dev/mail', async ({ baseURL, page }) => {
  expect((await page.goto('/dev/mail'))?.status()).toBe(200)
  const strangers: Record<string, string>[] = [
    { Host: 'console.example.com' },
    { Host: 'localhost.evil.example' },
    { 'X-Forwarded-For': '203.0.113.7' },
    { 'X-Real-IP': '203.0.113.7' },
    { Forwarded: 'for=203.0.113.7' },
  ]
  for (const extraHTTPHeaders of strangers) {
    const api = await request.newContext({ baseURL, extraHTTPHeaders })
    for (const path of [
      '/dev/mail',
      '/dev/mail/2026-11-24T10-00-00.000Z-00000000.eml',
      '/dev/mail/2026-11-24T10-00-00.000Z-00000000.eml/html',
    ]) {
      expect([extraHTTPHeaders, path, (await api.get(path)).status()]).toEqual([extraHTTPHeaders, path, 404])
    }
    await api.dispose()
  }
  for (const name of ['..%2Fsecrets.json', '%2e%2e%2fsecrets.json', '.2026.eml', 'secrets.json']) {
    expect((await page.request.get(`/dev/mail/${name}`)).status()).toBe(404)
  }
})
