import { readFile } from 'node:fs/promises'
import { seriousViolations } from './support/accessibility'
import { expect, test } from './support/test'

test('Ada chooses her mails, reads what Console keeps about her, and takes it along', async ({
  page,
  company,
  signIn,
}) => {
  const developers = await company.group({ name: 'Developers', grants: ['staging:deploy'] })
  const ada = await company.user({ name: 'Ada Lovelace', groups: [developers] })
  await signIn(ada)
  await page.goto(`/${company.slug}/profile`)
  await expect(page.getByLabel('New device')).toBeChecked()
  await page.getByLabel('Changes to your access').check()
  await page.getByRole('button', { name: 'Save choices' }).click()
  await expect(page.getByText('Your choices were saved.')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Changes to your access')).toBeChecked()

  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download as JSON' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(new RegExp(`^${company.slug}-my-data-\\d{4}-\\d\\d-\\d\\d\\.json$`))
  const data = JSON.parse(await readFile(await file.path(), 'utf8'))
  expect(data).toMatchObject({ user: { email: ada.email }, notifications: { newDevice: true, groupChanges: true } })

  await page.getByRole('link', { name: 'View your data' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your data')
  for (const text of [ada.email, 'Developers', 'staging:deploy', 'Notifications changed', 'Own data exported'])
    await expect(page.getByRole('main')).toContainText(text)
})

test('Nobody has data of their own without a session', async ({ page, company }) => {
  await page.goto(`/${company.slug}/profile/export`)
  await expect(page).toHaveURL(/\/login\?callbackUrl=/)
  expect((await page.request.get(`/${company.slug}/profile/export/file`, { maxRedirects: 0 })).ok()).toBe(false)
})

test.describe('On a phone', () => {
  // The policy of the pages would refuse the checker's own script.
  test.use({ bypassCSP: true, viewport: { width: 390, height: 844 } })

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`the profile and the own data are accessible, in ${colorScheme}`, async ({ page, company, signIn }) => {
      await page.emulateMedia({ colorScheme })
      await signIn(await company.user({ groups: [await company.group()] }))
      for (const path of ['profile', 'profile/export']) {
        await page.goto(`/${company.slug}/${path}`)
        expect(await seriousViolations(page)).toEqual([])
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
        ).toBe(0)
      }
      for (const path of ['/login', '/acme-corp/login']) {
        await page.context().clearCookies({ name: /^console\.session/ })
        await page.goto(path)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        // A button that waits for the script is pale, and may be enabled while the checker is at work.
        await expect(page.locator('button:disabled')).toHaveCount(0)
        expect(await seriousViolations(page)).toEqual([])
      }
    })
  }
})
