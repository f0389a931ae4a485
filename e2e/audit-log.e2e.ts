import { expect, test } from './support/test'

test('A date range the wrong way round is explained, and leaving it out keeps the other filters', async ({
  page,
  company,
  signIn,
}) => {
  await signIn(await company.user({ can: ['audit:read'] }))
  await page.goto(`/${company.slug}/audit-log?person=eve&from=2026-05-31&to=2026-05-01`)
  await expect(page.getByText('To must not lie before From.')).toBeVisible()
  await page.getByRole('link', { name: 'Go on without it' }).click()
  await expect(page).toHaveURL(`/${company.slug}/audit-log?person=eve&from=2026-05-31`)
  await expect(page.getByLabel('Person')).toHaveValue('eve')
  await expect(page.getByRole('textbox', { name: 'From' })).toHaveValue('2026-05-31')
})
