import { mangled } from '@/testing/mangled-links'
import { expect, test } from './support/test'

const NEW = 'an entirely new pass phrase'

test('Links open whatever mail programs took into them, and tell no other site', async ({ page, company }) => {
  const ada = await company.user({ name: 'Ada' })
  const { token } = await company.invitation({ by: ada })
  const reset = await company.passwordReset(ada)
  const manglings = { ...mangled, 'a trailing slash': (link: string) => `${link}/` }
  for (const path of [`/${company.slug}/invitation/${token}`, `/${company.slug}/reset-password/${reset.token}`]) {
    const found: Record<string, unknown> = {}
    for (const [what, mangle] of Object.entries(manglings)) {
      const answer = await page.request.get(mangle(path))
      found[what] = [answer.status(), answer.headers()['referrer-policy']]
    }
    expect(found).toEqual(Object.fromEntries(Object.keys(manglings).map(what => [what, [200, 'no-referrer']])))
  }
  const redirect = await page.request.get(`/${company.slug}/invitation/${token}/`, { maxRedirects: 0 })
  expect([redirect.status(), redirect.headers()['referrer-policy']]).toEqual([308, 'no-referrer'])
  const other = await page.request.get(`/${company.slug}/invitation/${token.slice(1)}).`)
  expect(other.status()).toBe(404)
})

test('Frank accepts by a link that ends in a parenthesis and a full stop', async ({ page, company }) => {
  const { token } = await company.invitation({ by: await company.user() })
  await page.goto(`/${company.slug}/invitation/${token}).`)
  await page.getByLabel('Your name').fill('Frank')
  await page.getByLabel('Password', { exact: true }).fill(NEW)
  await page.getByLabel('Confirm password').fill(NEW)
  await page.getByRole('button', { name: 'Accept and sign in' }).click()
  await expect(page).toHaveURL(`/${company.slug}`)
})

test('Ada chooses a new password by a link that ends in an angle bracket, with tracking behind it', async ({
  page,
  company,
}) => {
  const { token } = await company.passwordReset(await company.user({ password: 'correct horse battery staple' }))
  await page.goto(`/${company.slug}/reset-password/${token}%3E?utm_source=mail`)
  await page.getByLabel('New password', { exact: true }).fill(NEW)
  await page.getByLabel('Confirm new password').fill(NEW)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('Your password was changed. Sign in with the new one.')).toBeVisible()
})
