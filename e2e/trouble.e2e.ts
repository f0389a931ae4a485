import { expect, test } from './support/test'

/** What goes wrong around a page: an address that leads nowhere, a network that is away, and leaving too early. */

test('An address that leads nowhere is a 404 within the frame, from which one goes on', async ({
  page,
  company,
  signIn,
}) => {
  await signIn(await company.user({ groups: [company.administrators] }))
  for (const path of ['no-such-page', 'users/no-such/page', 'settings/nothing']) {
    const answer = await page.goto(`/${company.slug}/${path}`)
    expect(answer!.status()).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found')
    await expect(page.getByRole('link', { name: 'Groups' })).toBeVisible()
  }
  await page.getByRole('link', { name: 'Back to the dashboard' }).click()
  await expect(page).toHaveURL(`/${company.slug}`)
})

test('Whoever leaves a changed form is asked first, and loses nothing by staying', async ({
  page,
  company,
  signIn,
}) => {
  await signIn(await company.user({ groups: [company.administrators] }))
  const question = page.getByRole('dialog', { name: 'Leave without saving?' })
  const groups = page.getByRole('link', { name: 'Groups', exact: true }).first()

  // Nothing entered, nothing asked.
  await page.goto(`/${company.slug}/groups/new`)
  await groups.click()
  await expect(page).toHaveURL(`/${company.slug}/groups`)

  await page.goto(`/${company.slug}/groups/new`)
  await page.getByLabel('Name').fill('Half a group')
  await groups.click()
  await expect(question).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(question).toBeHidden()
  await expect(page.getByLabel('Name')).toHaveValue('Half a group')
  await groups.click()
  await question.getByRole('button', { name: 'Leave' }).click()
  await expect(page).toHaveURL(`/${company.slug}/groups`)

  // What was taken back, and what is saved, is no change.
  await page.goto(`/${company.slug}/groups/new`)
  await page.getByLabel('Name').fill('x')
  await page.getByLabel('Name').fill('')
  await groups.click()
  await expect(page).toHaveURL(`/${company.slug}/groups`)
  await page.goto(`/${company.slug}/groups/new`)
  await page.getByLabel('Name').fill('A whole group')
  await page.getByRole('button', { name: 'Create group' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('A whole group')
  await groups.click()
  await expect(page).toHaveURL(`/${company.slug}/groups`)
})

for (const told of [true, false])
  test(`Back and Forward from a changed form ask as links do${told ? '' : ', in a browser that does not tell where it is'}`, async ({
    page,
    company,
    signIn,
  }) => {
    await signIn(await company.user({ groups: [company.administrators] }))
    if (!told) await page.addInitScript(() => Object.defineProperty(window, 'navigation', { value: undefined }))
    const question = page.getByRole('dialog', { name: 'Leave without saving?' })
    const [users, groups] = ['Users', 'Groups'].map(name => page.getByRole('link', { name, exact: true }).first())
    const [list, form] = [`/${company.slug}/groups`, `/${company.slug}/groups/new`]
    await page.goto(`/${company.slug}/users`)
    await groups!.click()
    await expect(page).toHaveURL(list)
    await page.getByRole('link', { name: 'New group' }).first().click()
    await expect(page).toHaveURL(form)

    // Nothing entered, nothing asked.
    await page.goBack()
    await expect(page).toHaveURL(list)
    await page.goForward()
    await expect(page).toHaveURL(form)

    const stays = async () => {
      await expect(question).toBeVisible()
      await page.keyboard.press('Enter')
      await expect(question).toBeHidden()
      await expect(page).toHaveURL(form)
      await expect(page.getByLabel('Name')).toHaveValue('Half a group')
    }
    await page.getByLabel('Name').fill('Half a group')
    await page.evaluate(() => history.back())
    await stays()
    // Twice, since a browser lets itself be held once for each thing that somebody does.
    await page.evaluate(() => history.back())
    await expect(question).toBeVisible()
    await page.evaluate(() => history.back())
    await stays()
    await page.evaluate(() => history.back())
    await question.getByRole('button', { name: 'Leave' }).click()
    await expect(page).toHaveURL(list)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Groups')

    // From a form that was come back to, Forward asks too.
    await page.goto(form)
    await users!.click()
    await expect(page).toHaveURL(`/${company.slug}/users`)
    await page.goBack()
    await expect(page).toHaveURL(form)
    await page.getByLabel('Name').fill('Half a group')
    await page.evaluate(() => history.forward())
    await stays()
    await page.evaluate(() => history.forward())
    if (!told) return
    await question.getByRole('button', { name: 'Leave' }).click()
    await expect(page).toHaveURL(`/${company.slug}/users`)
  })

test('Whoever is offline is told, keeps the page with what was entered, and goes on when back', async ({
  page,
  company,
  signIn,
}) => {
  await signIn(await company.user({ groups: [company.administrators] }))
  await page.goto(`/${company.slug}/groups/new`)
  await page.getByLabel('Name').fill('Made on a train')
  await page.context().setOffline(true)
  await expect(page.getByText(/^You are offline\. What you entered/)).toBeVisible()
  await page.getByRole('link', { name: 'Groups', exact: true }).first().click()
  await page.getByRole('button', { name: 'Create group' }).click()
  await expect(page.getByText(/Console could not be reached/)).toBeVisible()
  await expect(page.getByLabel('Name')).toHaveValue('Made on a train')
  await page.context().setOffline(false)
  await expect(page.getByText(/^You are offline\. What you entered/)).toBeHidden()
  await page.getByRole('button', { name: 'Create group' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Made on a train')
})
