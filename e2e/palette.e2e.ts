import type { Page } from '@playwright/test'
import { sessionsIn } from '@/db/repositories/sessions'
import { inCompany } from '@/db/scope'
import { seriousViolations } from './support/accessibility'
import { expect, test } from './support/test'

const palette = (page: Page) => page.getByRole('dialog', { name: 'Search' })
const field = (page: Page) => palette(page).getByRole('combobox')
const option = (page: Page, name: string | RegExp) => palette(page).getByRole('option', { name })

/** Opens it by its keys, as soon as the page listens. */
async function openPalette(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Control+k')
    await expect(field(page)).toBeFocused({ timeout: 1000 })
  }).toPass()
}

/** What the browser says that our Content-Security-Policy stopped, and any error of a script. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', error => complaints.push(error.message))
  return complaints
}

test('With the keyboard alone somebody is found and opened from the dashboard, and is there at once the next time', async ({
  page,
  company,
  signIn,
}) => {
  const complaints = complaintsOf(page)
  await company.user({ name: 'Bob Builder', title: 'Engineer' })
  await company.user({ name: 'Zoe Zimmer' })
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}`)
  await openPalette(page)
  await page.keyboard.type('buil bob')
  await expect(option(page, /Bob Builder/)).toContainText('Engineer')
  await expect(option(page, /Zoe/)).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Bob Builder' })).toBeVisible()
  await expect(palette(page)).toHaveCount(0)

  await openPalette(page)
  await expect(palette(page).getByRole('group', { name: 'Recent' }).getByRole('option')).toHaveText(['Bob Builder'])
  await page.keyboard.type('nobody at all')
  await expect(palette(page)).toContainText('Nothing matches “nobody at all”.')
  await page.keyboard.press('Escape')
  await expect(palette(page)).toHaveCount(0)
  expect(complaints).toEqual([])
})

test('Enter before the answer opens what was typed, and never what was found by something else', async ({
  page,
  company,
  signIn,
}) => {
  await company.user({ name: 'Bob Builder' })
  await company.user({ name: 'Bea Baker' })
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}`)
  await openPalette(page)
  await page.keyboard.type('bea')
  await expect(option(page, /Bea Baker/)).toBeVisible()
  await field(page).fill('bob builder')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Bob Builder' })).toBeVisible()
})

test('"deactivate bob" leads to the page that does it, for who may, and the arrows choose', async ({
  page,
  company,
  signIn,
}) => {
  const bob = await company.user({ name: 'Bob Builder' })
  await company.user({ name: 'Bob Gone', status: 'inactive' })
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}`)
  await openPalette(page)
  await page.keyboard.type('deactivate bob')
  await expect(option(page, 'Deactivate Bob Builder')).toHaveAttribute('aria-selected', 'true')
  await expect(option(page, /Bob Gone/)).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/${company.slug}/users/${bob.id}/deactivate`)

  await openPalette(page)
  const [first, second, last] = [0, 1, -1].map(at => palette(page).getByRole('option').nth(at))
  await expect(first!).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowDown')
  await expect(second!).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('End')
  await expect(last!).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowDown')
  await expect(first!).toHaveAttribute('aria-selected', 'true')
})

test('"who can" leads to the people with a permission, and what cannot be done says why', async ({
  page,
  company,
  signIn,
}) => {
  const developers = await company.group({ name: 'Developers', grants: ['staging:deploy'] })
  await company.user({ name: 'Bob Builder', groups: [developers] })
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}`)
  await openPalette(page)
  await page.keyboard.type('deactivate ada')
  await expect(option(page, 'Deactivate Ada')).toContainText('You cannot do this to yourself')
  await field(page).fill('who can deploy to staging')
  await expect(option(page, 'Who has staging:deploy')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'staging:deploy' })).toBeVisible()
  await expect(page.getByRole('main').getByRole('link', { name: 'Bob Builder' })).toBeVisible()
})

test('Who may see nobody is offered nobody, and no act', async ({ page, company, signIn }) => {
  await company.user({ name: 'Bob Builder' })
  await signIn(await company.user({ name: 'Eve', can: [] }))
  await page.goto(`/${company.slug}`)
  await openPalette(page)
  for (const text of ['bob', 'deactivate bob', 'invite', 'audit']) {
    await field(page).fill(text)
    await expect(palette(page)).toContainText(`Nothing matches “${text}”.`)
  }
  await field(page).fill('my access')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/${company.slug}/access`)
})

test('A failure says so and is tried again', async ({ page, company, signIn }) => {
  await company.user({ name: 'Bob Builder' })
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}`)
  await openPalette(page)
  await page.route('**/api/v1/search?*', route => route.abort())
  await page.keyboard.type('bob')
  await expect(palette(page)).toContainText('Search is not available right now.')
  await page.unroute('**/api/v1/search?*')
  await palette(page).getByRole('button', { name: 'Try again' }).click()
  await expect(option(page, /Bob Builder/)).toBeVisible()
})

test('Single keys lead to pages and to the search of a list, show themselves, and can be switched off', async ({
  page,
  company,
  signIn,
}) => {
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}`)
  await openPalette(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('g')
  await page.keyboard.press('u')
  await expect(page).toHaveURL(`/${company.slug}/users`)
  await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible()
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.keyboard.type('g g ?/')
  await expect(page.getByRole('searchbox')).toHaveValue('g g ?/')
  await page.getByRole('heading', { level: 1 }).click()

  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(keys).toContainText('Go to Audit log')
  expect(await seriousViolations(page)).toEqual([])
  await keys.getByRole('checkbox', { name: /Single-letter shortcuts/ }).uncheck()
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('g')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  // The list is searched while somebody types.
  await expect(page).toHaveURL(new RegExp(`/${company.slug}/users\\?q=`))
  await openPalette(page)
})

test('Keys right after the search was closed lead on, before the browser has taken the focus from its field', async ({
  page,
  company,
  signIn,
}) => {
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}`)
  await openPalette(page)
  await field(page).evaluate(input => {
    input.closest('dialog')!.close()
    for (const key of ['g', 'u']) input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  })
  await expect(page).toHaveURL(`/${company.slug}/users`)
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`The search has no serious accessibility violations in ${colorScheme} colors, also on a phone`, async ({
    page,
    company,
    signIn,
  }) => {
    await page.emulateMedia({ colorScheme })
    await company.user({ name: 'Bob Builder', title: 'Engineer' })
    await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 })
      await page.goto(`/${company.slug}`)
      await openPalette(page)
      await page.keyboard.type('bob')
      await expect(option(page, /Bob Builder/)).toBeVisible()
      expect(await seriousViolations(page)).toEqual([])
      await page.keyboard.press('Escape')
      await expect(page.getByRole('link', { name: 'Search', exact: true })).toBeVisible()
    }
  })

test('Nobody is shown what another person opened in the same browser, and signing out forgets it', async ({
  page,
  company,
  signIn,
}) => {
  const bob = await company.user({ name: 'Bob Builder' })
  const kept = () => page.evaluate(() => localStorage.getItem('console.recent'))
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/users/${bob.id}`)
  await expect.poll(kept).toContain('Bob Builder')

  await page.context().clearCookies()
  await signIn(await company.user({ name: 'Eve', groups: [company.administrators] }))
  await page.goto(`/${company.slug}`)
  await openPalette(page)
  await expect(palette(page).getByRole('group', { name: 'Recent' })).toHaveCount(0)
  expect(await kept()).toBeNull()

  await page.keyboard.press('Escape')
  await page.goto(`/${company.slug}/users/${bob.id}`)
  await expect.poll(kept).toContain('Bob Builder')
  await openPalette(page)
  await page.keyboard.type('sign out')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/login/)
  expect(await kept()).toBeNull()
})

test('What somebody opened and whom they chose is forgotten where their session ended elsewhere', async ({
  page,
  company,
  signIn,
}) => {
  const bob = await company.user({ name: 'Bob Builder' })
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  const kept = () => page.evaluate(() => [localStorage.getItem('console.recent'), sessionStorage.length])
  await signIn(ada)
  await page.goto(`/${company.slug}/users/${bob.id}`)
  await expect.poll(kept).toEqual([expect.stringContaining('Bob Builder'), 0])
  await page.goto(`/${company.slug}/users`)
  await page.getByRole('checkbox', { name: 'Select Bob Builder' }).check()
  await expect.poll(kept).toEqual([expect.stringContaining('Bob Builder'), 1])

  await inCompany(company.id, scope => sessionsIn(scope).endAll(ada.id))
  await page.getByRole('link', { name: 'Groups' }).click()
  await expect(page).toHaveURL(/\/login/)
  await expect.poll(kept).toEqual([null, 0])
})

test('Whom somebody chose is not chosen for the next person in the same tab', async ({ page, company, signIn }) => {
  await company.user({ name: 'Bob Builder' })
  const chosen = page.getByRole('checkbox', { name: 'Select Bob Builder' })
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/users`)
  await chosen.check()
  await expect(page.getByText('1 selected')).toBeVisible()
  await signIn(await company.user({ name: 'Eve', groups: [company.administrators] }))
  await page.goto(`/${company.slug}/users`)
  await expect(page.getByText('Eve')).not.toHaveCount(0)
  await expect(chosen).not.toBeChecked()
  await expect(page.getByText('1 selected')).toBeHidden()
})

test.describe('Without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the search is a page', async ({ page, company, signIn }) => {
    await company.user({ name: 'Bob Builder' })
    await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
    await page.goto(`/${company.slug}`)
    await page.getByRole('link', { name: 'Search', exact: true }).click()
    await page.getByRole('searchbox').fill('bob')
    await page.getByRole('searchbox').press('Enter')
    await page.getByRole('link', { name: 'Bob Builder' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Bob Builder' })).toBeVisible()
  })
})
