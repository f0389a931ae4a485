import { seriousViolations } from './support/accessibility'
import { expect, test } from './support/test'

test('From a person, whether they have a permission, through what, and what would give it', async ({
  page,
  company,
  signIn,
}) => {
  const operators = await company.group({ name: 'Operators', grants: ['staging:*'] })
  await company.group({ name: 'Finance', grants: ['ledger:post'] })
  const bob = await company.user({ name: 'Bob', groups: [operators] })
  await company.permissionIds(['staging:deploy'])
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/users/${bob.id}`)
  await page.getByRole('link', { name: 'Check access' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Check access of Bob' })).toBeVisible()
  const field = page.getByLabel('Permission')
  await field.fill('staging:deploy')
  await field.press('Enter')
  await expect(page.getByText('Yes, Bob has staging:deploy')).toBeVisible()
  await expect(page.getByText('Operators grants staging:*, which includes staging:deploy')).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])

  await field.fill('ledger:post')
  await page.getByRole('button', { name: 'Check' }).click()
  await expect(page.getByText('No, Bob does not have ledger:post')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Finance', exact: true })).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])

  // What is no permission is said at the field, before anything is asked.
  await field.fill('deploy')
  await page.getByRole('button', { name: 'Check' }).click()
  await expect(page.getByText('No, Bob does not have ledger:post')).toBeVisible()
  expect(await field.evaluate((input: HTMLInputElement) => input.validity.patternMismatch)).toBe(true)
})

test('Whom the search asks to add to a group is looked for on its page, and the field waits for the next one', async ({
  page,
  company,
  signIn,
}) => {
  const group = await company.group({ name: 'Marketing' })
  await company.user({ name: 'Bob Builder' })
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/groups/${group.id}?add=bob`)
  const field = page.getByRole('combobox', { name: 'People to add' })
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('bob')
  await expect(page.getByRole('option', { name: /Bob Builder/ })).toBeVisible()
  await field.press('Enter')
  await page.getByRole('button', { name: 'Add to group' }).click()
  await expect(page.getByText('1 person added to Marketing.')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'Bob Builder' })).toBeVisible()
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('')
})
