import type { Browser, BrowserContext, Locator, Page } from '@playwright/test'
import { addPasskey } from '@/testing/authenticator'
import type { MadeCompany, MadeUser } from '@/testing/factories'
import { seriousViolations } from './support/accessibility'
import { cookieOf, expect, test } from './support/test'

/** Two people open the same thing in two browsers and change it, one after the other. */

interface World {
  company: MadeCompany
  ada: MadeUser
  grace: MadeUser
  bob: MadeUser
  group: { id: string; name: string }
}

interface Race {
  /** What is edited. */
  title: string
  path: (world: World) => Promise<string> | string
  /** Opens the form, where it is not on the page. */
  open?: (page: Page) => Promise<void>
  label: string
  /** What the form began with, what the first made of it, and what the second wants. */
  values: [base: string, first: string, second: string]
  save: string
  /** The second is the same person in another browser. */
  own?: boolean
}

const races: Race[] = [
  {
    title: "a group's name",
    path: ({ group }) => `groups/${group.id}/edit`,
    label: 'Name',
    values: ['Finance', 'Treasury', 'Money'],
    save: 'Save changes',
  },
  {
    title: "a group's second factor",
    path: ({ group }) => `groups/${group.id}`,
    open: async page => {
      const change = page.locator('section', { has: page.getByRole('heading', { name: 'Two-factor authentication' }) })
      await change.getByRole('button', { name: 'Change' }).click()
      await page.getByRole('dialog').getByRole('checkbox').check()
    },
    label: 'Grace period in days',
    values: ['7', '3', '9'],
    save: 'Save',
  },
  {
    title: "a person's title",
    path: ({ bob }) => `users/${bob.id}/edit`,
    label: 'Title',
    values: ['Engineer', 'Analyst', 'Designer'],
    save: 'Save changes',
  },
  {
    title: "one's own name",
    path: () => 'profile',
    label: 'Name',
    values: ['Ada', 'Ada Lovelace', 'Ada King'],
    save: 'Save name',
    own: true,
  },
  {
    title: "a passkey's name",
    path: async ({ company, ada }) => {
      await addPasskey(company, ada)
      return 'profile'
    },
    open: page => page.getByRole('button', { name: /^Rename/ }).click(),
    label: 'Name',
    values: ['Laptop', 'Blue key', 'Red key'],
    save: 'Save name',
    own: true,
  },
  {
    title: "a permission's key",
    path: async ({ company }) => `permissions/${(await company.permissionIds(['ledger:post']))[0]!}`,
    label: 'Action',
    values: ['post', 'write', 'book'],
    save: 'Save',
  },
  {
    title: "the company's name",
    path: () => 'settings',
    label: 'Company name',
    values: ['', 'Acme Ltd', 'Acme Corp'],
    save: 'Save name',
  },
  {
    title: 'how long invitations are valid',
    path: () => 'settings',
    label: 'Days',
    values: ['7', '14', '3'],
    save: 'Save validity',
  },
  {
    title: 'the minutes of a session',
    path: () => 'settings/security',
    label: 'Sign out after inactivity (minutes)',
    values: ['60', '30', '45'],
    save: 'Review and save',
  },
]

async function makeWorld(company: MadeCompany): Promise<World> {
  const groups = [company.administrators]
  return {
    company,
    ada: await company.user({ name: 'Ada', groups }),
    grace: await company.user({ name: 'Grace', groups }),
    bob: await company.user({ name: 'Bob', title: 'Engineer' }),
    group: await company.group({ name: 'Finance', grants: ['ledger:post'] }),
  }
}

/** A browser of this person's own. */
async function browserOf(browser: Browser, company: MadeCompany, user: MadeUser): Promise<[Page, BrowserContext]> {
  const context = await browser.newContext()
  await context.addCookies([await cookieOf(company, user)])
  return [await context.newPage(), context]
}

/** The page of the thing in the browsers of the first and the second, who both opened it before either changed it. */
async function bothOpen(browser: Browser, company: MadeCompany, race: Pick<Race, 'path' | 'open' | 'own'>) {
  const world = await makeWorld(company)
  const address = `/${company.slug}/${await race.path(world)}`
  const [first, context] = await browserOf(browser, company, world.ada)
  const [second, other] = await browserOf(browser, company, race.own ? world.ada : world.grace)
  for (const page of [first, second]) {
    await page.goto(address)
    await race.open?.(page)
  }
  const close = async () => {
    await context.close()
    await other.close()
  }
  return { first, second, world, address, close }
}

const told = (page: Page) => page.locator('[data-problem]')

const save = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()

/** What security settings ask once more. */
const confirm = (page: Page): Promise<void> =>
  page.getByRole('dialog', { name: 'Save this change?' }).getByRole('button', { name: 'Save', exact: true }).click()

/** The form of the field with this label: a page may have several. */
const formOf = (page: Page, label: string): Locator =>
  page.locator('form', { has: page.getByLabel(label, { exact: true }) }).last()

const saved = (page: Page) => page.getByRole('status').filter({ hasText: /saved|changed/ })

for (const race of races) {
  test(`Of two who change ${race.title}, the second is told and decides`, async ({ browser, company }) => {
    const { first, second, address, close } = await bothOpen(browser, company, race)
    const field = (page: Page) => page.getByLabel(race.label, { exact: true }).last()
    const button = (page: Page) => formOf(page, race.label).getByRole('button', { name: race.save, exact: true })
    const press = (page: Page) => button(page).click()
    const finish = async (page: Page) => {
      await press(page)
      if (race.save === 'Review and save') await confirm(page)
      await expect(saved(page)).toBeVisible()
    }
    const [base, theirs, mine] = race.values
    await expect(field(second)).toHaveValue(base || company.name)
    await field(first).fill(theirs)
    await finish(first)

    await field(second).fill(mine)
    await press(second)
    await expect(told(second)).toContainText(
      race.own
        ? 'You have since changed this on another page, so nothing was saved.'
        : 'Ada has since changed this, so nothing was saved.',
    )
    await expect(told(second)).toContainText(`to “${theirs}”; you entered “${mine}”`)
    await expect(field(second)).toHaveValue(mine)

    await press(second)
    await expect(told(second)).toContainText('Choose which of the two to save.')
    await told(second).getByLabel(`“${theirs}”`).check()
    await expect(field(second)).toHaveValue(theirs)
    await told(second).getByLabel(`“${mine}”`).check()
    await expect(field(second)).toHaveValue(mine)
    await finish(second)

    await first.goto(address)
    await race.open?.(first)
    await expect(field(first)).toHaveValue(mine)
    await close()
  })
}

for (const { label, button, values, names } of [
  {
    label: 'Language of emails',
    button: 'Save language',
    values: ['pt-BR', 'es'],
    names: ['English', 'Português (Brasil)', 'Español'],
  },
  {
    label: 'Time zone',
    button: 'Save time zone',
    values: ['America/Sao_Paulo', 'America/New_York'],
    names: ['UTC', 'America/Sao Paulo', 'America/New York'],
  },
] as const)
  test(`Of two who choose another “${label}”, the second is told by the names of the choices`, async ({
    browser,
    company,
  }) => {
    const { first, second, close } = await bothOpen(browser, company, { path: () => 'settings' })
    const [theirs, mine] = values
    await first.getByLabel(label, { exact: true }).selectOption(theirs)
    await save(first, button)
    await expect(saved(first)).toBeVisible()
    await second.getByLabel(label, { exact: true }).selectOption(mine)
    await save(second, button)
    const [before, savedName, entered] = names
    await expect(told(second)).toContainText(
      `Ada changed ${label} from “${before}” to “${savedName}”; you entered “${entered}”.`,
    )
    await told(second).getByLabel(`“${savedName}”`).check()
    await expect(second.getByLabel(label, { exact: true }).last()).toHaveValue(theirs)
    await close()
  })

test('Of rules that are not on the page of the second, the choices are told by their names, too', async ({
  browser,
  company,
}) => {
  const { first, second, close } = await bothOpen(browser, company, { path: () => 'settings/security' })
  const policy = (page: Page) => page.getByLabel('Policy', { exact: true })
  const review = (page: Page) => formOf(page, 'Policy').getByRole('button', { name: 'Review and save' }).click()
  await policy(first).selectOption('Custom')
  await first.getByLabel('Strength', { exact: true }).selectOption('1: refuses very weak passwords')
  await review(first)
  await confirm(first)
  await expect(saved(first)).toBeVisible()
  await policy(second).selectOption('classic')
  await review(second)
  await expect(told(second)).toContainText('to “1: refuses very weak passwords”')
  await expect(told(second)).toContainText('to “Custom”')
  await close()
})

test('What two changed in different fields is put together, and the second sees it before saving', async ({
  browser,
  company,
}) => {
  const { first, second, address, close } = await bothOpen(browser, company, races[0]!)
  await first.getByLabel('Description').fill('Who pays.')
  await save(first, 'Save changes')
  await expect(saved(first)).toBeVisible()
  await second.getByLabel('Name').fill('Money')
  await save(second, 'Save changes')
  await expect(told(second)).toContainText('Ada changed Description from nothing to “Who pays.”')
  await expect(second.getByLabel('Description')).toHaveValue('Who pays.')
  await save(second, 'Save changes')
  await expect(saved(second)).toBeVisible()
  await second.goto(address)
  await expect(second.getByLabel('Name')).toHaveValue('Money')
  await expect(second.getByLabel('Description')).toHaveValue('Who pays.')
  await close()
})

test('Theirs is kept with the keyboard alone, on a phone in the dark, and nothing is in the way of a screen reader', async ({
  browser,
  company,
}) => {
  const { first, second, address, close } = await bothOpen(browser, company, races[0]!)
  await second.setViewportSize({ width: 390, height: 844 })
  await second.emulateMedia({ colorScheme: 'dark' })
  await first.getByLabel('Name').fill('Treasury')
  await first.getByLabel('Description').fill('Who pays whom, and when. '.repeat(20))
  await save(first, 'Save changes')
  await expect(saved(first)).toBeVisible()
  await second.getByLabel('Name').fill('Money')
  await second.keyboard.press('Enter')
  await expect(told(second)).toBeFocused()
  // However long it is: the bar at the top of the page does not hide how it begins.
  const bar = (await second.getByRole('banner').boundingBox())!
  expect((await told(second).boundingBox())!.y).toBeGreaterThanOrEqual(bar.y + bar.height)
  await expect(second.getByRole('alert').filter({ hasText: 'Ada has since changed this' })).toBeVisible()
  expect(await seriousViolations(second)).toEqual([])
  const [wide, seen] = await second.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  expect(wide).toBeLessThanOrEqual(seen!)
  await second.keyboard.press('Tab')
  await second.keyboard.press('Space')
  await expect(second.getByRole('group', { name: 'Name' }).getByRole('radio', { name: /Treasury/ })).toBeChecked()
  await expect(second.getByLabel('Name', { exact: true }).last()).toHaveValue('Treasury')
  await save(second, 'Save changes')
  await expect(saved(second)).toBeVisible()
  await first.goto(address)
  await expect(first.getByLabel('Name')).toHaveValue('Treasury')
  await close()
})

test('What two grant to a group and revoke from it is put together', async ({ browser, company }) => {
  const { first, second, address, close } = await bothOpen(browser, company, {
    path: ({ group }) => `groups/${group.id}/permissions`,
  })
  const box = (page: Page, name: RegExp) => page.getByRole('checkbox', { name })
  await box(first, /^Users: read/).check()
  await box(first, /^Ledger: post/i).uncheck()
  await save(first, 'Save permissions')
  await expect(saved(first)).toBeVisible()
  await box(second, /^Groups: read/).check()
  await save(second, 'Save permissions')
  await expect(told(second)).toContainText('Ada has since changed this')
  await expect(told(second)).toContainText(/Ada added Users: read and removed Ledger: post/i)
  await expect(box(second, /^Users: read/)).toBeChecked()
  await expect(box(second, /^Groups: read/)).toBeChecked()
  await expect(box(second, /^Ledger: post/i)).not.toBeChecked()
  await save(second, 'Save permissions')
  await expect(saved(second)).toBeVisible()
  await first.goto(address)
  await expect(box(first, /^Users: read/)).toBeChecked()
  await expect(box(first, /^Groups: read/)).toBeChecked()
  await expect(box(first, /^Ledger: post/i)).not.toBeChecked()
  await close()
})

test('Who is second only while looking at what a change means, is told at the fields', async ({ browser, company }) => {
  const { first, second, close } = await bothOpen(browser, company, { path: () => 'settings/security' })
  const review = (page: Page) =>
    formOf(page, 'Maximum session length (hours)').getByRole('button', { name: 'Review and save' }).click()
  await second.getByLabel('Maximum session length (hours)').fill('4')
  await review(second)
  await expect(second.getByRole('dialog')).toContainText('after 4 hours at the latest')
  await first.getByLabel('Maximum session length (hours)').fill('8')
  await review(first)
  await confirm(first)
  await expect(saved(first)).toBeVisible()
  await confirm(second)
  await expect(second.getByRole('dialog')).toBeHidden()
  await expect(told(second)).toContainText(
    'Ada changed Maximum session length (hours) from “12” to “8”; you entered “4”.',
  )
  await told(second).getByLabel('“4”').check()
  await review(second)
  await expect(second.getByRole('dialog')).toContainText('after 8 hours at the latest')
  await confirm(second)
  await expect(saved(second)).toBeVisible()
  await second.reload()
  await expect(second.getByLabel('Maximum session length (hours)')).toHaveValue('4')
  await close()
})

test('Different sections do not get into each other’s way, and what was typed into one survives the saving of another', async ({
  browser,
  company,
}) => {
  const { first, second, address, close } = await bothOpen(browser, company, { path: () => 'settings/security' })
  const networks = second.getByLabel('Allowed networks')
  await first.getByLabel('Maximum session length (hours)').fill('8')
  await formOf(first, 'Maximum session length (hours)').getByRole('button', { name: 'Review and save' }).click()
  await confirm(first)
  await expect(saved(first)).toBeVisible()
  await networks.fill('198.51.100.0/24')
  await second.getByLabel('Allow trusted devices for 30 days').uncheck()
  await formOf(second, 'Grace period in days').getByRole('button', { name: 'Review and save' }).click()
  await confirm(second)
  await expect(saved(second)).toBeVisible()
  await expect(told(second)).toHaveCount(0)
  await expect(second.getByLabel('Maximum session length (hours)')).toHaveValue('8')
  await expect(networks).toHaveValue('198.51.100.0/24')
  await first.goto(address)
  await expect(first.getByLabel('Maximum session length (hours)')).toHaveValue('8')
  await expect(first.getByLabel('Allow trusted devices for 30 days')).not.toBeChecked()
  await close()
})

test('Of two who change the slug, the second is told and changes nothing', async ({ browser, company }) => {
  const { first, second, close } = await bothOpen(browser, company, { path: () => 'settings' })
  await first.getByLabel('Slug', { exact: true }).fill(`${company.slug}-a`)
  await save(first, 'Change slug')
  await expect(first).toHaveURL(`/${company.slug}-a/settings`)
  await second.getByLabel('Slug', { exact: true }).fill(`${company.slug}-b`)
  await save(second, 'Change slug')
  await expect(told(second)).toContainText('has changed since this page was opened, so nothing was changed.')
  await expect(second.getByLabel('Slug', { exact: true })).toHaveValue(`${company.slug}-b`)
  await first.reload()
  await expect(first.getByLabel('Slug', { exact: true })).toHaveValue(`${company.slug}-a`)
  await close()
})

test('Of two programs that change the same thing with one ETag, the second gets 412, and goes on with the new one', async ({
  page,
  company,
  signIn,
}) => {
  const group = await company.group({ name: 'Finance' })
  await signIn(await company.user({ name: 'Ada', groups: [company.administrators] }))
  const address = `/api/v1/groups/${group.id}`
  const put = (etag: string, name: string) =>
    page.request.put(address, { headers: { Origin: process.env.APP_URL!, 'If-Match': etag }, data: { name } })
  const etag = (await page.request.get(address)).headers().etag!
  const first = await put(etag, 'Treasury')
  expect([first.status(), first.headers().etag === etag]).toEqual([200, false])
  const second = await put(etag, 'Money')
  expect(second.status()).toBe(412)
  expect(await second.json()).toMatchObject({
    error: { code: 'changed_meanwhile', details: { fields: [{ field: 'name', yours: 'Money', theirs: 'Treasury' }] } },
  })
  const again = await page.request.get(address)
  expect([again.headers().etag, await again.json()]).toMatchObject([
    first.headers().etag,
    { data: { group: { name: 'Treasury' } } },
  ])
  expect((await put(first.headers().etag!, 'Money')).status()).toBe(200)
})
