import { permissionsIn } from '@/db/repositories/permissions'
import { inCompany } from '@/db/scope'
import type { MadeCompany } from '@/testing/factories'
import { expect, test } from './support/test'

async function describePermission(company: MadeCompany, key: string, description: string) {
  const [id = ''] = await company.permissionIds([key])
  const [resource = '', action = ''] = key.split(':')
  await inCompany(company.id, scope => permissionsIn(scope).update(id, { resource, action, description }, { by: null }))
}

test('Filters are chips that are set, changed and removed, and the address keeps them', async ({
  page,
  company,
  signIn,
}) => {
  const clerks = await company.group({ name: 'Clerks', grants: ['ledger:post'] })
  await describePermission(company, 'ledger:post', 'Enter invoices.')
  await company.user({ name: 'Bob Clerk', title: 'Engineer', groups: [clerks] })
  await company.user({ name: 'Cid Writer', title: 'Writer', groups: [clerks] })
  await company.user({ name: 'Dora Guest', title: 'Engineer' })
  await signIn(await company.user({ name: 'Ada', title: 'Boss', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/users`)
  const rows = page.getByRole('table', { name: 'Users' }).getByRole('rowheader')
  const filter = page.getByRole('button', { name: 'Filter', exact: true })
  await filter.click()
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill('engineer')
  await page.getByRole('textbox', { name: 'Title', exact: true }).press('Enter')
  await expect(rows).toHaveText([/Bob Clerk/, /Dora Guest/])
  await filter.click()
  await page.getByRole('combobox', { name: 'Permission' }).fill('invoi')
  await page.getByRole('option', { name: 'Enter invoices ledger:post' }).click()
  await expect(rows).toHaveText([/Bob Clerk/])
  await expect(page).toHaveURL(/title=engineer/)
  await expect(page).toHaveURL(/permission=ledger%3Apost/)

  await page.getByRole('button', { name: 'Title: engineer' }).click()
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill('writer')
  await page.getByRole('textbox', { name: 'Title', exact: true }).press('Enter')
  await expect(rows).toHaveText([/Cid Writer/])
  await page.getByRole('link', { name: 'Remove the filter: Title' }).click()
  await expect(rows).toHaveText([/Ada/, /Bob Clerk/, /Cid Writer/])
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(rows).toHaveCount(4)

  await filter.click()
  await page.getByRole('combobox', { name: 'Permission' }).fill('ledger:post')
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(rows).toHaveText([/Ada/, /Bob Clerk/, /Cid Writer/])
  await expect(page.getByRole('button', { name: 'Permission: ledger:post' })).toBeVisible()
})

test.describe('Without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a permission is typed, and the list is narrowed by it', async ({ page, company, signIn }) => {
    const clerks = await company.group({ name: 'Clerks', grants: ['ledger:post'] })
    await company.user({ name: 'Bob Clerk', groups: [clerks] })
    await signIn(await company.user({ name: 'Ada', can: ['users:read'] }))
    await page.goto(`/${company.slug}/users`)
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page.getByLabel('Permission').fill('ledger:post')
    await page.getByRole('button', { name: 'Apply' }).click()
    await expect(page.getByRole('table', { name: 'Users' }).getByRole('rowheader')).toHaveText([/Bob Clerk/])
  })
})

test('Results come while somebody types, the field keeps the focus, and Back goes to the list before', async ({
  page,
  company,
  signIn,
}) => {
  await company.user({ name: 'Grace Hopper' })
  await company.user({ name: 'Grace Kelly' })
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/users`)
  const rows = page.getByRole('table', { name: 'Users' }).getByRole('rowheader')
  await expect(rows).toHaveCount(3)
  const search = page.getByRole('searchbox')
  await expect(page.getByRole('checkbox', { name: 'Select all 3 on this page' })).toBeVisible()
  await search.pressSequentially('grace')
  await expect(rows).toHaveText([/Grace Hopper/, /Grace Kelly/])
  await expect(page.getByRole('search').getByRole('status')).toHaveText('2 found')
  await search.pressSequentially(' k')
  await expect(rows).toHaveText([/Grace Kelly/])
  await expect(search).toBeFocused()
  await expect(search).toHaveValue('grace k')
  await page.goBack()
  await expect(rows).toHaveCount(3)
  await expect(search).toHaveValue('')
})

test('A selection outlives paging and sorting, takes ranges, and goes to the act', async ({
  page,
  company,
  signIn,
}) => {
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  for (let n = 1; n <= 30; n++) await company.user({ name: `Person ${n}` })
  await page.goto(`/${company.slug}/users`)
  const bar = page.getByRole('form', { name: 'Actions for the selected people' })
  await page.getByRole('checkbox', { name: 'Select Person 2', exact: true }).click()
  await page.getByRole('checkbox', { name: 'Select Person 5', exact: true }).click({ modifiers: ['Shift'] })
  await expect(bar).toContainText('4 selected')
  await expect(page.getByText('25 of 31')).toBeVisible()
  await page.getByRole('link', { name: 'Next' }).click()
  await page.getByRole('checkbox', { name: 'Select Person 30' }).check()
  await expect(bar).toContainText('5 selected on 2 pages, 4 not on this page')
  await page.getByRole('link', { name: 'Last sign-in' }).click()
  await expect(bar).toContainText('5 selected')
  await page.getByRole('link', { name: '50 rows' }).click()
  await expect(page.getByRole('checkbox', { name: 'Select Person 3', exact: true })).toBeChecked()
  await expect(page.getByRole('checkbox', { name: 'Select Person 6', exact: true })).not.toBeChecked()
  await page.getByRole('searchbox').fill('ada')
  await expect(bar).toContainText('5 selected on 2 pages, 5 not on this page')
  await bar.getByRole('button', { name: 'Deactivate' }).click()
  await expect(page.getByRole('main')).toContainText('5 people will be deactivated')
  await page.goBack()
  await bar.getByRole('button', { name: 'Clear' }).click()
  await expect(bar).toBeHidden()
})

test('A row opens wherever it is clicked, and its text can be selected', async ({ page, company, signIn }) => {
  const bob = await company.user({ name: 'Bob', email: 'bob@example.com' })
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  for (const place of ['Active', 'bob@example.com']) {
    await page.goto(`/${company.slug}/users`)
    await page.getByRole('row').filter({ hasText: 'bob@example.com' }).getByText(place).click({ force: true })
    await expect(page).toHaveURL(`/${company.slug}/users/${bob.id}`)
  }
  await page.goto(`/${company.slug}/users`)
  await page.getByText('bob@example.com').dblclick()
  await expect(page).toHaveURL(/\/users/)
})

test.describe('On a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })
  test('eight people fit on the first screen', async ({ page, company, signIn }) => {
    await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
    for (let n = 1; n <= 12; n++) await company.user({ name: `Person ${n}` })
    await page.goto(`/${company.slug}/users`)
    const bottom = await page
      .getByRole('row')
      .nth(8)
      .evaluate(row => row.getBoundingClientRect().bottom)
    expect(bottom).toBeLessThanOrEqual(844)
  })
})

test.describe('Without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test('filters and acts work as plain forms', async ({ page, company, signIn }) => {
    await company.user({ name: 'Bob', title: 'Engineer' })
    await company.user({ name: 'Cid', title: 'Writer' })
    await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
    await page.goto(`/${company.slug}/users`)
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page.getByRole('textbox', { name: 'Title', exact: true }).fill('writer')
    await page.getByRole('button', { name: 'Apply' }).click()
    const rows = page.getByRole('table', { name: 'Users' }).getByRole('rowheader')
    await expect(rows).toHaveText([/Cid/])
    await page.getByRole('checkbox', { name: 'Select Cid' }).check()
    await page.getByRole('button', { name: 'Deactivate' }).click()
    await expect(page.getByRole('main')).toContainText('1 person will be deactivated')
  })
})
