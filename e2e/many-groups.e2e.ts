import { seriousViolations } from './support/accessibility'
import { expect, test } from './support/test'

/** More than a form brings along. */
const names = Array.from({ length: 520 }, (_, n) => `Squad ${n + 1}`)

test('In a company of 520 groups people are invited into the 515th, which is found by typing', async ({
  page,
  company,
  signIn,
}) => {
  const groups = await company.groups(names)
  await company.grow(groups[514]!, ['vault:open'])
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/users/invite`)
  const field = page.getByRole('combobox', { name: 'Groups' })
  const list = page.getByRole('listbox', { name: 'Groups' })
  const chosen = page.getByRole('list', { name: 'Chosen groups' }).getByRole('listitem')
  await expect(page.getByText('20 of 521 groups. Type to find others.')).toBeVisible()
  await expect(list.getByRole('option')).toHaveCount(20)

  await test.step('It is found and chosen with the keyboard alone, with what it grants', async () => {
    await field.focus()
    await page.keyboard.type('squad 515')
    await expect(list.getByRole('option')).toHaveText([/^Squad 515\s*Grants vault:open\.$/])
    await expect(page.getByText('1 group', { exact: true })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(chosen).toHaveText(['Squad 515'])
    await expect(field).toHaveValue('')
  })

  await test.step('It stays with its name while others are looked for', async () => {
    await page.keyboard.type('squad 5')
    await expect(page.getByText('20 of 32 groups. Type more to narrow the list.')).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.type('nothing like it')
    await expect(page.getByText('No group matches “nothing like it”.')).toBeVisible()
    await expect(list.getByRole('option')).toHaveText(['Create the group “nothing like it”'])
    await page.keyboard.press('Escape')
    await expect(chosen).toHaveText(['Squad 515'])
    expect(await seriousViolations(page)).toEqual([])
  })

  const invite = async (address: string) => {
    await page.getByLabel('Email addresses').fill(address)
    await page.getByRole('button', { name: 'Send invitations' }).click()
  }

  await test.step('Where it grants more by then, that is said first', async () => {
    await company.grow(groups[514]!, ['vault:empty'])
    await invite('frank@acme.example')
    await expect(page.getByRole('alert').filter({ hasText: 'Squad 515 now grants more' })).toContainText('vault:empty')
    await page.getByRole('button', { name: 'Send invitations' }).click()
    await expect(page.getByRole('heading', { name: '1 person invited' })).toBeVisible()
    await expect(page.getByRole('row').filter({ hasText: 'frank@acme.example' })).toContainText('Squad 515')
  })

  await test.step('Who invites others next has it chosen already', async () => {
    await page.getByRole('link', { name: 'Invite people' }).first().click()
    await expect(chosen).toHaveText(['Squad 515'])
    await invite('matt@acme.example')
    await expect(page.getByRole('row').filter({ hasText: 'matt@acme.example' })).toContainText('Squad 515')
  })
})

test('A person in a company of 520 groups comes into one that is found by typing, and keeps theirs', async ({
  page,
  company,
  signIn,
}) => {
  const groups = await company.groups(names)
  const bob = await company.user({ name: 'Bob', groups: [groups[519]!] })
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/users/${bob.id}`)
  await page.getByRole('button', { name: 'Change groups' }).click()
  const dialog = page.getByRole('dialog')
  const chosen = dialog.getByRole('list', { name: 'Chosen groups' }).getByRole('listitem')
  await expect(chosen).toHaveText(['Squad 520'])
  await dialog.getByRole('combobox', { name: 'Groups' }).fill('515')
  await dialog.getByRole('option', { name: 'Squad 515' }).click()
  await expect(chosen).toHaveText(['Squad 520', 'Squad 515'])
  await dialog.getByRole('button', { name: 'Save groups' }).click()
  await expect(dialog).toHaveCount(0)
  const card = page.getByRole('main').getByRole('link', { name: /^Squad/ })
  await expect(card).toHaveText(['Squad 515', 'Squad 520'])
})

test('A list of groups that cannot be asked for says so, and the form is sent with what is chosen', async ({
  page,
  company,
  signIn,
}) => {
  await company.groups(names)
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/users/invite`)
  const field = page.getByRole('combobox', { name: 'Groups' })
  await page.route('**/users/invite', route => (route.request().method() === 'POST' ? route.abort() : route.fallback()))
  await field.fill('squad 515')
  await expect(page.getByText('The search failed. Type again to retry.')).toBeVisible()
  await page.unroute('**/users/invite')
  await field.fill('squad 51')
  await page.getByRole('option', { name: 'Squad 515' }).click()
  await page.getByLabel('Email addresses').fill('frank@acme.example')
  await page.getByRole('button', { name: 'Send invitations' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'frank@acme.example' })).toContainText('Squad 515')
})
